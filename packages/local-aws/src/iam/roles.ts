import { defineOperation, type OperationContext } from '../dispatch/operation.ts';
import { onNewRole, onRole, onRolePath } from './permissions.ts';
import { string, structure, type Value } from '../protocol/shape.ts';
import { randomText } from '../sts/session.ts';
import { deleteConflict, entityAlreadyExists, invalidInput, limitExceeded, noSuchEntity } from './errors.ts';
import { afterMarker, firstPage, pageLimit, pageMembers } from './pages.ts';
import { checkPolicyText, encodedPolicy, policySize } from './policy-text.ts';
import {
  arn,
  description,
  entityPath,
  maxSessionDuration,
  policyDocument,
  roleName,
  type StoredRole,
  tagList,
} from './shapes.ts';
import { withTags } from './tags.ts';

const maxTrustPolicySize = 2048;

const createRoleInput = structure(
  {
    RoleName: roleName,
    Path: entityPath,
    AssumeRolePolicyDocument: policyDocument,
    Description: description,
    MaxSessionDuration: maxSessionDuration,
    PermissionsBoundary: arn,
    Tags: tagList,
  },
  ['RoleName', 'AssumeRolePolicyDocument'],
);

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html */
export const createRole = defineOperation({
  auth: 'signed',
  permission: onNewRole,
  input: createRoleInput,
  run(context, input) {
    checkTrustPolicy(input.AssumeRolePolicyDocument);
    if (input.PermissionsBoundary !== undefined) throw missingBoundary(input.PermissionsBoundary);
    const role = addRole(context, input);
    return { Role: { ...essence(role), ...tagMember(role) } };
  },
});

/**
 * Stores a new role, whatever its trust policy says.
 * @throws AwsError EntityAlreadyExists
 */
export function addRole(
  { store, clock, account }: Pick<OperationContext, 'store' | 'clock' | 'account'>,
  input: Omit<Value<typeof createRoleInput>, 'PermissionsBoundary'>,
): StoredRole {
  const Tags = withTags([], input.Tags ?? [], 'ignored');
  if (store.iamRoles.find(input.RoleName) !== undefined) {
    throw entityAlreadyExists(`Role with name ${input.RoleName} already exists.`);
  }
  const Path = input.Path ?? '/';
  const role: StoredRole = {
    RoleName: input.RoleName,
    RoleId: `AROA${randomText(17)}`,
    Arn: `arn:aws:iam::${account}:role${Path}${input.RoleName}`,
    Path,
    AssumeRolePolicyDocument: input.AssumeRolePolicyDocument,
    CreateDate: new Date(clock.now()).toISOString().replace(/\.\d{3}Z$/, 'Z'),
    MaxSessionDuration: input.MaxSessionDuration ?? 3600,
    Tags,
    ...(input.Description === undefined ? {} : { Description: input.Description }),
  };
  store.iamRoles.insert(role);
  return role;
}

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetRole.html */
export const getRole = defineOperation({
  auth: 'signed',
  permission: onRole,
  input: structure({ RoleName: roleName }, ['RoleName']),
  run(context, { RoleName }) {
    const role = findRole(context, RoleName);
    return { Role: { ...details(role), ...tagMember(role), RoleLastUsed: '' } };
  },
});

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteRole.html */
export const deleteRole = defineOperation({
  auth: 'signed',
  permission: onRole,
  input: structure({ RoleName: roleName }, ['RoleName']),
  run(context, { RoleName }) {
    const role = findRole(context, RoleName);
    if ((role.AttachedPolicies ?? []).length > 0) {
      throw deleteConflict('Cannot delete entity, must detach all policies first.');
    }
    if (context.store.iamRoles.policyNames(role.Arn).length > 0) {
      throw deleteConflict('Cannot delete entity, must delete policies first.');
    }
    context.store.iamRoles.remove(role.RoleName);
    return undefined;
  },
});

const listRolesInput = structure({ PathPrefix: string({ min: 1, max: 512 }), ...pageMembers }, []);

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListRoles.html */
export const listRoles = defineOperation({
  auth: 'signed',
  permission: onRolePath,
  input: listRolesInput,
  run(context, input) {
    const prefix = input.PathPrefix ?? '/';
    const left = context.store.iamRoles
      .list(afterMarker(input), prefix === '/' ? pageLimit(input) + 1 : 100_000)
      .filter((role) => role.Path.startsWith(prefix));
    const { items, end } = firstPage(left, input, (role) => role.RoleName);
    return { Roles: { member: items.map(details) }, ...end };
  },
});

const updateRoleInput = structure(
  { RoleName: roleName, Description: description, MaxSessionDuration: maxSessionDuration },
  ['RoleName'],
);

/**
 * What is left out stays as it is: the reference says otherwise, but so it was observed.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateRole.html
 */
export const updateRole = defineOperation({
  auth: 'signed',
  permission: onRole,
  input: updateRoleInput,
  run(context, input) {
    const { RoleName, ...changes } = input;
    context.store.iamRoles.update({ ...findRole(context, RoleName), ...changes });
    return {};
  },
});

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateRoleDescription.html */
export const updateRoleDescription = defineOperation({
  auth: 'signed',
  permission: onRole,
  input: structure({ RoleName: roleName, Description: description }, ['RoleName', 'Description']),
  run(context, { RoleName, Description }) {
    const role = { ...findRole(context, RoleName), Description };
    context.store.iamRoles.update(role);
    return { Role: { ...essence(role), Description } };
  },
});

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateAssumeRolePolicy.html */
export const updateAssumeRolePolicy = defineOperation({
  auth: 'signed',
  permission: onRole,
  input: structure({ RoleName: roleName, PolicyDocument: policyDocument }, ['RoleName', 'PolicyDocument']),
  run(context, { RoleName, PolicyDocument }) {
    const role = findRole(context, RoleName);
    checkTrustPolicy(PolicyDocument);
    context.store.iamRoles.update({ ...role, AssumeRolePolicyDocument: PolicyDocument });
    return undefined;
  },
});

/** @throws AwsError NoSuchEntity */
export function findRole({ store }: OperationContext, name: string): StoredRole {
  const role = store.iamRoles.find(name);
  if (role === undefined) throw noSuchEntity(`The role with name ${name} cannot be found.`);
  return role;
}

function checkTrustPolicy(text: string): void {
  checkPolicyText(text, 'trust');
  if (policySize(text) > maxTrustPolicySize) {
    throw limitExceeded(`Cannot exceed quota for ACLSizePerRole: ${maxTrustPolicySize}`);
  }
}

/** No boundaries here, so none can be found. */
function missingBoundary(policyArn: string): Error {
  return /^arn:[\w-]+:iam::(?:\d{12}|aws):policy\/.+$/.test(policyArn)
    ? noSuchEntity(`Scope ARN: ${policyArn} does not exist or is not attachable.`)
    : invalidInput(`ARN ${policyArn} is not valid.`);
}

/** What every answer says of a role; which ones say more was observed. */
function essence({ Path, RoleName, RoleId, Arn, CreateDate, AssumeRolePolicyDocument }: StoredRole): object {
  const encoded = encodedPolicy(AssumeRolePolicyDocument);
  return { Path, RoleName, RoleId, Arn, CreateDate, AssumeRolePolicyDocument: encoded };
}

function details(role: StoredRole): object {
  const { Description, MaxSessionDuration } = role;
  return { ...essence(role), ...(Description === undefined ? {} : { Description }), MaxSessionDuration };
}

function tagMember({ Tags }: StoredRole): object {
  return Tags.length === 0 ? {} : { Tags: { member: Tags } };
}
