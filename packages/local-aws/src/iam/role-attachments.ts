// Managed policies and instance profiles don't exist in the local AWS; whoever asks is told that there are none.
import { string, structure } from '../protocol/shape.ts';
import type { QueryContext } from '../dispatch/query-service.ts';
import { noSuchEntity, validationError } from './errors.ts';
import { pageMembers } from './pages.ts';
import { readInput } from './parameters.ts';
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

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListAttachedRolePolicies.html */
export function listAttachedRolePolicies(context: QueryContext, parameters: URLSearchParams): object {
  findRole(context, readInput(listAttachedInput, parameters).RoleName);
  return { AttachedPolicies: '', IsTruncated: false };
}

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListInstanceProfilesForRole.html */
export function listInstanceProfilesForRole(context: QueryContext, parameters: URLSearchParams): object {
  const input = readInput(structure({ RoleName: roleName, ...pageMembers }, ['RoleName']), parameters);
  findRole(context, input.RoleName);
  return { InstanceProfiles: '', IsTruncated: false };
}

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_AttachRolePolicy.html */
export function attachRolePolicy(context: QueryContext, parameters: URLSearchParams): never {
  const policyArn = readPolicyArn(context, parameters);
  throw noSuchEntity(`Policy ${policyArn} does not exist or is not attachable.`);
}

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_DetachRolePolicy.html */
export function detachRolePolicy(context: QueryContext, parameters: URLSearchParams): never {
  const policyArn = readPolicyArn(context, parameters);
  throw noSuchEntity(`Policy ${policyArn} was not found.`);
}

function readPolicyArn(context: QueryContext, parameters: URLSearchParams): string {
  const input = readInput(structure({ RoleName: roleName, PolicyArn: arn }, ['RoleName', 'PolicyArn']), parameters);
  if (!input.PolicyArn.startsWith('arn:')) throw validationError(`ARN ${input.PolicyArn} is not valid.`);
  findRole(context, input.RoleName);
  return input.PolicyArn;
}
