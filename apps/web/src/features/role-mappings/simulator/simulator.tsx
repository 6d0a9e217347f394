import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import type { Pool } from '@lifeguard/shared/api/pools';
import type { PoolProvider } from '@lifeguard/shared/roles/provider-keys';
import { SimulatorResult } from './result.tsx';
import { useTriedMapping } from './simulation-context.tsx';
import { SimulatorUser } from './user.tsx';

/** Which role a user would get, and how it came about. */
export function Simulator({ pool, provider }: { pool: Pool; provider: PoolProvider }) {
  const { trial, onTrial, reading, simulation } = useTriedMapping();
  return (
    <Container
      header={
        <Header
          variant="h2"
          description="Which role a user would get with the settings as they stand here, saved or not. What you enter stays in this browser."
        >
          Simulator
        </Header>
      }
    >
      <SimulatorResult provider={provider} reading={reading} simulation={simulation}>
        <SimulatorUser pool={pool} provider={provider} trial={trial} reading={reading} onChange={onTrial} />
      </SimulatorResult>
    </Container>
  );
}
