import { maxSummaryIds, type PoolSummary, type PoolUsedRoles } from '@lifeguard/shared/api/pools';
import { useQueries, useQuery } from '@tanstack/react-query';
import { toProblem } from '#api/api-error.ts';
import { useConnection } from '#api/connection.tsx';
import { needsMore, type PoolFilter, type PoolRow } from './filter.ts';
import { poolQueries } from '#pool/queries.ts';
import { useUserPoolNames } from '#pool/user-pool-names.ts';

/** Whether a filter that asks for roles is answered in full. */
export type RolesState = 'read' | 'arriving' | 'incomplete';

/**
 * All pools by name at once, their settings in the order in which they arrive. Their roles take a call for each pool, so they
 * are read only for a filter that asks for them.
 */
export function usePoolRows(filter: PoolFilter) {
  const { id } = useConnection();
  const list = useQuery(poolQueries.list(id));
  const pools = list.data?.IdentityPools ?? [];
  const chunks = chunked(
    pools.map((pool) => pool.IdentityPoolId),
    maxSummaryIds,
  );
  const details = useQueries({ queries: chunks.map((ids) => poolQueries.summaries(id, ids)) });
  const enabled = needsMore(filter);
  const used = useQueries({ queries: chunks.map((ids) => ({ ...poolQueries.usedRoles(id, ids), enabled })) });
  const userPoolNames = useUserPoolNames({ enabled });

  const rolesOf = new Map(
    used.flatMap(({ data }) =>
      (data?.pools ?? []).map(({ IdentityPoolId, roles }) => [IdentityPoolId, roles] as const),
    ),
  );
  const summaries = new Map<string, PoolSummary>();
  for (const summary of details.flatMap((detail) => detail.data?.summaries ?? [])) {
    summaries.set(summary.IdentityPoolId, summary);
  }
  const rows = pools.map((pool, index): PoolRow => {
    const summary = summaries.get(pool.IdentityPoolId);
    const failed = details[Math.floor(index / maxSummaryIds)]?.error;
    return {
      ...pool,
      settings: summary?.document,
      roles: rolesOf.get(pool.IdentityPoolId),
      userPoolNames: (summary?.document?.CognitoIdentityProviders ?? []).flatMap(
        ({ ProviderName }) => userPoolNames.get(ProviderName) ?? [],
      ),
      error: summary?.error ?? (summary === undefined && failed ? toProblem(failed).title : undefined),
    };
  });
  return {
    rows,
    list,
    arrived: rows.filter((row) => row.settings !== undefined || row.error !== undefined).length,
    roles: enabled ? rolesStateOf(used) : ('read' satisfies RolesState),
    failed: details.find((detail) => detail.error !== null && detail.data === undefined)?.error,
    isFetching: list.isFetching || [...details, ...used].some((query) => query.isFetching),
    refresh: () => Promise.all([list, ...details, ...(enabled ? used : [])].map((query) => query.refetch())),
  };
}

function rolesStateOf(
  used: readonly { data: { pools: readonly PoolUsedRoles[] } | undefined; error: unknown; isLoading: boolean }[],
): RolesState {
  if (used.some(({ isLoading }) => isLoading)) return 'arriving';
  const isGap = used.some(({ data, error }) => error !== null || data?.pools.some((pool) => pool.error !== undefined));
  return isGap ? 'incomplete' : 'read';
}

function chunked<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}
