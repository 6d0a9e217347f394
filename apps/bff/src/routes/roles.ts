import { iamRoleEndpoints } from '@lifeguard/shared/iam-roles';
import { Router } from 'express';

import type { Context } from '../context.ts';
import { serve } from '../http/serve.ts';
import { awsCall } from './access.ts';

export function roleRoutes(context: Context): Router {
  const router = Router();
  serve(router, iamRoleEndpoints.list, context.timeouts, async (input) => ({
    Roles: await context.iam.listRoles(awsCall(context, input)),
  }));
  return router;
}
