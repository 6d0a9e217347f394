import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import type { Pool } from '@lifeguard/shared/api/pools';
import type { PoolProvider } from '@lifeguard/shared/roles/provider-keys';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useDeferredValue, useMemo, useState } from 'react';
import { type Control, useWatch } from 'react-hook-form';
import { useConnection } from '#api/connection.tsx';
import { accountQueries } from '#pool/account-queries.ts';
import type { MappingValues } from '../form.ts';
import { SimulatorResult } from './result.tsx';
import { SimulatorUser } from './user.tsx';
import { starterExamples } from './starter-examples.ts';
import { readTrial, type TrialReading, type TrialUser } from './trial-user.ts';

interface SimulatorProps {
  control: Control<MappingValues>;
  pool: Pool;
  provider: PoolProvider;
}

/** Tries the mapping as it stands in the form. Nothing that is entered here leaves the browser. */
export function Simulator({ control, pool, provider }: SimulatorProps) {
  const [trial, setTrial] = useState<TrialUser>(() => ({
    way: 'claims',
    claims: starterExamples(provider)[0]?.claims ?? '',
    token: '',
    customRoleArn: '',
  }));
  const [nowSeconds] = useState(() => Date.now() / 1000);
  const tried = useDeferredValue(trial);
  const reading = useMemo(() => readTrial(tried, provider, nowSeconds), [tried, provider, nowSeconds]);
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
      <WatchedResult control={control} pool={pool} provider={provider} trial={tried} reading={reading}>
        <SimulatorUser pool={pool} provider={provider} trial={trial} reading={reading} onChange={setTrial} />
      </WatchedResult>
    </Container>
  );
}

type WatchedResultProps = SimulatorProps & {
  trial: TrialUser;
  reading: TrialReading;
  children: ReactNode;
};

/** Follows the form with deferred values, so that typing is never held up by the simulation. */
function WatchedResult({ control, pool, provider, trial, reading, children }: WatchedResultProps) {
  const { id } = useConnection();
  const { data } = useQuery(accountQueries.roles(id));
  const [Type, AmbiguousRoleResolution, Rules] = useWatch({
    control,
    name: ['Type', 'AmbiguousRoleResolution', 'Rules'],
  });
  const values = useDeferredValue(
    useMemo(() => ({ Type, AmbiguousRoleResolution, Rules }), [Type, AmbiguousRoleResolution, Rules]),
  );
  const trustPolicies = useMemo(
    () => data && new Map(data.Roles.map(({ Arn, AssumeRolePolicyDocument }) => [Arn, AssumeRolePolicyDocument])),
    [data],
  );
  return (
    <SimulatorResult
      document={pool.document}
      provider={provider}
      values={values}
      reading={reading}
      customRoleArn={trial.customRoleArn.trim()}
      trustPolicies={trustPolicies}
    >
      {children}
    </SimulatorResult>
  );
}
