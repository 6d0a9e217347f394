import { maxSummaryIds, type PoolSummary } from '@lifeguard/shared/api/pools';
import { useQueries, useQuery } from '@tanstack/react-query';
import { toProblem } from '#api/api-error.ts';
import { useConnection } from '#api/connection.tsx';
import type { PoolRow } from './filter.ts';
import { poolQueries } from '#pool/queries.ts';

/** All pools by name at once, their settings in the order in which they arrive. */
export function usePoolRows() {
  const { id } = useConnection();
  const list = useQuery(poolQueries.list(id));
  const pools = list.data?.IdentityPools ?? [];
  const chunks = chunked(
    pools.map((pool) => pool.IdentityPoolId),
    maxSummaryIds,
  );
  const details = useQueries({ queries: chunks.map((ids) => poolQueries.summaries(id, ids)) });

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
      error: summary?.error ?? (summary === undefined && failed ? toProblem(failed).title : undefined),
    };
  });
  return {
    rows,
    list,
    arrived: rows.filter((row) => row.settings !== undefined || row.error !== undefined).length,
    failed: details.find((detail) => detail.error !== null && detail.data === undefined)?.error,
    isFetching: list.isFetching || details.some((detail) => detail.isFetching),
    refresh: () => Promise.all([list.refetch(), ...details.map((detail) => detail.refetch())]),
  };
}

function chunked<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}
