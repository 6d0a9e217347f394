import { structure } from '../protocol/shape.ts';
import { defineOperation } from '../dispatch/operation.ts';
import { onRole } from './permissions.ts';
import { limitExceeded, noSuchEntity } from './errors.ts';
import { afterMarker, firstPage, pageMembers } from './pages.ts';
import { checkPolicyText, encodedPolicy, policySize } from './policy-text.ts';
import { findRole } from './roles.ts';
import { policyDocument, policyName, roleName } from './shapes.ts';

/** Of all inline policies of a role together. */
const maxPoliciesSize = 10_240;

const namedPolicy = structure({ RoleName: roleName, PolicyName: policyName }, ['RoleName', 'PolicyName']);
const putInput = structure({ ...namedPolicy.members, PolicyDocument: policyDocument }, [
  ...namedPolicy.required,
  'PolicyDocument',
]);

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_PutRolePolicy.html */
export const putRolePolicy = defineOperation({
  auth: 'signed',
  permission: onRole,
  input: putInput,
  run(context, { RoleName, PolicyName, PolicyDocument }) {
    const role = findRole(context, RoleName);
    checkPolicyText(PolicyDocument, 'identity');
    const { iamRoles } = context.store;
    context.store.transaction(() => {
      iamRoles.putPolicy(role.Arn, PolicyName, PolicyDocument);
      const size = iamRoles.policiesOfArn(role.Arn).reduce((sum, text) => sum + policySize(text), 0);
      if (size > maxPoliciesSize) {
        throw limitExceeded(`Maximum policy size of ${maxPoliciesSize} bytes exceeded for role ${role.RoleName}`);
      }
    });
    return undefined;
  },
});

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetRolePolicy.html */
export const getRolePolicy = defineOperation({
  auth: 'signed',
  permission: onRole,
  input: namedPolicy,
  run(context, { RoleName, PolicyName }) {
    const role = findRole(context, RoleName);
    const document = context.store.iamRoles.policy(role.Arn, PolicyName);
    if (document === undefined) throw missingPolicy(PolicyName);
    return { RoleName: role.RoleName, PolicyName, PolicyDocument: encodedPolicy(document) };
  },
});

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListRolePolicies.html */
export const listRolePolicies = defineOperation({
  auth: 'signed',
  permission: onRole,
  input: structure({ RoleName: roleName, ...pageMembers }, ['RoleName']),
  run(context, input) {
    const after = afterMarker(input);
    const names = context.store.iamRoles.policyNames(findRole(context, input.RoleName).Arn);
    const left = names.filter((name) => name > after);
    const { items, end } = firstPage(left, input, (name) => name);
    return { PolicyNames: { member: items }, ...end };
  },
});

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteRolePolicy.html */
export const deleteRolePolicy = defineOperation({
  auth: 'signed',
  permission: onRole,
  input: namedPolicy,
  run(context, { RoleName, PolicyName }) {
    const role = findRole(context, RoleName);
    if (!context.store.iamRoles.removePolicy(role.Arn, PolicyName)) throw missingPolicy(PolicyName);
    return undefined;
  },
});

function missingPolicy(name: string): Error {
  return noSuchEntity(`The role policy with name ${name} cannot be found.`);
}
