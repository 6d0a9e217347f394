import { z } from 'zod';

import { arnString } from '../aws/arn.ts';
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

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html */
export const enteredRoleName = z
  .string()
  .min(1, 'Enter a name.')
  .max(64, 'A role name has at most 64 characters.')
  .regex(/^[\w+=,.@-]+$/, 'Only unaccented letters, digits and _ + = , . @ - are possible in a role name.');

export const enteredRolePath = z
  .string()
  .max(512, 'A path has at most 512 characters.')
  .regex(/^\/([\x21-\x7e]+\/)?$/, 'A path begins and ends with /, for example /cognito-pools/.');

export const createRoleInput = z.strictObject({
  RoleName: enteredRoleName,
  Path: enteredRolePath,
  Description: z.string().max(1000, 'A description has at most 1,000 characters.').optional(),
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
    body: createRoleInput,
    response: iamRole,
  }),
  updateTrust: endpoint('PUT', `${roles}/:roleName/trust-policy`, {
    summary: 'Replace the trust policy of a role, if it still is the one that the caller saw',
    permission: 'roles:write',
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
