import { randomUUID } from 'node:crypto';

import * as sdk from '@aws-sdk/client-iam';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { type Aws, failureOf, isRemote, startAws, trustPolicy } from '../support/setup.ts';

let aws: Aws;
beforeAll(async () => {
  aws = await startAws();
});
afterAll(() => aws.close());

const otherTrust = trustPolicy.replace('"Allow"', '"Deny"');

test('the answers to a role being made, read and listed have the members that those of AWS have', async () => {
  const RoleName = `lifeguard-${randomUUID()}`;
  const Path = `/members-${randomUUID()}/`;
  const given = { RoleName, Path, Description: 'to (be) read!', MaxSessionDuration: 7200 };
  const Tags = [{ Key: 'team', Value: '' }];
  const made = await aws.iam.send(new sdk.CreateRoleCommand({ ...given, AssumeRolePolicyDocument: trustPolicy, Tags }));
  const essence = {
    Path,
    RoleName,
    RoleId: expect.stringMatching(/^AROA[A-Z2-7]{17}$/),
    Arn: `arn:aws:iam::${aws.account}:role${Path}${RoleName}`,
    CreateDate: expect.any(Date),
    AssumeRolePolicyDocument: encodeURIComponent(trustPolicy).replaceAll('*', '%2A'),
  };
  expect(made.Role).toEqual({ ...essence, Tags });
  const read = await aws.iam.send(new sdk.GetRoleCommand({ RoleName }));
  const details = { ...essence, Description: 'to (be) read!', MaxSessionDuration: 7200 };
  expect(read.Role).toEqual({ ...details, Tags, RoleLastUsed: {} });
  const listed = await aws.iam.send(new sdk.ListRolesCommand({ PathPrefix: Path }));
  expect(listed.Roles).toEqual([details]);
  await aws.iam.send(new sdk.DeleteRoleCommand({ RoleName }));
});

test('description, session duration and trust policy of a role are changed', async () => {
  const RoleName = `lifeguard-${randomUUID()}`;
  await aws.createRole(RoleName);
  const read = async () => (await aws.iam.send(new sdk.GetRoleCommand({ RoleName }))).Role;

  await aws.iam.send(new sdk.UpdateRoleCommand({ RoleName, Description: 'first', MaxSessionDuration: 43_200 }));
  expect(await read()).toMatchObject({ Description: 'first', MaxSessionDuration: 43_200 });
  await aws.iam.send(new sdk.UpdateRoleCommand({ RoleName }));
  expect(await read()).toMatchObject({ Description: 'first', MaxSessionDuration: 43_200 });

  const { Role } = await aws.iam.send(new sdk.UpdateRoleDescriptionCommand({ RoleName, Description: '' }));
  expect(Role).toMatchObject({ RoleName, Description: '' });
  expect(await read()).toMatchObject({ Description: '', MaxSessionDuration: 43_200 });

  await aws.iam.send(new sdk.UpdateAssumeRolePolicyCommand({ RoleName, PolicyDocument: otherTrust }));
  expect(decodeURIComponent((await read())?.AssumeRolePolicyDocument ?? '')).toBe(otherTrust);
});

const RoleName = `lifeguard-missing-${randomUUID()}`;
const PolicyArn = 'arn:aws:iam::123456789012:policy/missing';

test.each<[string, () => Promise<unknown>]>([
  ['UpdateRole', () => aws.iam.send(new sdk.UpdateRoleCommand({ RoleName }))],
  ['UpdateRoleDescription', () => aws.iam.send(new sdk.UpdateRoleDescriptionCommand({ RoleName, Description: '' }))],
  [
    'UpdateAssumeRolePolicy',
    () => aws.iam.send(new sdk.UpdateAssumeRolePolicyCommand({ RoleName, PolicyDocument: trustPolicy })),
  ],
  ['ListAttachedRolePolicies', () => aws.iam.send(new sdk.ListAttachedRolePoliciesCommand({ RoleName }))],
  ['ListInstanceProfilesForRole', () => aws.iam.send(new sdk.ListInstanceProfilesForRoleCommand({ RoleName }))],
  ['AttachRolePolicy', () => aws.iam.send(new sdk.AttachRolePolicyCommand({ RoleName, PolicyArn }))],
  ['DetachRolePolicy', () => aws.iam.send(new sdk.DetachRolePolicyCommand({ RoleName, PolicyArn }))],
])('%s of a role that is missing is NoSuchEntity', async (_, call) => {
  expect(await failureOf(call())).toEqual({
    code: 'NoSuchEntityException',
    message: `The role with name ${RoleName} cannot be found.`,
    status: 404,
  });
});

test.each<[string, string, string, number, string]>([
  ['no JSON', 'text', 'MalformedPolicyDocumentException', 400, 'This policy contains invalid Json'],
  ['a list', '[]', 'MalformedPolicyDocumentException', 400, 'Syntax errors in policy.'],
  ['no statement', '{}', 'MalformedPolicyDocumentException', 400, 'Syntax errors in policy.'],
  ['a text as its statement', '{"Statement":"x"}', 'MalformedPolicyDocumentException', 400, 'Syntax errors in policy.'],
  [
    'a resource',
    '{"Statement":[{"Resource":"*"}]}',
    'MalformedPolicyDocumentException',
    400,
    'Has prohibited field Resource',
  ],
  [
    'an action of another service',
    trustPolicy.replace('sts:AssumeRoleWithWebIdentity', 's3:GetObject'),
    'MalformedPolicyDocumentException',
    400,
    'AssumeRole policy may only specify STS AssumeRole actions.',
  ],
  [
    'more than its quota',
    trustPolicy.replace('cognito-identity', 'x'.repeat(2048)),
    'LimitExceededException',
    409,
    'Cannot exceed quota for ACLSizePerRole: 2048',
  ],
])('a trust policy that is or has %s is refused', async (_, PolicyDocument, code, status, message) => {
  const name = `lifeguard-${randomUUID()}`;
  const create = new sdk.CreateRoleCommand({ RoleName: name, AssumeRolePolicyDocument: PolicyDocument });
  expect(await failureOf(aws.iam.send(create))).toEqual({ code, message, status });
  await aws.createRole(name);
  const update = new sdk.UpdateAssumeRolePolicyCommand({ RoleName: name, PolicyDocument });
  expect(await failureOf(aws.iam.send(update))).toEqual({ code, message, status });
});

test.runIf(!isRemote).each<[string, string, string]>([
  ['no condition', 'cognito-identity.amazonaws.com', trustPolicy.replace(/,"Condition":.*?\}\}/, '')],
  ['a condition on the kind of user only', 'cognito-identity.amazonaws.com', trustPolicy.replace(':aud', ':amr')],
  [
    'a condition on pools of another partition',
    'cognito-identity-us-gov.amazonaws.com',
    trustPolicy.replace('cognito-identity.', 'cognito-identity-us-gov.'),
  ],
  [
    'a statement without one beside one that has it',
    'cognito-identity.amazonaws.com',
    trustPolicy.replace(
      /"Statement":\[(.*)\]/,
      (_, statement: string) =>
        `"Statement":[${statement},${statement.replace(':aud', ':sub').replace('sts:A', 'sts:*A')}]`,
    ),
  ],
])('a trust policy for users of pools with %s is not taken any more', async (_, host, PolicyDocument) => {
  const refusal = {
    code: 'MalformedPolicyDocumentException',
    message: `A role that trusts ${host} must have a condition on ${host}:aud in its trust policy.`,
    status: 400,
  };
  const name = `lifeguard-${randomUUID()}`;
  const create = new sdk.CreateRoleCommand({ RoleName: name, AssumeRolePolicyDocument: PolicyDocument });
  expect(await failureOf(aws.iam.send(create))).toEqual(refusal);
  const old = (await aws.createOldRole(PolicyDocument)).replace(/.*\//, '');
  const update = new sdk.UpdateAssumeRolePolicyCommand({ RoleName: old, PolicyDocument });
  expect(await failureOf(aws.iam.send(update))).toEqual(refusal);
  const { Role } = await aws.iam.send(new sdk.GetRoleCommand({ RoleName: old }));
  expect(decodeURIComponent(Role?.AssumeRolePolicyDocument ?? '')).toBe(PolicyDocument);
});

test.each([
  '{"Statement":[]}',
  trustPolicy.replace('sts:AssumeRoleWithWebIdentity', 'sts:*'),
  trustPolicy.replace('"sts:AssumeRoleWithWebIdentity"', '["sts:assumerole","sts:TagSession"]'),
  `${trustPolicy}${' '.repeat(2048)}`,
  // Only who lets users of pools in must say of which.
  trustPolicy.replace('Allow', 'Deny').replace('aud', 'sub'),
  trustPolicy.replace('sts:AssumeRoleWithWebIdentity', 'sts:TagSession').replace('aud', 'sub'),
  trustPolicy.replaceAll('cognito-identity.amazonaws.com', 'accounts.google.com').replace('aud', 'sub'),
  trustPolicy.replace('StringLike', 'ForAnyValue:StringEquals').replace(':aud', ':AUD'),
])('%j is accepted as a trust policy', async (PolicyDocument) => {
  const name = `lifeguard-${randomUUID()}`;
  await aws.createRole(name);
  await aws.iam.send(new sdk.UpdateAssumeRolePolicyCommand({ RoleName: name, PolicyDocument }));
  const { Role } = await aws.iam.send(new sdk.GetRoleCommand({ RoleName: name }));
  expect(decodeURIComponent(Role?.AssumeRolePolicyDocument ?? '')).toBe(PolicyDocument);
});

test('a new role has no managed policies and no instance profiles, and none that does not exist can be attached', async () => {
  const name = `lifeguard-${randomUUID()}`;
  await aws.createRole(name);
  const attached = await aws.iam.send(new sdk.ListAttachedRolePoliciesCommand({ RoleName: name, PathPrefix: '/a/' }));
  expect([attached.AttachedPolicies, attached.IsTruncated]).toEqual([[], false]);
  const profiles = await aws.iam.send(new sdk.ListInstanceProfilesForRoleCommand({ RoleName: name }));
  expect([profiles.InstanceProfiles, profiles.IsTruncated]).toEqual([[], false]);

  const attach = (policyArn: string) =>
    failureOf(aws.iam.send(new sdk.AttachRolePolicyCommand({ RoleName: name, PolicyArn: policyArn })));
  expect(await attach(PolicyArn)).toEqual({
    code: 'NoSuchEntityException',
    message: `Policy ${PolicyArn} does not exist or is not attachable.`,
    status: 404,
  });
  expect(await attach('longpolicynamebutnoarn')).toEqual({
    code: 'ValidationError',
    message: 'ARN longpolicynamebutnoarn is not valid.',
    status: 400,
  });
  const detach = aws.iam.send(new sdk.DetachRolePolicyCommand({ RoleName: name, PolicyArn }));
  expect(await failureOf(detach)).toEqual({
    code: 'NoSuchEntityException',
    message: `Policy ${PolicyArn} was not found.`,
    status: 404,
  });
});

test.each([
  [PolicyArn, 'NoSuchEntityException', 404, `Scope ARN: ${PolicyArn} does not exist or is not attachable.`],
  [
    'arn:aws:iam::123456789012:not_a_policy/x',
    'InvalidInputException',
    400,
    'ARN arn:aws:iam::123456789012:not_a_policy/x is not valid.',
  ],
])('a role is not made with the permissions boundary %s', async (PermissionsBoundary, code, status, message) => {
  const members = { RoleName: `lifeguard-${randomUUID()}`, AssumeRolePolicyDocument: trustPolicy };
  const create = aws.iam.send(new sdk.CreateRoleCommand({ ...members, PermissionsBoundary }));
  expect(await failureOf(create)).toEqual({ code, message, status });
});

test('a marker that no list has given is refused', async () => {
  const list = aws.iam.send(new sdk.ListRolesCommand({ Marker: 'no marker' }));
  expect(await failureOf(list)).toEqual({ code: 'ValidationError', message: 'Invalid Marker.', status: 400 });
});
