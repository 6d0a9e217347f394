import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';

import { CreateRoleCommand } from '@aws-sdk/client-iam';
import { CreateUserPoolCommand } from '@aws-sdk/client-cognito-identity-provider';
import { GetIdCommand, SetIdentityPoolRolesCommand } from '@aws-sdk/client-cognito-identity';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { operations } from '../../cognito-identity/operations/index.ts';
import { failureOf, isRemote, startAws } from '../support/setup.ts';
import type { Credentials } from '../support/sign.ts';

const aws = await startAws();
afterAll(() => aws.close());

type Level = 'viewer' | 'operator' | 'admin';
const levels: readonly Level[] = ['viewer', 'operator', 'admin'];
const policyFolder = new URL('../../../../../docs/iam/', import.meta.url);

/** The lowest level that may call each operation; `nobody`: not even an admin; `anybody`: it is public. */
const needed: Record<keyof typeof operations, Level | 'nobody' | 'anybody'> = {
  CreateIdentityPool: 'admin',
  DeleteIdentities: 'operator',
  DeleteIdentityPool: 'admin',
  DescribeIdentity: 'viewer',
  DescribeIdentityPool: 'viewer',
  GetCredentialsForIdentity: 'anybody',
  GetId: 'anybody',
  GetIdentityPoolRoles: 'viewer',
  GetOpenIdToken: 'anybody',
  GetOpenIdTokenForDeveloperIdentity: 'nobody',
  GetPrincipalTagAttributeMap: 'viewer',
  ListIdentities: 'viewer',
  ListIdentityPools: 'viewer',
  ListTagsForResource: 'viewer',
  LookupDeveloperIdentity: 'operator',
  MergeDeveloperIdentities: 'admin',
  SetIdentityPoolRoles: 'admin',
  SetPrincipalTagAttributeMap: 'admin',
  TagResource: 'operator',
  UnlinkDeveloperIdentity: 'operator',
  UnlinkIdentity: 'anybody',
  UntagResource: 'operator',
  UpdateIdentityPool: 'operator',
};

const sessions = {} as Record<Level, Credentials>;

function statementsOf(level: Level): object[] {
  const text = readFileSync(new URL(`${level}.json`, policyFolder), 'utf8');
  const policy = text.replaceAll('REGION', aws.region).replaceAll('ACCOUNT', aws.account);
  return (JSON.parse(policy) as { Statement: object[] }).Statement;
}

interface Fixture {
  readonly IdentityPoolId: string;
  readonly ResourceArn: string;
  readonly IdentityId: string;
}

async function newFixture(tags: Record<string, string> = {}): Promise<Fixture> {
  const { IdentityPoolId } = await aws.createPool({ IdentityPoolTags: tags, DeveloperProviderName: 'dev' });
  const { IdentityId = '' } = await aws.cognito.send(new GetIdCommand({ IdentityPoolId }));
  const ResourceArn = `arn:aws:cognito-identity:${aws.region}:${aws.account}:identitypool/${IdentityPoolId}`;
  return { IdentityPoolId, ResourceArn, IdentityId };
}

/** An input with which the operation would reach the pool. */
function inputOf(operation: string, { IdentityPoolId, ResourceArn, IdentityId }: Fixture): object {
  const common = {
    IdentityPoolId,
    IdentityId,
    ResourceArn,
    IdentityPoolName: 'p',
    AllowUnauthenticatedIdentities: true,
  };
  if (operation === 'LookupDeveloperIdentity') return { IdentityPoolId, IdentityId };
  return {
    ...common,
    MaxResults: 1,
    IdentityIdsToDelete: [IdentityId],
    Roles: {},
    IdentityProviderName: 'graph.facebook.com',
    Tags: { a: 'b' },
    TagKeys: ['a'],
    SourceUserIdentifier: 'a',
    DestinationUserIdentifier: 'b',
    DeveloperProviderName: 'dev',
    DeveloperUserIdentifier: 'a',
    Logins: { dev: 'a' },
    LoginsToRemove: [],
  };
}

function mayCall(level: Level, lowest: Level | 'nobody' | 'anybody'): boolean {
  if (lowest === 'anybody') return true;
  return lowest !== 'nobody' && levels.indexOf(level) >= levels.indexOf(lowest);
}

describe.runIf(!isRemote)('the policies that the console ships', () => {
  beforeAll(async () => {
    for (const level of levels) sessions[level] = await aws.sessionWith(statementsOf(level));
  });

  describe.each(levels)('%s', (level) => {
    it.each(Object.entries(needed))('%s needs %s', async (operation, lowest) => {
      const fixture = await newFixture();
      const answer = await aws.raw(operation, inputOf(operation, fixture), { credentials: sessions[level] });
      const refusal = `is not authorized to perform: cognito-identity:${operation} on`;
      expect({ isDenied: answer.text.includes(refusal), text: answer.text }).toMatchObject({
        isDenied: !mayCall(level, lowest),
      });
    });

    it.each([
      ['ListRoles', 'operator'],
      ['ListOpenIDConnectProviders', 'operator'],
      ['ListSAMLProviders', 'operator'],
      ['GetRole', 'operator'],
      ['CreateRole', 'nobody'],
      ['UpdateAssumeRolePolicy', 'nobody'],
      ['PutRolePolicy', 'nobody'],
      ['DeleteRole', 'nobody'],
    ] as const)('iam %s needs %s', async (operation, lowest) => {
      const roleArn = await aws.createRole();
      const RoleName = roleArn.slice(roleArn.indexOf('/') + 1);
      const answer = await aws.query('iam', operation, { RoleName, PolicyName: 'p' }, sessions[level]);
      expect(answer.text.includes('<Code>AccessDenied</Code>')).toBe(!mayCall(level, lowest));
    });

    it('cloudtrail LookupEvents needs viewer', async () => {
      const options = {
        target: 'CloudTrail_20131101.LookupEvents',
        service: 'cloudtrail',
        credentials: sessions[level],
      };
      expect((await aws.raw('LookupEvents', {}, options)).status).toBe(200);
    });

    it.each([
      ['ListUserPools', 'operator'],
      ['ListUserPoolClients', 'operator'],
      ['DescribeUserPool', 'nobody'],
      ['CreateUserPool', 'nobody'],
      ['DeleteUserPool', 'nobody'],
    ] as const)('cognito-idp %s needs %s', async (operation, lowest) => {
      const { UserPool } = await aws.idp.send(new CreateUserPoolCommand({ PoolName: 'p' }));
      const input = { UserPoolId: UserPool?.Id, PoolName: 'p', MaxResults: 1 };
      const target = `AWSCognitoIdentityProviderService.${operation}`;
      const options = { credentials: sessions[level], target, service: 'cognito-idp' };
      const answer = await aws.raw(operation, input, options);
      expect(answer.text.includes('AccessDeniedException')).toBe(!mayCall(level, lowest));
    });
  });

  it('admin can’t delete a protected pool, and can once the tag is gone', async () => {
    const { IdentityPoolId, ResourceArn } = await newFixture({ 'console:protected': 'true' });
    const call = (operation: string, input: object) => aws.raw(operation, input, { credentials: sessions.admin });
    const refused = await call('DeleteIdentityPool', { IdentityPoolId });
    expect(refused.text).toContain('with an explicit deny in an identity-based policy');
    expect((await call('UntagResource', { ResourceArn, TagKeys: ['console:protected'] })).status).toBe(200);
    expect((await call('DeleteIdentityPool', { IdentityPoolId })).status).toBe(200);
  });

  it('admin passes only roles of its path to a pool', async () => {
    const { IdentityPoolId } = await newFixture();
    const RoleName = `lifeguard-${randomUUID()}`;
    const trust = { Statement: [] };
    const { Role } = await aws.iam.send(
      new CreateRoleCommand({ RoleName, Path: '/cognito-pools/', AssumeRolePolicyDocument: JSON.stringify(trust) }),
    );
    const admin = aws.cognitoIn(aws.region, sessions.admin);
    const set = (authenticated: string) =>
      admin.send(new SetIdentityPoolRolesCommand({ IdentityPoolId, Roles: { authenticated } }));
    const other = await aws.createRole();
    expect(await failureOf(set(other))).toEqual({
      code: 'NotAuthorizedException',
      message: `Access to Role '${other}' is forbidden.`,
      status: 400,
    });
    await set(Role?.Arn ?? '');
    admin.destroy();
  });

  it('tags nested a hundred thousand deep are refused like any other wrong type', async () => {
    const { ResourceArn } = await newFixture();
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    for (const [operation, name, value] of [
      ['TagResource', 'Tags', `{"a":${deep}}`],
      ['UntagResource', 'TagKeys', `[${deep}]`],
    ] as const) {
      const body = `{"ResourceArn":"${ResourceArn}","${name}":${value}}`;
      const answer = await aws.raw(operation, body, { credentials: sessions.admin });
      expect(answer.text).toContain('"__type":"SerializationException"');
    }
  });

  it('nobody sets or takes tags with the permission to update alone', async () => {
    const { IdentityPoolId, ResourceArn } = await newFixture({ kept: 'yes' });
    const statement = { Effect: 'Allow', Action: ['cognito-identity:UpdateIdentityPool'], Resource: ResourceArn };
    const credentials = await aws.sessionWith([statement]);
    const update = (members: object) =>
      aws.raw(
        'UpdateIdentityPool',
        { IdentityPoolId, IdentityPoolName: 'p', AllowUnauthenticatedIdentities: true, ...members },
        { credentials },
      );
    expect((await update({})).status).toBe(200);
    expect((await update({ IdentityPoolTags: { kept: 'yes' } })).status).toBe(200);
    expect((await update({ IdentityPoolTags: { kept: 'no' } })).text).toContain('cognito-identity:TagResource on');
    expect((await update({ IdentityPoolTags: {} })).text).toContain('cognito-identity:UntagResource on');
  });
});
