// Managed policies and instance profiles don't exist in the local AWS; whoever asks is told that there are none.
import { string, structure, type Value } from '../protocol/shape.ts';
import { defineOperation, type OperationContext } from '../dispatch/operation.ts';
import { onRole } from './permissions.ts';
import { noSuchEntity, validationError } from './errors.ts';
import { pageMembers } from './pages.ts';
import { findRole } from './roles.ts';
import { arn, roleName } from './shapes.ts';

const listAttachedInput = structure(
  {
    RoleName: roleName,
    PathPrefix: string({ min: 1, max: 512, pattern: '((/[A-Za-z0-9\\.,\\+@=_-]+)*)/' }),
    ...pageMembers,
  },
  ['RoleName'],
);

const namedPolicy = structure({ RoleName: roleName, PolicyArn: arn }, ['RoleName', 'PolicyArn']);

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListAttachedRolePolicies.html */
export const listAttachedRolePolicies = defineOperation({
  auth: 'signed',
  permission: onRole,
  input: listAttachedInput,
  run(context, { RoleName }) {
    findRole(context, RoleName);
    return { AttachedPolicies: '', IsTruncated: false };
  },
});

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListInstanceProfilesForRole.html */
export const listInstanceProfilesForRole = defineOperation({
  auth: 'signed',
  permission: onRole,
  input: structure({ RoleName: roleName, ...pageMembers }, ['RoleName']),
  run(context, input) {
    findRole(context, input.RoleName);
    return { InstanceProfiles: '', IsTruncated: false };
  },
});

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_AttachRolePolicy.html */
export const attachRolePolicy = defineOperation({
  auth: 'signed',
  permission: onRole,
  input: namedPolicy,
  run(context, input) {
    checkNames(context, input);
    throw noSuchEntity(`Policy ${input.PolicyArn} does not exist or is not attachable.`);
  },
});

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_DetachRolePolicy.html */
export const detachRolePolicy = defineOperation({
  auth: 'signed',
  permission: onRole,
  input: namedPolicy,
  run(context, input) {
    checkNames(context, input);
    throw noSuchEntity(`Policy ${input.PolicyArn} was not found.`);
  },
});

function checkNames(context: OperationContext, { RoleName, PolicyArn }: Value<typeof namedPolicy>): void {
  if (!PolicyArn.startsWith('arn:')) throw validationError(`ARN ${PolicyArn} is not valid.`);
  findRole(context, RoleName);
}
