import { developerTokenEndpoints, type TokenInput } from '@lifeguard/shared/api/developer-tokens';
import { queryOptions } from '@tanstack/react-query';
import { call } from '#api/call.ts';
import { developerQueries } from '#pool/developer/queries.ts';
import { type TokenValues, tokenInputOf } from './token-form.ts';

/** What issuing the token would change besides. */
export function tokenPreview(connectionId: string, poolId: string, values: TokenValues) {
  const { DeveloperUserIdentifier, IdentityId } = tokenInputOf(values, 'none');
  const body = { DeveloperUserIdentifier, ...(IdentityId === undefined ? {} : { IdentityId }) };
  return queryOptions({
    queryKey: [...developerQueries.pool(connectionId, poolId), 'token-preview', body],
    queryFn: ({ signal }) => call(developerTokenEndpoints.preview, { params: { connectionId, poolId }, body, signal }),
    staleTime: 0,
    gcTime: 0,
  });
}

/** A plain function, neither a query nor the result of a mutation: no cache may hold the token. */
export function issueToken(connectionId: string, poolId: string, body: TokenInput) {
  return call(developerTokenEndpoints.issue, { params: { connectionId, poolId }, body });
}
