import type { AwsCallResult, Problem } from '@lifeguard/shared/api/problem';
import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useEffect, useRef } from 'react';
import { toProblem } from '#api/api-error.ts';
import { useIsSaidByBanner } from '#api/connection.tsx';
import { CliCommand } from '#ui/cli-command.tsx';
import { CopyId } from '#ui/copy-id.tsx';
import { StatusText } from '#ui/status-text.tsx';

const outcomeWords = {
  applied: 'was made',
  failed: 'failed',
  unknown: 'has an unknown outcome',
  not_sent: 'was not sent',
} satisfies Record<AwsCallResult['outcome'], string>;

interface ErrorAlertProps {
  error: unknown;
  header?: string;
  onRetry?: () => void;
}

/** A failure in full: what happened, what was and was not changed, what to do, and what to quote to support. */
export function ErrorAlert({ error, header, onRetry }: ErrorAlertProps) {
  const problem = toProblem(error);
  const isSaidByBanner = useIsSaidByBanner(problem.code);
  // A read that can be tried again changed nothing: what is wrong with the connection as such is said once, above.
  if (onRetry !== undefined && isSaidByBanner) {
    return (
      <StatusText type="error">{header ?? problem.title}. The message at the top of the page says why.</StatusText>
    );
  }
  return (
    <Alert
      type="error"
      header={header ?? problem.title}
      action={
        onRetry && (
          <Button formAction="none" onClick={onRetry}>
            Try again
          </Button>
        )
      }
    >
      <ProblemBody problem={problem} />
    </Alert>
  );
}

/** The same at the end of a dialog, which is scrolled to it: the button that failed stays in sight anyway. */
export function DialogError(props: ErrorAlertProps) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    place.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  return (
    <div ref={place}>
      <ErrorAlert {...props} />
    </div>
  );
}

/** The same without the frame, for notifications and modals that bring their own. */
export function ProblemBody({ problem }: { problem: Problem }) {
  return (
    <SpaceBetween size="xs">
      <div>{problem.detail ?? problem.title}</div>
      {problem.fields && (
        <ul>
          {Object.entries(problem.fields).map(([path, messages]) => (
            <li key={path}>
              <Box variant="code">{path}</Box>: {messages.join(' ')}
            </li>
          ))}
        </ul>
      )}
      {problem.calls && <CallResults calls={problem.calls} said={problem.detail ?? ''} />}
      {problem.command !== undefined && <CliCommand command={problem.command} />}
      <ProblemDetails problem={problem} />
    </SpaceBetween>
  );
}

/** Each AWS call of a save and what became of it. What `said` holds already is not said again. */
function CallResults({ calls, said }: { calls: readonly AwsCallResult[]; said: string }) {
  const isSaid = calls.every(({ message }) => message !== undefined && said.includes(message));
  if (calls.length < 2 && isSaid) return null;
  return (
    <ol>
      {calls.map((call, index) => (
        <li key={index}>
          <Box variant="code">{call.operation}</Box> {call.about !== undefined && `for ${call.about} `}
          {outcomeWords[call.outcome]}
          {call.message !== undefined && !said.includes(call.message) && `: ${call.message}`}
        </li>
      ))}
    </ol>
  );
}

function ProblemDetails({ problem }: { problem: Problem }) {
  const items = [
    { label: 'Code', value: problem.code },
    ...(problem.awsError === undefined ? [] : [{ label: 'AWS error', value: problem.awsError }]),
    ...(problem.awsRequestId === undefined
      ? []
      : [{ label: 'AWS request ID', value: <CopyId value={problem.awsRequestId} label="AWS request ID" wrap /> }]),
    ...(problem.correlationId === ''
      ? []
      : [{ label: 'Correlation ID', value: <CopyId value={problem.correlationId} label="Correlation ID" wrap /> }]),
  ];
  return (
    <ExpandableSection headerText="Details" variant="footer">
      <KeyValuePairs columns={2} items={items} />
    </ExpandableSection>
  );
}
