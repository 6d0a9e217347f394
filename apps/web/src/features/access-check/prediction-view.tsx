import Box from '@cloudscape-design/components/box';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import LiveRegion from '@cloudscape-design/components/live-region';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { AccessPrediction } from '@lifeguard/shared/api/access-check';
import { roleNameOfArn } from '#pool/roles/arn.ts';
import { obstacleText, refusalText } from '#pool/roles/outcome-words.ts';
import { CopyId } from '#ui/copy-id.tsx';
import { StatusText } from '#ui/status-text.tsx';
import type { Prediction } from './prediction.ts';

/** What the settings say of the user. Nothing was asked of AWS for it. */
export function PredictionView({ prediction: { objections, access } }: { prediction: Prediction }) {
  const isIn = objections.length === 0 && access?.obstacle === undefined && access?.roleArn !== undefined;
  return (
    <Container
      header={
        <Header
          variant="h2"
          description="From the settings of the pool and the trust policies of its roles. No call was made as this user."
        >
          Prediction
        </Header>
      }
    >
      <SpaceBetween size="m">
        <StatusText type={isIn ? 'success' : objections.length === 0 && access === undefined ? 'warning' : 'error'}>
          <Box variant="strong" color="inherit">
            <LiveRegion tagName="span">{headText({ objections, access })}</LiveRegion>
          </Box>
        </StatusText>
        {objections.length > 0 && access !== undefined && (
          <div>With a login that AWS takes, by the settings: {predictionText(access)}</div>
        )}
        {access?.roleArn !== undefined && <CopyId value={access.roleArn} label="ARN of the role" wrap />}
        {access?.roleArn !== undefined && !access.isTrustKnown && access.obstacle === undefined && (
          <Box color="text-body-secondary">
            Whether this role trusts the pool could not be checked: its trust policy is not known here.
          </Box>
        )}
      </SpaceBetween>
    </Container>
  );
}

function headText({ objections, access }: Prediction): string {
  if (objections.length > 0) return `AWS would refuse this user. ${objections.join(' ')}`;
  if (access === undefined)
    return 'Nothing can be said: only the provider can read this token. Paste its claims as JSON.';
  return predictionText(access);
}

/** What the user gets by the settings, in one sentence. */
export function predictionText(access: Pick<AccessPrediction, 'roleArn' | 'because' | 'obstacle'>): string {
  const { roleArn, because, obstacle } = access;
  const role = roleArn === undefined ? '' : roleNameOfArn(roleArn);
  const why = because === undefined ? '' : `: ${because}`;
  switch (obstacle) {
    case undefined:
      return `Gets the role ${role}${why}.`;
    case 'no-role':
    case 'ambiguous':
    case 'custom-role-not-allowed':
      return refusalText(obstacle);
    default:
      return `${obstacleText(obstacle, role)}${because === undefined ? '' : ` The role would be ${role}${why}.`}`;
  }
}
