import { poolEndpoints } from '@lifeguard/shared/api/pools';
import { Router } from 'express';

import type { Context } from '../context.ts';
import { serve } from '../http/serve.ts';
import { awsCall } from './access.ts';
import { forgetting } from './forgetting.ts';

export function poolRoutes(context: Context): Router {
  const router = Router();
  const { pools, timeouts } = context;
  serve(router, poolEndpoints.list, timeouts, async (input) => ({
    IdentityPools: await pools.list(awsCall(context, input)),
  }));
  // Before `get`: "summaries" is not the id of a pool.
  serve(router, poolEndpoints.summaries, timeouts, async (input) => ({
    summaries: await pools.summaries(awsCall(context, input), input.query.ids),
  }));
  serve(router, poolEndpoints.create, timeouts, (input) =>
    pools.create(awsCall(context, input), input.body, { session: input.caller.key, key: input.idempotencyKey }),
  );
  serve(router, poolEndpoints.get, timeouts, (input) => pools.get(awsCall(context, input), input.params.poolId));
  serve(router, poolEndpoints.update, timeouts, (input) =>
    pools.save(awsCall(context, input), input.params.poolId, { ...input.body, ifMatch: input.ifMatch }),
  );
  serve(router, poolEndpoints.deleteImpact, timeouts, (input) =>
    pools.deleteImpact(awsCall(context, input), input.params.poolId),
  );
  serve(router, poolEndpoints.remove, timeouts, async (input) => {
    const removed = await pools.remove(awsCall(context, input), input.params.poolId, input.body.confirm);
    await forgetting(context, context.identityIndex.forgetPool(input.params));
    return removed;
  });
  return router;
}
