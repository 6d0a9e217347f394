import { identityEndpoints } from '@lifeguard/shared/api/identities';
import { Router } from 'express';

import type { Context } from '../context.ts';
import { serve } from '../http/serve.ts';
import { awsCall } from './access.ts';
import { forgetting } from './forgetting.ts';

export function identityRoutes(context: Context): Router {
  const router = Router();
  const { identities, identityIndex, timeouts } = context;
  serve(router, identityEndpoints.list, timeouts, (input) =>
    identities.list(awsCall(context, input), input.params.poolId, {
      hideDisabled: input.query.hideDisabled === 'true',
      nextToken: input.query.nextToken,
    }),
  );
  serve(router, identityEndpoints.get, timeouts, (input) =>
    identities.get(awsCall(context, input), input.params.identityId),
  );
  serve(router, identityEndpoints.remove, timeouts, async (input) => {
    const results = await identities.remove(awsCall(context, input), input.body.IdentityIds, input.body.confirmCount);
    const deleted = results.filter(({ outcome }) => outcome === 'deleted').map(({ IdentityId }) => IdentityId);
    await forgetting(context, identityIndex.forget(input.params, deleted));
    return { results };
  });
  return router;
}
