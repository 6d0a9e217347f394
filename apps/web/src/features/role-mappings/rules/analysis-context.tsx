import type { Pool } from '@lifeguard/shared/api/pools';
import { poolTrustProblems } from '@lifeguard/shared/policy/trust-problems';
import type { PoolProvider } from '@lifeguard/shared/roles/provider-keys';
import { analyzeRules } from '@lifeguard/shared/roles/rule-analysis';
import { replaceEqualDeep, useQuery } from '@tanstack/react-query';
import { createContext, type ReactNode, use, useDeferredValue, useMemo, useState } from 'react';
import { type Control, useWatch } from 'react-hook-form';
import { useConnection } from '#api/connection.tsx';
import { accountQueries } from '#pool/account-queries.ts';
import type { MappingValues } from '../form.ts';
import { wantedTrust } from './wanted-trust.ts';

/** A remark about a rule, ready to be shown. */
export interface Remark {
  readonly severity: 'error' | 'warning' | 'info';
  readonly message: string;
}

const RemarksContext = createContext<readonly (readonly Remark[])[]>([]);

/** What is to be said about the rule at `index` as it stands in the form. */
export function useRemarks(index: number): readonly Remark[] {
  return use(RemarksContext)[index] ?? none;
}

const none: readonly Remark[] = [];

interface RuleAnalysisProps {
  control: Control<MappingValues>;
  pool: Pool;
  provider: PoolProvider;
  children: ReactNode;
}

/** Analyses the rules as they are typed, deferred behind the typing. Only the components that show remarks render again. */
export function RuleAnalysis({ control, pool, provider, children }: RuleAnalysisProps) {
  const rules = useDeferredValue(useWatch({ control, name: 'Rules' }));
  const trustOf = useTrustRemarks(pool, provider);
  const remarks = useMemo(
    () =>
      analyzeRules(rules, provider).map((notes, index) => [
        ...notes,
        ...(trustOf.get(rules[index]?.RoleARN ?? '') ?? []),
      ]),
    [rules, provider, trustOf],
  );
  // Equal remarks keep their identity, so that memoized components skip them.
  const [shown, setShown] = useState(remarks);
  const next = replaceEqualDeep(shown, remarks);
  if (next !== shown) setShown(next);
  return <RemarksContext value={next}>{children}</RemarksContext>;
}

/** For each role of the account what its trust policy has against users of this provider. */
function useTrustRemarks({ document }: Pool, provider: PoolProvider): ReadonlyMap<string, readonly Remark[]> {
  const { id } = useConnection();
  const { data } = useQuery(accountQueries.roles(id));
  return useMemo(
    () =>
      new Map(
        (data?.Roles ?? []).map(({ Arn, AssumeRolePolicyDocument }) => [
          Arn,
          poolTrustProblems(AssumeRolePolicyDocument, wantedTrust(document, provider))
            .filter(({ severity }) => severity === 'error')
            .map(({ severity, message }): Remark => ({ severity, message: `Trust policy of the role: ${message}` })),
        ]),
      ),
    [data, document, provider],
  );
}
