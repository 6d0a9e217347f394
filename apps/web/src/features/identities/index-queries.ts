import { formatIdentityFilter, type IdentityFilter } from '@lifeguard/shared/identities/filter';
import {
  type ExportFormat,
  type IdentitySort,
  identityIndexEndpoints,
  type SavedFilter,
  savedFilterEndpoints,
} from '@lifeguard/shared/api/identity-index';
import { queryOptions } from '@tanstack/react-query';
import { call } from '#api/call.ts';
import { identitiesKey } from '#api/identities-key.ts';
import { identityScanQuery } from '#pool/identity-scan.ts';

/** Which pool, as which connection sees it. */
export interface PoolParams {
  connectionId: string;
  poolId: string;
}

export interface IndexPageParams {
  filter: IdentityFilter;
  sort: IdentitySort;
  cursor: string | undefined;
  limit: number;
}

const indexKey = ({ connectionId, poolId }: PoolParams) => [...identitiesKey(connectionId, poolId), 'index'] as const;

export const indexQueries = {
  state: ({ connectionId, poolId }: PoolParams) => identityScanQuery(connectionId, poolId),
  list: (params: PoolParams, { filter, ...page }: IndexPageParams) =>
    queryOptions({
      queryKey: [...indexKey(params), 'list', formatIdentityFilter(filter), page],
      queryFn: ({ signal }) =>
        call(identityIndexEndpoints.list, { params: { ...params }, query: { ...filter, ...page }, signal }),
      staleTime: 60_000,
    }),
  breakdown: (params: PoolParams, filter: IdentityFilter) =>
    queryOptions({
      queryKey: [...indexKey(params), 'breakdown', formatIdentityFilter(filter)],
      queryFn: ({ signal }) => call(identityIndexEndpoints.breakdown, { params: { ...params }, query: filter, signal }),
      staleTime: 60_000,
    }),
};

export interface Deletion {
  filter: IdentityFilter;
  isDryRun: boolean;
  scanFinishedAt: string;
  confirmCount: number;
  confirmName: string;
}

export const indexMutations = {
  scan: (params: PoolParams) => call(identityIndexEndpoints.scan, { params: { ...params }, body: {} }),
  export: (params: PoolParams, filter: IdentityFilter, format: ExportFormat) =>
    call(identityIndexEndpoints.export, { params: { ...params }, body: { filter, format } }),
  /** The same key twice is one deletion, however often it is sent. */
  remove: (params: PoolParams, body: Deletion, idempotencyKey: string) =>
    call(identityIndexEndpoints.remove, {
      params: { ...params },
      body,
      headers: { 'Idempotency-Key': idempotencyKey },
    }),
};

export const savedFilterQueries = {
  list: () =>
    queryOptions({
      queryKey: ['saved-filters'],
      queryFn: async ({ signal }) => (await call(savedFilterEndpoints.list, { signal })).filters,
    }),
};

export const savedFilterMutations = {
  save: ({ id, ...body }: SavedFilter) => call(savedFilterEndpoints.save, { params: { savedFilterId: id }, body }),
  remove: (savedFilterId: string) => call(savedFilterEndpoints.remove, { params: { savedFilterId } }),
};
