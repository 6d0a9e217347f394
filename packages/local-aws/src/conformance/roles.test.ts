import * as sdk from '@aws-sdk/client-cognito-identity';
import * as iamSdk from '@aws-sdk/client-iam';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { type Aws, isRemote, startAws } from './setup.ts';

let aws: Aws;
beforeAll(async () => {
  aws = await startAws();
});
afterAll(() => aws.close());
const trust = JSON.stringify({
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Principal: { Federated: 'cognito-identity.amazonaws.com' },
      Action: 'sts:AssumeRoleWithWebIdentity',
    },
  ],
});

test('a role is created, read, listed, set on a pool and deleted', async () => {
  const RoleName = `lifeguard-conformance-${Date.now()}`;
  const { Role } = await aws.iam.send(
    new iamSdk.CreateRoleCommand({
      RoleName,
      Path: '/lifeguard/',
      AssumeRolePolicyDocument: trust,
      Description: 'a <b> & "c"',
      Tags: [{ Key: 'team', Value: 'blue' }],
    }),
  );
  expect(Role?.Arn).toMatch(/^arn:aws:iam::\d{12}:role\/lifeguard\//);
  expect(Role?.CreateDate).toBeInstanceOf(Date);

  const again = aws.iam.send(new iamSdk.CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: trust }));
  await expect(again).rejects.toBeInstanceOf(iamSdk.EntityAlreadyExistsException);

  const read = await aws.iam.send(new iamSdk.GetRoleCommand({ RoleName }));
  expect(decodeURIComponent(read.Role?.AssumeRolePolicyDocument ?? '')).toBe(trust);
  expect(read.Role?.Description).toBe('a <b> & "c"');
  expect(read.Role?.Tags).toEqual([{ Key: 'team', Value: 'blue' }]);

  const names: (string | undefined)[] = [];
  for await (const page of iamSdk.paginateListRoles({ client: aws.iam }, { PathPrefix: '/lifeguard/' })) {
    names.push(...(page.Roles ?? []).map((role) => role.RoleName));
  }
  expect(names).toContain(RoleName);

  const { IdentityPoolId } = await aws.cognito.send(
    new sdk.CreateIdentityPoolCommand({
      IdentityPoolName: 'roles',
      AllowUnauthenticatedIdentities: true,
      SupportedLoginProviders: { 'graph.facebook.com': '123' },
    }),
  );
  const Roles = { authenticated: Role?.Arn ?? '', unauthenticated: Role?.Arn ?? '' };
  const RoleMappings: Record<string, sdk.RoleMapping> = {
    'graph.facebook.com': {
      Type: 'Rules',
      AmbiguousRoleResolution: 'Deny',
      RulesConfiguration: {
        Rules: ['b', 'a'].map((Value) => ({ Claim: 'c', MatchType: 'Equals', Value, RoleARN: Role?.Arn ?? '' })),
      },
    },
  };
  await aws.cognito.send(new sdk.SetIdentityPoolRolesCommand({ IdentityPoolId, Roles, RoleMappings }));
  const set = await aws.cognito.send(new sdk.GetIdentityPoolRolesCommand({ IdentityPoolId }));
  expect(set).toMatchObject({ IdentityPoolId, Roles, RoleMappings });

  const forbidden = `${Role?.Arn}-missing`;
  const refused = aws.cognito.send(
    new sdk.SetIdentityPoolRolesCommand({ IdentityPoolId, Roles: { authenticated: forbidden } }),
  );
  await expect(refused).rejects.toThrow(`Access to Role '${forbidden}' is forbidden.`);

  await aws.cognito.send(new sdk.DeleteIdentityPoolCommand({ IdentityPoolId }));
  await aws.iam.send(new iamSdk.DeleteRoleCommand({ RoleName }));
  await expect(aws.iam.send(new iamSdk.GetRoleCommand({ RoleName }))).rejects.toBeInstanceOf(
    iamSdk.NoSuchEntityException,
  );
});

test('a trust policy that is not JSON is refused', async () => {
  const refused = aws.iam.send(new iamSdk.CreateRoleCommand({ RoleName: 'bad', AssumeRolePolicyDocument: '{' }));
  await expect(refused).rejects.toBeInstanceOf(iamSdk.MalformedPolicyDocumentException);
});

test.skipIf(isRemote)('the caller is the root of the local account', async () => {
  expect(await aws.sts.send(new GetCallerIdentityCommand({}))).toMatchObject({
    Account: '123456789012',
    UserId: '123456789012',
    Arn: 'arn:aws:iam::123456789012:root',
  });
});
