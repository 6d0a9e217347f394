import { randomUUID } from 'node:crypto';

import * as sdk from '@aws-sdk/client-iam';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';

import { type Aws, failureOf, startAws } from '../support/setup.ts';

let aws: Aws;
let RoleName: string;
beforeAll(async () => {
  aws = await startAws();
});
afterAll(() => aws.close());
beforeEach(async () => {
  RoleName = `lifeguard-${randomUUID()}`;
  await aws.createRole(RoleName);
});

const statement = { Effect: 'Allow', Action: 's3:*', Resource: '*' };
const document = (change: object = {}) =>
  JSON.stringify({ Version: '2012-10-17', Statement: [{ ...statement, ...change }] }, null, 2);
const put = (PolicyName: string, PolicyDocument: string) =>
  aws.iam.send(new sdk.PutRolePolicyCommand({ RoleName, PolicyName, PolicyDocument }));
const get = (PolicyName: string) => aws.iam.send(new sdk.GetRolePolicyCommand({ RoleName, PolicyName }));
const remove = (PolicyName: string) => aws.iam.send(new sdk.DeleteRolePolicyCommand({ RoleName, PolicyName }));
const names = async () => (await aws.iam.send(new sdk.ListRolePoliciesCommand({ RoleName }))).PolicyNames;

test('an inline policy is put, replaced, read percent-encoded, listed and deleted', async () => {
  expect(await names()).toEqual([]);
  await put('b', document());
  await put('a', document({ Action: ['s3:GetObject', 's3:PutObject'] }));
  expect(await names()).toEqual(['a', 'b']);

  const read = await get('b');
  expect(read).toMatchObject({ RoleName, PolicyName: 'b' });
  expect(read.PolicyDocument).toContain('%22s3%3A%2A%22');
  expect(decodeURIComponent(read.PolicyDocument ?? '')).toBe(document());

  await put('b', document({ Effect: 'Deny' }));
  expect(decodeURIComponent((await get('b')).PolicyDocument ?? '')).toBe(document({ Effect: 'Deny' }));
  await remove('b');
  expect(await names()).toEqual(['a']);
});

test('a role is not deleted while it has inline policies', async () => {
  await put('a', document());
  const removeRole = () => aws.iam.send(new sdk.DeleteRoleCommand({ RoleName }));
  expect(await failureOf(removeRole())).toEqual({
    code: 'DeleteConflictException',
    message: 'Cannot delete entity, must delete policies first.',
    status: 409,
  });
  await remove('a');
  await removeRole();
});

test('a new role does not have the policies that one of its name had', async () => {
  await put('a', document());
  await remove('a');
  await aws.iam.send(new sdk.DeleteRoleCommand({ RoleName }));
  await aws.createRole(RoleName);
  expect(await names()).toEqual([]);
});

test('policies are listed page by page', async () => {
  const made = ['p1', 'p2', 'p3', 'p4', 'p5'];
  for (const name of made.toReversed()) await put(name, document());
  const pages: (readonly string[] | undefined)[] = [];
  for await (const page of sdk.paginateListRolePolicies({ client: aws.iam, pageSize: 2 }, { RoleName })) {
    pages.push(page.PolicyNames);
  }
  expect(pages).toEqual([['p1', 'p2'], ['p3', 'p4'], ['p5']]);
});

test.each([
  ['GetRolePolicy', get],
  ['DeleteRolePolicy', remove],
])('%s of a policy that is missing is NoSuchEntity', async (_, call) => {
  expect(await failureOf(call('missing'))).toEqual({
    code: 'NoSuchEntityException',
    message: 'The role policy with name missing cannot be found.',
    status: 404,
  });
});

test.each([
  ['GetRolePolicy', () => get('a')],
  ['DeleteRolePolicy', () => remove('a')],
  ['PutRolePolicy', () => put('a', document())],
  ['ListRolePolicies', names],
])('%s of a role that is missing is NoSuchEntity', async (_, call) => {
  RoleName = `lifeguard-missing-${randomUUID()}`;
  expect(await failureOf(call())).toEqual({
    code: 'NoSuchEntityException',
    message: `The role with name ${RoleName} cannot be found.`,
    status: 404,
  });
});

test.each([
  ['no JSON', '{', 'This policy contains invalid Json'],
  ['no statement', '{"Version":"2012-10-17"}', 'Syntax errors in policy.'],
  ['a list', '[]', 'Syntax errors in policy.'],
  ['a principal', document({ Principal: '*' }), 'Policy document should not specify a principal.'],
  ['no action', document({ Action: undefined }), 'Policy statement must contain actions.'],
  ['no resource', document({ Resource: undefined }), 'Policy statement must contain resources.'],
])('a policy that is or has %s is refused', async (_, text, message) => {
  const failure = await failureOf(put('a', text));
  expect(failure).toEqual({ code: 'MalformedPolicyDocumentException', message, status: 400 });
  expect(await names()).toEqual([]);
});

test('all inline policies of a role together have a quota, which white space does not count towards', async () => {
  const long = (length: number) => document({ Resource: 'x'.repeat(length) });
  await put('a', `${long(5000)}${' '.repeat(10_000)}`);
  await put('b', long(5000));
  expect(await failureOf(put('c', long(500)))).toEqual({
    code: 'LimitExceededException',
    message: `Maximum policy size of 10240 bytes exceeded for role ${RoleName}`,
    status: 409,
  });
  expect(await names()).toEqual(['a', 'b']);
  await put('b', document());
  await put('c', long(500));
});

test.each([
  [
    'a b',
    'The specified value for policyName is invalid. It must contain only alphanumeric characters and/or the following: +=,.@_-',
  ],
  [
    'x'.repeat(129),
    `1 validation error detected: Value '${'x'.repeat(129)}' at 'policyName' failed to satisfy constraint: Member must have length less than or equal to 128`,
  ],
])('the policy name %j is refused', async (name, message) => {
  expect(await failureOf(put(name, document()))).toEqual({ code: 'ValidationError', message, status: 400 });
});

test('a policy with a character beyond Latin-1 is refused', async () => {
  expect(await failureOf(put('a', document({ Sid: '\u2014' })))).toEqual({
    code: 'ValidationError',
    message: 'The specified value for policyDocument is invalid. It must contain only printable ASCII characters.',
    status: 400,
  });
});
