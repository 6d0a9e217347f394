// Of managed policies the local AWS has those of AWS. Instance profiles don't exist; whoever asks is told that there are none.
import { createHash } from 'node:crypto';

import { string, structure, type Value } from '../protocol/shape.ts';
import { defineOperation, type OperationContext, rawText } from '../dispatch/operation.ts';
import { onRole } from './permissions.ts';
import { limitExceeded, noSuchEntity, validationError } from './errors.ts';
import { managedPolicy } from './managed-policies.ts';
import { afterMarker, firstPage, pageMembers } from './pages.ts';
import { findRole } from './roles.ts';
import { arn, roleName, type StoredRole } from './shapes.ts';

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
const maxPoliciesPerRole = 10;

const madeAt = '2015-02-06T18:41:14Z';

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
  run(context, input) {
    const { PathPrefix = '/' } = input;
    const after = afterMarker(input);
    const left = attachedTo(findRole(context, input.RoleName)).filter(
      (arn) => arn > after && managedPolicy(arn)?.Path.startsWith(PathPrefix) === true,
    );
    const { items, end } = firstPage(left, input, (arn) => arn);
    const member = items.map((PolicyArn) => ({ PolicyName: managedPolicy(PolicyArn)?.PolicyName, PolicyArn }));
    return { AttachedPolicies: { member }, ...end };
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
    const role = namedRole(context, input);
    const partition = (of: string) => of.split(':')[1];
    if (managedPolicy(input.PolicyArn) === undefined || partition(input.PolicyArn) !== partition(role.Arn)) {
      throw noSuchEntity(`Policy ${input.PolicyArn} does not exist or is not attachable.`);
    }
    const AttachedPolicies = [...new Set([...attachedTo(role), input.PolicyArn])].toSorted();
    if (AttachedPolicies.length > maxPoliciesPerRole) {
      throw limitExceeded(`Cannot exceed quota for PoliciesPerRole: ${maxPoliciesPerRole}`);
    }
    context.store.iamRoles.update({ ...role, AttachedPolicies });
    return undefined;
  },
});

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_DetachRolePolicy.html */
export const detachRolePolicy = defineOperation({
  auth: 'signed',
  permission: onRole,
  input: namedPolicy,
  run(context, input) {
    const role = namedRole(context, input);
    const attached = attachedTo(role);
    if (!attached.includes(input.PolicyArn)) throw noSuchEntity(`Policy ${input.PolicyArn} was not found.`);
    const AttachedPolicies = attached.filter((arn) => arn !== input.PolicyArn);
    context.store.iamRoles.update({ ...role, AttachedPolicies });
    return undefined;
  },
});

/** When AWS made and changed its policy is not known here. https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetPolicy.html */
export const getPolicy = defineOperation({
  auth: 'signed',
  permission: (_, input) => ({ resource: rawText(input, 'PolicyArn') ?? '' }),
  input: structure({ PolicyArn: arn }, ['PolicyArn']),
  run({ store }, { PolicyArn }) {
    const policy = managedPolicy(PolicyArn);
    if (policy === undefined) throw noSuchEntity(`Policy ${PolicyArn} was not found.`);
    const AttachmentCount = store.iamRoles
      .list('', Number.MAX_SAFE_INTEGER)
      .filter((role) => attachedTo(role).includes(PolicyArn)).length;
    return {
      Policy: {
        ...policy,
        Arn: PolicyArn,
        PolicyId: `ANPA${createHash('sha256').update(PolicyArn).digest('hex').slice(0, 17).toUpperCase()}`,
        DefaultVersionId: 'v1',
        AttachmentCount,
        PermissionsBoundaryUsageCount: 0,
        IsAttachable: true,
        CreateDate: madeAt,
        UpdateDate: madeAt,
      },
    };
  },
});

/** The ARNs of the role's managed policies, in their order. */
export function attachedTo({ AttachedPolicies = [] }: StoredRole): readonly string[] {
  return AttachedPolicies;
}

function namedRole(context: OperationContext, { RoleName, PolicyArn }: Value<typeof namedPolicy>): StoredRole {
  if (!PolicyArn.startsWith('arn:')) throw validationError(`ARN ${PolicyArn} is not valid.`);
  return findRole(context, RoleName);
}
