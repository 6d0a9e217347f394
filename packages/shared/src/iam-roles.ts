import { z } from 'zod';

import { endpoint } from './endpoint.ts';

/** An IAM role as the pickers show it. */
export const iamRole = z.object({
  RoleName: z.string(),
  Arn: z.string(),
  Description: z.string().optional(),
});
export type IamRole = z.infer<typeof iamRole>;

export const iamRoleEndpoints = {
  list: endpoint('GET', '/api/connections/:connectionId/roles', {
    summary: 'The IAM roles of the account',
    permission: 'roles:read',
    response: z.object({ Roles: z.array(iamRole) }),
  }),
};
