import { connectionEndpoints } from '@lifeguard/shared/api/connections';
import type { CreatePoolInput, PoolChanges } from '@lifeguard/shared/pool/changes';
import { type Pool, poolEndpoints, type SavedPool } from '@lifeguard/shared/api/pools';
import { type QueryClient, queryOptions } from '@tanstack/react-query';
import pLimit from 'p-limit';
import { call } from '#api/call.ts';

/** The BFF describes twenty pools per request, so this bounds what AWS sees at once. */
const summaryRequests = pLimit(3);

export const poolQueries = {
  all: (connectionId: string) => ['pools', connectionId] as const,
  list: (connectionId: string) =>
    queryOptions({
      queryKey: [...poolQueries.all(connectionId), 'list'],
      queryFn: ({ signal }) => call(poolEndpoints.list, { params: { connectionId }, signal }),
    }),
  summaries: (connectionId: string, ids: readonly string[]) =>
    queryOptions({
      queryKey: [...poolQueries.all(connectionId), 'summaries', ids],
      queryFn: ({ signal }) =>
        summaryRequests(() =>
          call(poolEndpoints.summaries, { params: { connectionId }, query: { ids: ids.join(',') }, signal }),
        ),
    }),
  usedRoles: (connectionId: string, ids: readonly string[]) =>
    queryOptions({
      queryKey: [...poolQueries.all(connectionId), 'used-roles', ids],
      queryFn: ({ signal }) =>
        summaryRequests(() =>
          call(poolEndpoints.usedRoles, { params: { connectionId }, query: { ids: ids.join(',') }, signal }),
        ),
    }),
  detail: (connectionId: string, poolId: string) =>
    queryOptions({
      queryKey: [...poolQueries.all(connectionId), 'detail', poolId],
      queryFn: ({ signal }) => call(poolEndpoints.get, { params: { connectionId, poolId }, signal }),
    }),
  deleteImpact: (connectionId: string, poolId: string) =>
    queryOptions({
      queryKey: [...poolQueries.all(connectionId), 'delete-impact', poolId],
      queryFn: ({ signal }) => call(poolEndpoints.deleteImpact, { params: { connectionId, poolId }, signal }),
      staleTime: 0,
    }),
};

export const poolMutations = {
  create: (connectionId: string, body: CreatePoolInput, idempotencyKey: string) =>
    call(poolEndpoints.create, { params: { connectionId }, body, headers: { 'Idempotency-Key': idempotencyKey } }),
  update: (connectionId: string, base: Pool, changes: PoolChanges, mergeDisjoint = false) =>
    call(poolEndpoints.update, {
      params: { connectionId, poolId: base.document.IdentityPoolId },
      body: { base: base.document, changes, mergeDisjoint },
      etag: base.etag,
    }),
  remove: (connectionId: string, poolId: string, confirm: string) =>
    call(poolEndpoints.remove, { params: { connectionId, poolId }, body: { confirm } }),
  loadSampleData: (connectionId: string) =>
    call(connectionEndpoints.loadSampleData, { params: { connectionId }, body: {} }),
};

/** After a save: puts the new version of the pool into the cache, and invalidates the lists that show it. */
export function cacheSavedPool(client: QueryClient, connectionId: string, saved: SavedPool): void {
  const { document, etag, arn, unknownMembers, unreadableMembers } = saved;
  const detail = poolQueries.detail(connectionId, document.IdentityPoolId);
  client.setQueryData(detail.queryKey, { document, etag, arn, unknownMembers, unreadableMembers });
  void client.invalidateQueries({
    queryKey: poolQueries.all(connectionId),
    predicate: (query) => !query.queryKey.includes('detail'),
  });
}

/** After a delete: removes the pool's own queries, which would fail otherwise, and invalidates the lists. */
export function uncachePool(client: QueryClient, connectionId: string, poolId: string): void {
  client.removeQueries({ queryKey: poolQueries.detail(connectionId, poolId).queryKey, type: 'inactive' });
  void client.invalidateQueries({
    queryKey: poolQueries.all(connectionId),
    predicate: (query) => !query.queryKey.includes(poolId),
  });
}
