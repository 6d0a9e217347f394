import Box from '@cloudscape-design/components/box';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { AccessStep } from '@lifeguard/shared/api/access-check';
import { CopyId } from '#ui/copy-id.tsx';
import { StatusText } from '#ui/status-text.tsx';
import styles from './list.module.css';

const signs = { ok: 'success', failed: 'error', not_run: 'stopped' } as const;

/** The calls of the flow, from the first to the last. */
export function StepList({ steps }: { steps: readonly AccessStep[] }) {
  return (
    <ol className={styles['list']} aria-label="Calls to AWS">
      {steps.map((step) => (
        <li key={step.operation}>
          <Step step={step} />
        </li>
      ))}
    </ol>
  );
}

function Step({ step }: { step: AccessStep }) {
  const { service, operation, outcome, error, reason, request, answer, ms } = step;
  return (
    <Box padding={{ bottom: 's' }}>
      <StatusText type={signs[outcome]}>
        <Box variant="strong" color="inherit">
          {service === 'sts' ? 'STS ' : ''}
          {operation}
        </Box>
        {outcome === 'not_run' ? ` was not called. ${reason ?? ''}` : ` - ${ms} ms`}
      </StatusText>
      <Box margin={{ left: 'l' }}>
        {error !== undefined && (
          <div>
            <Box variant="code">{error.code}</Box> {error.message}
          </div>
        )}
        {outcome !== 'not_run' && (
          <ExpandableSection headerText="Request and answer" headerAriaLabel={`Request and answer of ${operation}`}>
            <SpaceBetween size="s">
              <Members title="Request" members={request} none="No members." />
              {outcome === 'ok' && <Members title="Answer" members={answer} none="Empty." />}
              {error?.awsRequestId !== undefined && (
                <CopyId value={error.awsRequestId} label={`AWS request ID of ${operation}`} wrap />
              )}
            </SpaceBetween>
          </ExpandableSection>
        )}
      </Box>
    </Box>
  );
}

function Members({ title, members, none }: { title: string; members: AccessStep['request']; none: string }) {
  return (
    <div>
      <Box variant="awsui-key-label">{title}</Box>
      {members.length === 0 ? (
        none
      ) : (
        <KeyValuePairs columns={2} items={members.map(({ name, value }) => ({ label: name, value }))} />
      )}
    </div>
  );
}
