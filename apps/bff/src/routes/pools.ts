import { poolEndpoints } from '@lifeguard/shared/api/pools';

import type { Context } from '../context.ts';
import type { Api } from '../http/api.ts';
import { forgetting } from './forgetting.ts';

export function poolRoutes({ serveAws }: Api, context: Context): void {
  const { pools, identityIndex } = context;
  serveAws(poolEndpoints.list, async (call) => ({ IdentityPools: await pools.list(call) }));
  // Before `get`: "summaries" and "used-roles" are not ids of pools.
  serveAws(poolEndpoints.summaries, async (call, { query }) => ({ summaries: await pools.summaries(call, query.ids) }));
  serveAws(poolEndpoints.usedRoles, async (call, { query }) => ({ pools: await pools.usedRoles(call, query.ids) }));
  serveAws(poolEndpoints.create, (call, { body, caller, idempotencyKey }) =>
    pools.create(call, body, { session: caller.key, key: idempotencyKey }),
  );
  serveAws(poolEndpoints.get, (call, { params }) => pools.get(call, params.poolId));
  serveAws(poolEndpoints.update, (call, { params, body, ifMatch }) =>
    pools.save(call, params.poolId, { ...body, ifMatch }),
  );
  serveAws(poolEndpoints.deleteImpact, (call, { params }) => pools.deleteImpact(call, params.poolId));
  serveAws(poolEndpoints.remove, async (call, { params, body }) => {
    const removed = await pools.remove(call, params.poolId, body.confirm);
    await forgetting(context, identityIndex.forgetPool(params));
    return removed;
  });
}
