// The calls of Terraform's AWS provider 5.100, in their order as the log of the local AWS showed them.
import { randomUUID } from 'node:crypto';

import * as sdk from '@aws-sdk/client-iam';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { type Aws, failureOf, startAws, trustPolicy } from '../support/setup.ts';

let aws: Aws;
beforeAll(async () => {
  aws = await startAws();
});
afterAll(() => aws.close());

const policy = (Action: string) =>
  JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action, Resource: '*' }] });
const decoded = (text: string | undefined) => decodeURIComponent(text ?? '');

/** What the provider reads of a role, to compare it with what it is told to make. */
async function readRole(RoleName: string) {
  const { Role } = await aws.iam.send(new sdk.GetRoleCommand({ RoleName }));
  const { PolicyNames = [] } = await aws.iam.send(new sdk.ListRolePoliciesCommand({ RoleName }));
  const policies: [string, string][] = [];
  for (const PolicyName of PolicyNames) {
    const { PolicyDocument } = await aws.iam.send(new sdk.GetRolePolicyCommand({ RoleName, PolicyName }));
    policies.push([PolicyName, decoded(PolicyDocument)]);
  }
  const { AttachedPolicies } = await aws.iam.send(new sdk.ListAttachedRolePoliciesCommand({ RoleName }));
  return {
    assume_role_policy: decoded(Role?.AssumeRolePolicyDocument),
    description: Role?.Description,
    max_session_duration: Role?.MaxSessionDuration,
    path: Role?.Path,
    tags: Object.fromEntries((Role?.Tags ?? []).map(({ Key, Value }) => [Key, Value])),
    inline_policy: Object.fromEntries(policies),
    managed_policy_arns: AttachedPolicies,
  };
}

test('aws_iam_role is created, read, updated and destroyed', async () => {
  const RoleName = `lifeguard-terraform-${randomUUID()}`;
  await aws.iam.send(
    new sdk.CreateRoleCommand({
      RoleName,
      Path: '/terraform/',
      AssumeRolePolicyDocument: trustPolicy,
      Description: 'first',
      MaxSessionDuration: 3600,
      Tags: [
        { Key: 'a', Value: '1' },
        { Key: 'b', Value: '1' },
      ],
    }),
  );
  const put = (PolicyName: string, PolicyDocument: string) =>
    aws.iam.send(new sdk.PutRolePolicyCommand({ RoleName, PolicyName, PolicyDocument }));
  const removePolicy = (PolicyName: string) => aws.iam.send(new sdk.DeleteRolePolicyCommand({ RoleName, PolicyName }));
  await put('one', policy('s3:Get*'));
  const created = {
    assume_role_policy: trustPolicy,
    description: 'first',
    max_session_duration: 3600,
    path: '/terraform/',
    tags: { a: '1', b: '1' },
    inline_policy: { one: policy('s3:Get*') },
    managed_policy_arns: [],
  };
  expect(await readRole(RoleName)).toEqual(created);

  const PolicyDocument = trustPolicy.replace('Allow', 'Deny');
  await aws.iam.send(new sdk.UntagRoleCommand({ RoleName, TagKeys: ['a'] }));
  await aws.iam.send(new sdk.TagRoleCommand({ RoleName, Tags: [{ Key: 'b', Value: '2' }] }));
  await aws.iam.send(new sdk.UpdateAssumeRolePolicyCommand({ RoleName, PolicyDocument }));
  await aws.iam.send(new sdk.UpdateRoleDescriptionCommand({ RoleName, Description: 'second' }));
  await aws.iam.send(new sdk.UpdateRoleCommand({ RoleName, MaxSessionDuration: 7200 }));
  await removePolicy('one');
  await put('one', policy('s3:*'));
  expect(await readRole(RoleName)).toEqual({
    ...created,
    assume_role_policy: PolicyDocument,
    description: 'second',
    max_session_duration: 7200,
    tags: { b: '2' },
    inline_policy: { one: policy('s3:*') },
  });

  const profiles = await aws.iam.send(new sdk.ListInstanceProfilesForRoleCommand({ RoleName }));
  expect(profiles.InstanceProfiles).toEqual([]);
  // With force_detach_policies the attached ones are listed too.
  const attached = await aws.iam.send(new sdk.ListAttachedRolePoliciesCommand({ RoleName }));
  expect(attached.AttachedPolicies).toEqual([]);
  const { PolicyNames = [] } = await aws.iam.send(new sdk.ListRolePoliciesCommand({ RoleName }));
  for (const PolicyName of PolicyNames) await removePolicy(PolicyName);
  await aws.iam.send(new sdk.DeleteRoleCommand({ RoleName }));
  expect(await failureOf(readRole(RoleName))).toMatchObject({ code: 'NoSuchEntityException', status: 404 });
});

async function readProvider(OpenIDConnectProviderArn: string) {
  const answer = await aws.iam.send(new sdk.GetOpenIDConnectProviderCommand({ OpenIDConnectProviderArn }));
  return {
    url: answer.Url,
    client_id_list: answer.ClientIDList?.toSorted(),
    thumbprint_list: answer.ThumbprintList,
    tags: Object.fromEntries((answer.Tags ?? []).map(({ Key, Value }) => [Key, Value])),
  };
}

test('aws_iam_openid_connect_provider is created, read, updated and destroyed', async () => {
  const host = `lifeguard-${randomUUID()}.example.com`;
  const { OpenIDConnectProviderArn = '' } = await aws.iam.send(
    new sdk.CreateOpenIDConnectProviderCommand({
      Url: `https://${host}/realms/a`,
      ClientIDList: ['a', 'b'],
      ThumbprintList: ['a'.repeat(40)],
      Tags: [{ Key: 'a', Value: '1' }],
    }),
  );
  expect(await readProvider(OpenIDConnectProviderArn)).toEqual({
    url: `${host}/realms/a`,
    client_id_list: ['a', 'b'],
    thumbprint_list: ['a'.repeat(40)],
    tags: { a: '1' },
  });

  const named = { OpenIDConnectProviderArn };
  const ThumbprintList = ['b'.repeat(40)];
  await aws.iam.send(new sdk.UntagOpenIDConnectProviderCommand({ ...named, TagKeys: ['a'] }));
  await aws.iam.send(new sdk.TagOpenIDConnectProviderCommand({ ...named, Tags: [{ Key: 'b', Value: '2' }] }));
  await aws.iam.send(new sdk.UpdateOpenIDConnectProviderThumbprintCommand({ ...named, ThumbprintList }));
  await aws.iam.send(new sdk.AddClientIDToOpenIDConnectProviderCommand({ ...named, ClientID: 'c' }));
  await aws.iam.send(new sdk.RemoveClientIDFromOpenIDConnectProviderCommand({ ...named, ClientID: 'a' }));
  expect(await readProvider(OpenIDConnectProviderArn)).toEqual({
    url: `${host}/realms/a`,
    client_id_list: ['b', 'c'],
    thumbprint_list: ThumbprintList,
    tags: { b: '2' },
  });

  await aws.iam.send(new sdk.DeleteOpenIDConnectProviderCommand(named));
  expect(await failureOf(readProvider(OpenIDConnectProviderArn))).toMatchObject({
    code: 'NoSuchEntityException',
    status: 404,
  });
});
