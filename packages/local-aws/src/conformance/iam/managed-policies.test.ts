import { randomUUID } from 'node:crypto';

import * as sdk from '@aws-sdk/client-iam';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { afterAll, expect, test } from 'vitest';

import { failureOf, isRemote, startAws } from '../support/setup.ts';

const aws = await startAws();
afterAll(() => aws.close());
const arnOf = (name: string) => `arn:aws:iam::aws:policy/${name}`;

async function newRole() {
  const RoleName = `lifeguard-${randomUUID()}`;
  await aws.createRole(RoleName);
  return {
    RoleName,
    attach: (PolicyArn: string) => aws.iam.send(new sdk.AttachRolePolicyCommand({ RoleName, PolicyArn })),
    detach: (PolicyArn: string) => aws.iam.send(new sdk.DetachRolePolicyCommand({ RoleName, PolicyArn })),
    attached: async (input: object = {}) => {
      const command = new sdk.ListAttachedRolePoliciesCommand({ RoleName, ...input });
      return (await aws.iam.send(command)).AttachedPolicies ?? [];
    },
    remove: () => aws.iam.send(new sdk.DeleteRoleCommand({ RoleName })),
  };
}

test('AWS managed policies are attached, listed and detached, as Terraform does it', async () => {
  const role = await newRole();
  const [admin, lambda] = [arnOf('AdministratorAccess'), arnOf('service-role/AWSLambdaBasicExecutionRole')];
  for (const policyArn of [lambda, admin, admin]) await role.attach(policyArn);
  const ofLambda = { PolicyName: 'AWSLambdaBasicExecutionRole', PolicyArn: lambda };
  expect(await role.attached()).toEqual([{ PolicyName: 'AdministratorAccess', PolicyArn: admin }, ofLambda]);
  expect(await role.attached({ PathPrefix: '/service-role/' })).toEqual([ofLambda]);
  expect(await failureOf(role.remove())).toEqual({
    code: 'DeleteConflictException',
    message: 'Cannot delete entity, must detach all policies first.',
    status: 409,
  });
  await role.detach(admin);
  expect(await failureOf(role.detach(admin))).toEqual({
    code: 'NoSuchEntityException',
    message: `Policy ${admin} was not found.`,
    status: 404,
  });
  await aws.iam.send(new sdk.UpdateRoleCommand({ RoleName: role.RoleName, Description: 'kept' }));
  expect(await role.attached()).toEqual([ofLambda]);
  await role.detach(lambda);
  await role.remove();
});

test('a policy of another partition is not there', async () => {
  const role = await newRole();
  const PolicyArn = arnOf('AdministratorAccess').replace(/^arn:aws:/, 'arn:aws-cn:');
  expect(await failureOf(role.attach(PolicyArn))).toMatchObject({
    code: 'NoSuchEntityException',
    message: `Policy ${PolicyArn} does not exist or is not attachable.`,
  });
  await role.remove();
});

test('a role has at most ten, in pages', async () => {
  const role = await newRole();
  const arns = Array.from({ length: 10 }, (_, index) => arnOf(`job-function/P${index}`));
  // AWS has no such policies: there it would fail before the tenth.
  if (isRemote) return;
  for (const policyArn of arns) await role.attach(policyArn);
  expect(await failureOf(role.attach(arnOf('ReadOnlyAccess')))).toEqual({
    code: 'LimitExceededException',
    message: 'Cannot exceed quota for PoliciesPerRole: 10',
    status: 409,
  });
  const command = new sdk.ListAttachedRolePoliciesCommand({ RoleName: role.RoleName, MaxItems: 6 });
  const { IsTruncated, Marker } = await aws.iam.send(command);
  expect(IsTruncated).toBe(true);
  expect((await role.attached({ Marker })).map(({ PolicyArn }) => PolicyArn)).toEqual(arns.slice(6));
});

test('a managed policy is read by its ARN', async () => {
  const role = await newRole();
  await role.attach(arnOf('ReadOnlyAccess'));
  const get = (PolicyArn: string) => aws.iam.send(new sdk.GetPolicyCommand({ PolicyArn }));
  expect((await get(arnOf('ReadOnlyAccess'))).Policy).toMatchObject({
    PolicyName: 'ReadOnlyAccess',
    Arn: arnOf('ReadOnlyAccess'),
    Path: '/',
    PolicyId: expect.stringMatching(/^ANPA[A-Z0-9]{17}$/),
    AttachmentCount: expect.any(Number),
    IsAttachable: true,
    CreateDate: expect.any(Date),
  });
  const own = `arn:aws:iam::${aws.account}:policy/mine`;
  expect(await failureOf(get(own))).toEqual({
    code: 'NoSuchEntityException',
    message: `Policy ${own} was not found.`,
    status: 404,
  });
  await role.detach(arnOf('ReadOnlyAccess'));
});

test.runIf(!isRemote).each([
  ['AdministratorAccess', [200, 200]],
  ['ReadOnlyAccess', [200, 400]],
  ['AmazonCognitoPowerUser', [200, 200]],
  ['AmazonCognitoReadOnly', [200, 400]],
  ['AmazonS3FullAccess', [400, 400]],
])('%s decides what a session may read and make', async (name, statuses) => {
  const credentials = await aws.sessionWith([{ Effect: 'Allow', Action: 's3:*', Resource: '*' }]);
  const sts = new STSClient({ endpoint: aws.url, region: aws.region, credentials });
  const { Arn = '' } = await sts.send(new GetCallerIdentityCommand({}));
  sts.destroy();
  const [, RoleName = ''] = Arn.split('/');
  await aws.iam.send(new sdk.AttachRolePolicyCommand({ RoleName, PolicyArn: arnOf(name) }));
  const pool = { IdentityPoolName: 'p', AllowUnauthenticatedIdentities: false };
  const answers = [
    await aws.raw('ListIdentityPools', { MaxResults: 1 }, { credentials }),
    await aws.raw('CreateIdentityPool', pool, { credentials }),
  ];
  expect(answers.map(({ status }) => status)).toEqual(statuses);
});
