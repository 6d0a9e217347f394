import { developerIdentityEndpoints } from '@lifeguard/shared/api/developer-identities';
import type { MergeInput, MergeUsers, UnlinkInput, UnlinkUser } from '@lifeguard/shared/identities/developer-users';
import { infiniteQueryOptions, type QueryClient, queryOptions } from '@tanstack/react-query';
import { call } from '#api/call.ts';
import { identitiesKey } from '#api/identities-key.ts';

/** Whose developer users are looked up. */
export type DeveloperSubject = { readonly IdentityId: string } | { readonly DeveloperUserIdentifier: string };

export const developerQueries = {
  pool: (connectionId: string, poolId: string) => ['developer-users', connectionId, poolId] as const,
  /** The identity and its developer users, in AWS's pages. */
  users: (connectionId: string, poolId: string, subject: DeveloperSubject) =>
    infiniteQueryOptions({
      queryKey: [...developerQueries.pool(connectionId, poolId), 'users', subject],
      queryFn: ({ pageParam, signal }) =>
        call(developerIdentityEndpoints.lookup, {
          params: { connectionId, poolId },
          body: { ...subject, ...(pageParam === undefined ? {} : { NextToken: pageParam }) },
          signal,
        }),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: ({ NextToken }) => NextToken,
    }),
  mergePreview: (connectionId: string, poolId: string, users: MergeUsers) =>
    queryOptions({
      queryKey: [...developerQueries.pool(connectionId, poolId), 'merge-preview', users],
      queryFn: ({ signal }) =>
        call(developerIdentityEndpoints.previewMerge, { params: { connectionId, poolId }, body: users, signal }),
      staleTime: 0,
      gcTime: 0,
    }),
  unlinkPreview: (connectionId: string, poolId: string, user: UnlinkUser) =>
    queryOptions({
      queryKey: [...developerQueries.pool(connectionId, poolId), 'unlink-preview', user],
      queryFn: ({ signal }) =>
        call(developerIdentityEndpoints.previewUnlink, { params: { connectionId, poolId }, body: user, signal }),
      staleTime: 0,
      gcTime: 0,
    }),
};

export const developerMutations = {
  merge: (connectionId: string, poolId: string, body: MergeInput) =>
    call(developerIdentityEndpoints.merge, { params: { connectionId, poolId }, body }),
  unlink: (connectionId: string, poolId: string, body: UnlinkInput) =>
    call(developerIdentityEndpoints.unlink, { params: { connectionId, poolId }, body }),
};

/** After a change of developer users, or one whose outcome is not known: what is shown of them and of identities is old. */
export function refreshDeveloperUsers(client: QueryClient, connectionId: string, poolId: string): Promise<unknown> {
  return Promise.all([
    client.invalidateQueries({ queryKey: developerQueries.pool(connectionId, poolId) }),
    client.invalidateQueries({ queryKey: identitiesKey(connectionId, poolId) }),
  ]);
}
