import { identityIndexEndpoints } from '@lifeguard/shared/api/identity-index';
import { queryOptions } from '@tanstack/react-query';
import { hasCode } from '#api/api-error.ts';
import { call } from '#api/call.ts';
import { identitiesKey } from '#api/identities-key.ts';

/** What the latest scan of the pool says of one identity. `none`: the pool was never scanned. */
export type ScannedIdentity =
  | { readonly state: 'none' }
  | { readonly state: 'missing' | 'enabled' | 'disabled'; readonly scannedAt: string };

/** DescribeIdentity does not say whether an identity is disabled; a scan does. */
export function scannedIdentityQuery(connectionId: string, poolId: string, identityId: string) {
  return queryOptions({
    queryKey: [...identitiesKey(connectionId, poolId), 'scanned', identityId],
    queryFn: async ({ signal }): Promise<ScannedIdentity> => {
      const params = { connectionId, poolId };
      try {
        const { scan } = await call(identityIndexEndpoints.state, { params, signal });
        if (scan === undefined) return { state: 'none' };
        const query = { idPrefix: identityId };
        const { Identities } = await call(identityIndexEndpoints.list, { params, query, signal });
        const [found] = Identities;
        const state = found === undefined ? 'missing' : found.Disabled ? 'disabled' : 'enabled';
        return { state, scannedAt: scan.finishedAt };
      } catch (error) {
        if (hasCode(error, 'not_found')) return { state: 'none' };
        throw error;
      }
    },
  });
}
