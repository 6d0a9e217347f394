import Box from '@cloudscape-design/components/box';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import LiveRegion from '@cloudscape-design/components/live-region';
import type { Explanation } from '@lifeguard/shared/explain/explanation';
import { ExplanationView } from './explanation-view.tsx';

/** What the pasted message means for this pool. */
export function ExplanationResult({ explanation, poolId }: { explanation: Explanation; poolId: string }) {
  const cause = explanation.causes.find(({ verdict }) => verdict === 'cause');
  return (
    <Container header={<Header variant="h2">What it means here</Header>}>
      <LiveRegion hidden>{cause === undefined ? explanation.meaning : `The cause: ${cause.title}`}</LiveRegion>
      <ExplanationView explanation={explanation} poolId={poolId} />
      {explanation.messageId === undefined && (
        <Box color="text-body-secondary">
          Paste the token of the user in place of the message and run the check, to see what AWS answers, call by call.
        </Box>
      )}
    </Container>
  );
}
