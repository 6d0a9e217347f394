import { identityEndpoints } from '@lifeguard/shared/identities';
import { Router } from 'express';

import type { Context } from '../context.ts';
import { serve } from '../http/serve.ts';
import { awsCall } from './access.ts';

export function identityRoutes(context: Context): Router {
  const router = Router();
  const { identities, timeouts } = context;
  serve(router, identityEndpoints.list, timeouts, (input) =>
    identities.list(awsCall(context, input), input.params.poolId, {
      hideDisabled: input.query.hideDisabled === 'true',
      nextToken: input.query.nextToken,
    }),
  );
  serve(router, identityEndpoints.get, timeouts, (input) =>
    identities.get(awsCall(context, input), input.params.identityId),
  );
  serve(router, identityEndpoints.remove, timeouts, async (input) => ({
    results: await identities.remove(awsCall(context, input), input.body.IdentityIds, input.body.confirmCount),
  }));
  return router;
}
