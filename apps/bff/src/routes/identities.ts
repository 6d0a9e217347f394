import { identityEndpoints } from '@lifeguard/shared/api/identities';

import type { Context } from '../context.ts';
import type { Api } from '../http/api.ts';
import { forgetting } from './forgetting.ts';

export function identityRoutes({ serveAws }: Api, context: Context): void {
  const { identities, identityRemover, identityIndex } = context;
  serveAws(identityEndpoints.list, (call, { params, query: { hideDisabled, nextToken } }) =>
    identities.list(call, params.poolId, { hideDisabled: hideDisabled === 'true', nextToken }),
  );
  serveAws(identityEndpoints.get, (call, { params }) => identities.get(call, params.identityId));
  serveAws(identityEndpoints.remove, async (call, { params, body }) => {
    const results = await identityRemover.remove(call, params.poolId, body);
    const deleted = results.filter(({ outcome }) => outcome === 'deleted').map(({ IdentityId }) => IdentityId);
    await forgetting(context, identityIndex.forget(params, deleted));
    return { results };
  });
}
