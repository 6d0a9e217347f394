import { iamRoleEndpoints } from '@lifeguard/shared/api/iam-roles';
import { Router } from 'express';

import type { Context } from '../context.ts';
import { serve } from '../http/serve.ts';
import { awsCall } from './access.ts';

export function roleRoutes(context: Context): Router {
  const router = Router();
  const { iam, timeouts } = context;
  serve(router, iamRoleEndpoints.list, timeouts, async (input) => ({
    Roles: await iam.listRoles(awsCall(context, input)),
  }));
  serve(router, iamRoleEndpoints.create, timeouts, (input) => iam.createRole(awsCall(context, input), input.body));
  serve(router, iamRoleEndpoints.updateTrust, timeouts, (input) =>
    iam.updateTrust(awsCall(context, input), input.params.roleName, input.body),
  );
  return router;
}
