import { structure } from '../protocol/shape.ts';
import type { QueryContext } from '../dispatch/query-service.ts';
import { limitExceeded, noSuchEntity } from './errors.ts';
import { afterMarker, firstPage, pageMembers } from './pages.ts';
import { readInput } from './parameters.ts';
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
export function putRolePolicy(context: QueryContext, parameters: URLSearchParams): undefined {
  const { RoleName, PolicyName, PolicyDocument } = readInput(putInput, parameters);
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
}

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetRolePolicy.html */
export function getRolePolicy(context: QueryContext, parameters: URLSearchParams): object {
  const { RoleName, PolicyName } = readInput(namedPolicy, parameters);
  const role = findRole(context, RoleName);
  const document = context.store.iamRoles.policy(role.Arn, PolicyName);
  if (document === undefined) throw missingPolicy(PolicyName);
  return { RoleName: role.RoleName, PolicyName, PolicyDocument: encodedPolicy(document) };
}

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListRolePolicies.html */
export function listRolePolicies(context: QueryContext, parameters: URLSearchParams): object {
  const input = readInput(structure({ RoleName: roleName, ...pageMembers }, ['RoleName']), parameters);
  const after = afterMarker(input);
  const names = context.store.iamRoles.policyNames(findRole(context, input.RoleName).Arn);
  const left = names.filter((name) => name > after);
  const { items, end } = firstPage(left, input, (name) => name);
  return { PolicyNames: { member: items }, ...end };
}

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteRolePolicy.html */
export function deleteRolePolicy(context: QueryContext, parameters: URLSearchParams): undefined {
  const { RoleName, PolicyName } = readInput(namedPolicy, parameters);
  const role = findRole(context, RoleName);
  if (!context.store.iamRoles.removePolicy(role.Arn, PolicyName)) throw missingPolicy(PolicyName);
}

function missingPolicy(name: string): Error {
  return noSuchEntity(`The role policy with name ${name} cannot be found.`);
}
