import { z } from 'zod';

import { arnString } from '../aws/arn.ts';
import { newRole } from '../aws/new-role.ts';
import { endpoint } from './endpoint.ts';

/** An IAM role as the pickers show it. */
export const iamRole = z.object({
  RoleName: z.string(),
  Arn: z.string(),
  Path: z.string(),
  Description: z.string().optional(),
  /** The trust policy as JSON text, not percent-encoded. */
  AssumeRolePolicyDocument: z.string(),
});
export type IamRole = z.infer<typeof iamRole>;

export const createRoleInput = z.strictObject({
  ...newRole.shape,
  AssumeRolePolicyDocument: z.string().min(1).max(8192),
});
export type CreateRoleInput = z.infer<typeof createRoleInput>;

const roles = '/api/connections/:connectionId/roles';

export const iamRoleEndpoints = {
  list: endpoint('GET', roles, {
    summary: 'The IAM roles of the account, with their trust policies',
    permission: 'roles:read',
    response: z.object({ Roles: z.array(iamRole) }),
  }),
  create: endpoint('POST', roles, {
    summary: 'Create an IAM role without permissions',
    permission: 'roles:write',
    audit: 'role.create',
    body: createRoleInput,
    response: iamRole,
  }),
  updateTrust: endpoint('PUT', `${roles}/:roleName/trust-policy`, {
    summary: 'Replace the trust policy of a role, if it still is the one that the caller saw',
    permission: 'roles:write',
    audit: 'role.trust',
    body: z.strictObject({
      /** ARN of the role that the caller saw: names can be used again. */
      Arn: arnString,
      /** The trust policy that the caller saw. Another one in AWS is a `conflict`. */
      expected: z.string().max(131_072),
      AssumeRolePolicyDocument: z.string().min(1).max(8192),
    }),
    response: iamRole,
    maxBodyBytes: 512 * 1024,
  }),
};
