import { identityEndpoints } from '@lifeguard/shared/api/identities';
import { type QueryClient, queryOptions } from '@tanstack/react-query';
import { call } from '#api/call.ts';
import { identitiesKey } from '#api/identities-key.ts';

/** Which list of identities: of one pool, with or without the disabled ones. */
export interface IdentityListing {
  connectionId: string;
  poolId: string;
  hideDisabled: boolean;
}

export const identityQueries = {
  pool: identitiesKey,
  /**
   * AWS returns the token of a page with the page before it. Tokens come from the cached pages, and
   * where those are missing, as after a reload, the pages before are read first.
   */
  page: (listing: IdentityListing, page: number) =>
    queryOptions({
      queryKey: [...identityQueries.pool(listing.connectionId, listing.poolId), 'page', listing.hideDisabled, page],
      queryFn: async ({ client, signal }) => {
        const nextToken = page === 1 ? undefined : await tokenOf(client, listing, page);
        if (page > 1 && nextToken === undefined) return { Identities: [] };
        const { connectionId, poolId, hideDisabled } = listing;
        return call(identityEndpoints.list, {
          params: { connectionId, poolId },
          query: { nextToken, hideDisabled: hideDisabled ? 'true' : 'false' },
          signal,
        });
      },
      gcTime: Number.POSITIVE_INFINITY,
    }),
  detail: (connectionId: string, poolId: string, identityId: string) =>
    queryOptions({
      queryKey: [...identityQueries.pool(connectionId, poolId), 'detail', identityId],
      queryFn: ({ signal }) => call(identityEndpoints.get, { params: { connectionId, poolId, identityId }, signal }),
    }),
};

export const identityMutations = {
  remove: (connectionId: string, poolId: string, IdentityIds: string[]) =>
    call(identityEndpoints.remove, {
      params: { connectionId, poolId },
      body: { IdentityIds, confirmCount: IdentityIds.length },
    }),
};

async function tokenOf(client: QueryClient, listing: IdentityListing, page: number): Promise<string | undefined> {
  const previous = await client.ensureQueryData(identityQueries.page(listing, page - 1));
  return previous.NextToken;
}
