import { iamRoleEndpoints } from '@lifeguard/shared/api/iam-roles';

import type { Context } from '../context.ts';
import type { Api } from '../http/api.ts';

export function roleRoutes({ serveAws }: Api, { iam }: Context): void {
  serveAws(iamRoleEndpoints.list, async (call) => ({ Roles: await iam.listRoles(call) }));
  serveAws(iamRoleEndpoints.create, (call, { body }) => iam.createRole(call, body));
  serveAws(iamRoleEndpoints.updateTrust, (call, { params, body }) => iam.updateTrust(call, params.roleName, body));
}
