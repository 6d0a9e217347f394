import type { Pool } from '@lifeguard/shared/api/pools';
import type { PoolProvider } from '@lifeguard/shared/roles/provider-keys';
import { type Simulation, simulateRole } from '@lifeguard/shared/roles/simulation';
import { useQuery } from '@tanstack/react-query';
import { createContext, type ReactNode, use, useDeferredValue, useMemo, useState } from 'react';
import { type Control, useWatch } from 'react-hook-form';
import { useConnection } from '#api/connection.tsx';
import { accountQueries } from '#pool/account-queries.ts';
import { mappingOf, type MappingValues } from '../form.ts';
import { starterExamples } from './starter-examples.ts';
import { readTrial, type TrialReading, type TrialUser } from './trial-user.ts';

interface TriedMapping {
  readonly trial: TrialUser;
  readonly onTrial: (trial: TrialUser) => void;
  /** Of the text a moment ago, as is the simulation: typing is never held up by them. */
  readonly reading: TrialReading;
  /** Undefined where nobody can be tried. */
  readonly simulation: Simulation | undefined;
}

const TriedMappingContext = createContext<TriedMapping | undefined>(undefined);

/** Who is tried with the mapping as it stands in the form, and what comes of it. */
export function useTriedMapping(): TriedMapping {
  const tried = use(TriedMappingContext);
  if (tried === undefined) throw new Error('useTriedMapping is used outside a MappingTrial.');
  return tried;
}

interface MappingTrialProps {
  control: Control<MappingValues>;
  pool: Pool;
  provider: PoolProvider;
  children: ReactNode;
}

/** Tries the mapping as it stands in the form. Nothing that is entered here leaves the browser. Only what shows the result renders again. */
export function MappingTrial({ control, pool: { document }, provider, children }: MappingTrialProps) {
  const [trial, onTrial] = useState<TrialUser>(() => ({
    way: 'federated',
    claims: starterExamples(provider)[0]?.claims ?? '',
    customRoleArn: '',
  }));
  const [nowSeconds] = useState(() => Date.now() / 1000);
  const tried = useDeferredValue(trial);
  const mapping = useEnteredMapping(control);
  const trustPolicies = useTrustPolicies();
  const reading = useMemo(() => readTrial(tried, provider, nowSeconds), [tried, provider, nowSeconds]);
  const simulation = useMemo(() => {
    if (reading.state !== 'read') return undefined;
    const customRoleArn = tried.customRoleArn.trim();
    return simulateRole({
      document,
      provider,
      mapping,
      user: reading.user,
      customRoleArn: customRoleArn === '' ? undefined : customRoleArn,
      trustPolicies,
    });
  }, [document, provider, mapping, reading, tried.customRoleArn, trustPolicies]);
  const value = useMemo(() => ({ trial, onTrial, reading, simulation }), [trial, reading, simulation]);
  return <TriedMappingContext value={value}>{children}</TriedMappingContext>;
}

function useEnteredMapping(control: Control<MappingValues>) {
  const [Type, AmbiguousRoleResolution, Rules] = useWatch({
    control,
    name: ['Type', 'AmbiguousRoleResolution', 'Rules'],
  });
  return useDeferredValue(
    useMemo(() => mappingOf({ Type, AmbiguousRoleResolution, Rules }), [Type, AmbiguousRoleResolution, Rules]),
  );
}

function useTrustPolicies() {
  const { id } = useConnection();
  const { data } = useQuery(accountQueries.roles(id));
  return useMemo(
    () => data && new Map(data.Roles.map(({ Arn, AssumeRolePolicyDocument }) => [Arn, AssumeRolePolicyDocument])),
    [data],
  );
}
