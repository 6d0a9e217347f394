import { accessCheckEndpoints } from '@lifeguard/shared/api/access-check';
import { Router } from 'express';

import type { Context } from '../context.ts';
import { serve } from '../http/serve.ts';
import { awsCall } from './access.ts';

export function accessCheckRoutes(context: Context): Router {
  const router = Router();
  const { access, timeouts } = context;
  serve(router, accessCheckEndpoints.check, timeouts, (input) =>
    access.check(awsCall(context, input), input.params.poolId, input.body),
  );
  serve(router, accessCheckEndpoints.explain, timeouts, (input) =>
    access.explain(awsCall(context, input), input.params.poolId, input.body),
  );
  return router;
}
