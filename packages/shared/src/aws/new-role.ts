import { z } from 'zod';

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html */
export const enteredRoleName = z
  .string()
  .min(1, 'Enter a name.')
  .max(64, 'A role name has at most 64 characters.')
  .regex(/^[\w+=,.@-]+$/, 'Only unaccented letters, digits and _ + = , . @ - are possible in a role name.');

const enteredRolePath = z
  .string()
  .max(512, 'A path has at most 512 characters.')
  .regex(/^\/([\x21-\x7e]+\/)?$/, 'A path begins and ends with /, for example /cognito-pools/.');

/** A role that is to be made, but for its trust policy. It has no permissions. */
export const newRole = z.strictObject({
  RoleName: enteredRoleName,
  Path: enteredRolePath,
  Description: z.string().max(1000, 'A description has at most 1,000 characters.').optional(),
});
export type NewRole = z.infer<typeof newRole>;

/** Default roles that are made together with a pool, in place of ones that are there. */
export const newRoles = z.strictObject({ authenticated: newRole.optional(), unauthenticated: newRole.optional() });
export type NewRoles = z.infer<typeof newRoles>;

/** Where new roles go: the admin policy that comes with Lifeguard passes only roles below it. */
export const defaultRolePath = '/cognito-pools/';
