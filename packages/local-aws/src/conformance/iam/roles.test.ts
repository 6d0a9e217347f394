import { randomUUID } from 'node:crypto';

import * as sdk from '@aws-sdk/client-cognito-identity';
import * as iamSdk from '@aws-sdk/client-iam';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { type Aws, failureOf, isRemote, startAws, trustPolicy as trust } from '../support/setup.ts';

let aws: Aws;
beforeAll(async () => {
  aws = await startAws();
});
afterAll(() => aws.close());

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

const policyParts = { AssumeRolePolicyDocument: trust };
test('roles are listed page by page, each once, in the order of their names', async () => {
  const suffix = randomUUID();
  const Path = `/pages-${suffix}/`;
  const made = Array.from({ length: 7 }, (_, index) => `lifeguard-${suffix}-${index}`);
  for (const RoleName of made.toReversed()) {
    await aws.iam.send(new iamSdk.CreateRoleCommand({ RoleName, Path, ...policyParts }));
  }
  const pages: (string | undefined)[][] = [];
  let Marker: string | undefined;
  do {
    const page: iamSdk.ListRolesCommandOutput = await aws.iam.send(
      new iamSdk.ListRolesCommand({ PathPrefix: Path, MaxItems: 3, Marker }),
    );
    expect(page.IsTruncated).toBe(page.Marker !== undefined);
    pages.push((page.Roles ?? []).map((role) => role.RoleName));
    Marker = page.Marker;
  } while (Marker !== undefined);
  expect(pages).toEqual([made.slice(0, 3), made.slice(3, 6), made.slice(6)]);
  const whole = await aws.iam.send(new iamSdk.ListRolesCommand({ PathPrefix: Path, MaxItems: 7 }));
  expect([whole.Roles?.length, whole.IsTruncated, whole.Marker]).toEqual([7, false, undefined]);
  await Promise.all(made.map((RoleName) => aws.iam.send(new iamSdk.DeleteRoleCommand({ RoleName }))));
  const none = await aws.iam.send(new iamSdk.ListRolesCommand({ PathPrefix: Path }));
  expect([none.Roles, none.IsTruncated]).toEqual([[], false]);
});

test('without a prefix the pages hold the roles of every path', async () => {
  const suffix = randomUUID();
  const made = Array.from({ length: 3 }, (_, index) => `lifeguard-${suffix}-${index}`);
  for (const [index, RoleName] of made.entries()) {
    await aws.iam.send(new iamSdk.CreateRoleCommand({ RoleName, Path: `/p${index}/`, ...policyParts }));
  }
  const listed: (string | undefined)[] = [];
  for await (const page of iamSdk.paginateListRoles({ client: aws.iam, pageSize: 1 }, {})) {
    listed.push(...(page.Roles ?? []).map((role) => role.RoleName));
  }
  expect(listed.filter((name) => name?.includes(suffix))).toEqual(made);
  await Promise.all(made.map((RoleName) => aws.iam.send(new iamSdk.DeleteRoleCommand({ RoleName }))));
});

test('a name is taken whatever the case of its letters', async () => {
  const RoleName = `lifeguard-${randomUUID()}`;
  await aws.createRole(RoleName);
  for (const name of [RoleName, RoleName.toUpperCase()]) {
    const again = aws.iam.send(new iamSdk.CreateRoleCommand({ RoleName: name, ...policyParts }));
    expect(await failureOf(again)).toEqual({
      code: 'EntityAlreadyExistsException',
      message: `Role with name ${name} already exists.`,
      status: 409,
    });
  }
});

test('a role that does not exist is not found by its name', async () => {
  const RoleName = `lifeguard-${randomUUID()}`;
  const missing = {
    code: 'NoSuchEntityException',
    message: `The role with name ${RoleName} cannot be found.`,
    status: 404,
  };
  expect(await failureOf(aws.iam.send(new iamSdk.GetRoleCommand({ RoleName })))).toEqual(missing);
  expect(await failureOf(aws.iam.send(new iamSdk.DeleteRoleCommand({ RoleName })))).toEqual(missing);
});

test.each(['{', 'text', '[]x'])('the trust policy %j is refused, and no role is made', async (document) => {
  const RoleName = `lifeguard-${randomUUID()}`;
  const create = aws.iam.send(new iamSdk.CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: document }));
  expect(await failureOf(create)).toEqual({
    code: 'MalformedPolicyDocumentException',
    message: 'This policy contains invalid Json',
    status: 400,
  });
  expect((await failureOf(aws.iam.send(new iamSdk.GetRoleCommand({ RoleName })))).code).toBe('NoSuchEntityException');
});

test.each<[object, string]>([
  [
    { RoleName: 'a b' },
    'The specified value for roleName is invalid. It must contain only alphanumeric characters and/or the following: +=,.@_-',
  ],
  [
    { RoleName: 'x'.repeat(65) },
    `1 validation error detected: Value '${'x'.repeat(65)}' at 'roleName' failed to satisfy constraint: Member must have length less than or equal to 64`,
  ],
  [
    { Path: 'no-slash' },
    'The specified value for path is invalid. It must begin and end with / and contain only alphanumeric characters and/or / characters.',
  ],
  [
    { AssumeRolePolicyDocument: '{"Statement":[],"Id":"\u2014"}' },
    'The specified value for assumeRolePolicyDocument is invalid. It must contain only printable ASCII characters.',
  ],
  [
    { Description: '\u2014' },
    "1 validation error detected: Value '\u2014' at 'description' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\u0009\\u000A\\u000D\\u0020-\\u007E\\u00A1-\\u00FF]*",
  ],
  [
    { Tags: [{ Key: 'a!', Value: 'b' }] },
    "1 validation error detected: Value 'a!' at 'tags.1.member.key' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]+",
  ],
  [
    { MaxSessionDuration: 60 },
    "1 validation error detected: Value '60' at 'maxSessionDuration' failed to satisfy constraint: Member must have value greater than or equal to 3600",
  ],
])('CreateRole with %j is a ValidationError', async (members, message) => {
  const input = { RoleName: `lifeguard-${randomUUID()}`, ...policyParts, ...members };
  const failure = await failureOf(aws.iam.send(new iamSdk.CreateRoleCommand(input)));
  expect(failure).toEqual({ code: 'ValidationError', message, status: 400 });
});

test.each([0, 1001])('ListRoles does not give %d roles at once', async (MaxItems) => {
  const failure = await failureOf(aws.iam.send(new iamSdk.ListRolesCommand({ MaxItems })));
  expect(failure).toMatchObject({ code: 'ValidationError', status: 400 });
  expect(failure.message).toContain(`Value '${MaxItems}' at 'maxItems' failed to satisfy constraint: Member must have`);
});

test.skipIf(isRemote)('the caller is the root of the local account', async () => {
  expect(await aws.sts.send(new GetCallerIdentityCommand({}))).toMatchObject({
    Account: '123456789012',
    UserId: '123456789012',
    Arn: 'arn:aws:iam::123456789012:root',
  });
});

test('line ends of a description are kept', async () => {
  const RoleName = `lifeguard-${randomUUID()}`;
  const role = { RoleName, AssumeRolePolicyDocument: trust, Description: 'one\r\ntwo\nthree' };
  await aws.iam.send(new iamSdk.CreateRoleCommand(role));
  const { Role } = await aws.iam.send(new iamSdk.GetRoleCommand({ RoleName }));
  expect(Role?.Description).toBe(role.Description);
  await aws.iam.send(new iamSdk.DeleteRoleCommand({ RoleName }));
});
