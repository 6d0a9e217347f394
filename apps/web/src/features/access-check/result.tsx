import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import LiveRegion from '@cloudscape-design/components/live-region';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { AccessCheckResult } from '@lifeguard/shared/api/access-check';
import { roleNameOfArn } from '#pool/roles/arn.ts';
import { CopyId } from '#ui/copy-id.tsx';
import { StatusText } from '#ui/status-text.tsx';
import { ExplanationView } from './explanation-view.tsx';
import { NewIdentity } from './new-identity.tsx';
import { predictionText } from './prediction-view.tsx';
import { StepList } from './step-list.tsx';

/** What became of the user: the role or the failure, why, and every call. */
export function CheckResult({ result, poolId }: { result: AccessCheckResult; poolId: string }) {
  const { steps, roleArn, identity, explanation } = result;
  const failed = steps.find(({ outcome }) => outcome === 'failed');
  const isIn = roleArn !== undefined;
  const stopped = steps.find(({ outcome, operation }) => outcome === 'not_run' && operation !== 'GetId');
  const text = isIn
    ? `The user gets in, with the role ${roleNameOfArn(roleArn)}.`
    : failed === undefined
      ? `The check stopped. ${stopped?.reason ?? ''}`
      : `The user does not get in: ${failed.operation} fails.`;
  return (
    <Container header={<Header variant="h2">Result</Header>}>
      <SpaceBetween size="l">
        <div>
          <StatusText type={isIn ? 'success' : failed === undefined ? 'warning' : 'error'}>
            <Box variant="strong" color="inherit">
              <LiveRegion tagName="span">{text}</LiveRegion>
            </Box>
          </StatusText>
          {isIn && <CopyId value={roleArn} label="ARN of the role" wrap />}
        </div>
        <Comparison result={result} />
        {identity !== undefined && <NewIdentity key={identity.IdentityId} identity={identity} poolId={poolId} />}
        {explanation !== undefined && (
          <div>
            <Box variant="h3">Why</Box>
            <ExplanationView explanation={explanation} poolId={poolId} />
          </div>
        )}
        <div>
          <Box variant="h3">Call by call</Box>
          <StepList steps={steps} />
        </div>
      </SpaceBetween>
    </Container>
  );
}

function Comparison({ result: { prediction, doesPredictionHold, roleArn } }: { result: AccessCheckResult }) {
  if (prediction === undefined) {
    return (
      <Box color="text-body-secondary">
        The simulator says nothing of this user: the claims of the token can’t be read, or its provider is none of the
        pool.
      </Box>
    );
  }
  const words = predictionText(prediction);
  if (doesPredictionHold === true) {
    return <StatusText type="success">{`As the simulator says from the settings. ${words}`}</StatusText>;
  }
  if (doesPredictionHold === undefined) {
    return (
      <Box color="text-body-secondary">
        {`The simulator takes every login for a good one, so there is nothing to compare. It says: ${words}`}
      </Box>
    );
  }
  return (
    <Alert type="warning" header="The simulator says something else">
      {words} {roleArn === undefined ? 'AWS refuses the user.' : `AWS gives the role ${roleNameOfArn(roleArn)}.`} The
      settings may have been changed a moment ago, or a rule outside of pool and role counts, as one of the
      organization.
    </Alert>
  );
}
