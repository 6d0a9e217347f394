import { identityIndexEndpoints } from '@lifeguard/shared/api/identity-index';
import { queryOptions } from '@tanstack/react-query';
import { call } from '#api/call.ts';
import { identitiesKey } from '#api/identities-key.ts';

/** What the latest scan of a pool found: kept by the console, so that it costs no call to AWS. */
export function identityScanQuery(connectionId: string, poolId: string) {
  return queryOptions({
    queryKey: [...identitiesKey(connectionId, poolId), 'index', 'state'],
    queryFn: ({ signal }) => call(identityIndexEndpoints.state, { params: { connectionId, poolId }, signal }),
  });
}
