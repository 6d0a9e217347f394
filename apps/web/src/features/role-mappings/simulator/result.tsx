import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import LiveRegion from '@cloudscape-design/components/live-region';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { PoolProvider } from '@lifeguard/shared/roles/provider-keys';
import type { Simulation } from '@lifeguard/shared/roles/simulation';
import { memo, type ReactNode } from 'react';
import { StatusText } from '#ui/status-text.tsx';
import { outcomeOf, pathNodes } from './path-words.ts';
import { kindText, providerName } from '#pool/provider-words.ts';
import { SimulatorPath } from './path.tsx';
import { SimulatorTags } from './tags.tsx';
import type { TrialReading } from './trial-user.ts';

interface SimulatorResultProps {
  provider: PoolProvider;
  reading: TrialReading;
  simulation: Simulation | undefined;
  /** What is tried: stands between the outcome and the way there. */
  children: ReactNode;
}

/** The path to the role, or that there is nothing to show. */
export const SimulatorResult = memo(function SimulatorResult(props: SimulatorResultProps) {
  const { provider, reading, simulation, children } = props;
  if (reading.state !== 'read' || simulation === undefined) {
    return (
      <SpaceBetween size="l">
        <StatusText type="stopped">
          {reading.state === 'empty'
            ? 'Enter claims or paste a token to see the role.'
            : 'No result: what was entered can’t be read.'}
        </StatusText>
        {children}
      </SpaceBetween>
    );
  }
  const outcome = outcomeOf(simulation);
  const isRefusedBefore = simulation.obstacle === 'guests-refused' || simulation.obstacle === 'no-developer-provider';
  const nodes = pathNodes(simulation, `${kindText(provider)}: ${providerName(provider)}`);
  return (
    <SpaceBetween size="l">
      <StatusText type={outcome.isGranted ? 'success' : 'error'}>
        <Box variant="strong" color="inherit">
          <LiveRegion tagName="span">{outcome.text}</LiveRegion>
        </Box>
      </StatusText>
      {children}
      {reading.objections.length > 0 && (
        <Alert type="warning" header="AWS would not take a token with these claims">
          {reading.objections.join(' ')} Here it is tried all the same.
        </Alert>
      )}
      <SimulatorPath nodes={isRefusedBefore ? nodes.slice(0, 1) : nodes} outcome={outcome} />
      {outcome.role !== undefined && outcome.isGranted && !simulation.isTrustKnown && (
        <Box color="text-body-secondary">
          Whether this role trusts the pool could not be checked: its trust policy is not known here.
        </Box>
      )}
      {outcome.role !== undefined && (
        <SimulatorTags user={reading.user} tags={simulation.tags} bytes={simulation.tagBytes} />
      )}
    </SpaceBetween>
  );
});
