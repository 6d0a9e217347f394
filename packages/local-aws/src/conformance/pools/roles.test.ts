import {
  DescribeIdentityPoolCommand,
  GetIdentityPoolRolesCommand,
  type MappingRule,
  type RoleMapping,
  SetIdentityPoolRolesCommand,
} from '@aws-sdk/client-cognito-identity';
import { afterAll, describe, expect, it } from 'vitest';

import { errorOf, failureOf, startAws } from '../support/setup.ts';

const aws = await startAws();
afterAll(() => aws.close());
const [role, other] = [await aws.createRole(), await aws.createRole()];
const userPool = `cognito-idp.${aws.region}.amazonaws.com/${aws.region}_abc`;
const oidc = 'arn:aws:iam::123456789012:oidc-provider/id.example.com';

async function newPool(): Promise<string> {
  const pool = await aws.createPool({
    SupportedLoginProviders: { 'graph.facebook.com': '123' },
    CognitoIdentityProviders: [{ ProviderName: userPool, ClientId: 'client1' }],
    OpenIdConnectProviderARNs: [oidc],
  });
  return pool.IdentityPoolId;
}

function set(IdentityPoolId: string, Roles: Record<string, string>, RoleMappings?: Record<string, RoleMapping>) {
  return aws.cognito.send(new SetIdentityPoolRolesCommand({ IdentityPoolId, Roles, RoleMappings }));
}

async function get(IdentityPoolId: string): Promise<object> {
  const answer = await aws.cognito.send(new GetIdentityPoolRolesCommand({ IdentityPoolId }));
  const { $metadata: _metadata, ...roles } = answer;
  return roles;
}

const token: RoleMapping = { Type: 'Token', AmbiguousRoleResolution: 'Deny' };

function rule(changes: Partial<MappingRule> = {}): MappingRule {
  return { Claim: 'custom:team', MatchType: 'Equals', Value: 'a', RoleARN: role, ...changes };
}

function rules(Rules: MappingRule[]): RoleMapping {
  return { Type: 'Rules', AmbiguousRoleResolution: 'AuthenticatedRole', RulesConfiguration: { Rules } };
}

describe('SetIdentityPoolRoles', () => {
  it('leaves both maps out until it was called', async () => {
    const IdentityPoolId = await newPool();
    const answer = await aws.raw('GetIdentityPoolRoles', { IdentityPoolId });
    expect(answer.text).toBe(`{"IdentityPoolId":"${IdentityPoolId}"}`);
  });

  it('answers an empty body', async () => {
    const answer = await aws.raw('SetIdentityPoolRoles', { IdentityPoolId: await newPool(), Roles: {} });
    expect([answer.status, answer.headers['content-length'], answer.text]).toEqual([200, '0', '']);
  });

  it('replaces the roles as a whole', async () => {
    const IdentityPoolId = await newPool();
    await set(IdentityPoolId, { authenticated: role, unauthenticated: other });
    await set(IdentityPoolId, { authenticated: other });
    expect(await get(IdentityPoolId)).toEqual({ IdentityPoolId, Roles: { authenticated: other } });
  });

  it.each([
    ['left out', undefined],
    ['empty', {}],
  ])('drops the mappings when they are %s', async (_name, RoleMappings) => {
    const IdentityPoolId = await newPool();
    await set(IdentityPoolId, { authenticated: role }, { 'graph.facebook.com': token });
    await set(IdentityPoolId, { authenticated: role }, RoleMappings);
    expect(await get(IdentityPoolId)).toEqual({ IdentityPoolId, Roles: { authenticated: role } });
  });

  it('takes a mapping for each kind of configured provider', async () => {
    const IdentityPoolId = await newPool();
    const mappings = { [`${userPool}:client1`]: token, 'graph.facebook.com': token, [oidc]: rules([rule()]) };
    await set(IdentityPoolId, {}, mappings);
    expect(await get(IdentityPoolId)).toEqual({ IdentityPoolId, Roles: {}, RoleMappings: mappings });
  });

  it('keeps the order of rules, and 25 of them', async () => {
    const IdentityPoolId = await newPool();
    const given = Array.from({ length: 25 }, (_, index) => rule({ Value: `v${(index * 7) % 25}` }));
    await set(IdentityPoolId, {}, { [oidc]: rules(given) });
    expect(await get(IdentityPoolId)).toMatchObject({ RoleMappings: { [oidc]: rules(given) } });
  });

  it('refuses 26 rules', async () => {
    const given = Array.from({ length: 26 }, () => rule());
    expect(await failureOf(set(await newPool(), {}, { [oidc]: rules(given) }))).toEqual({
      code: 'InvalidParameterException',
      message: 'The number of rules in the request exceeded 25.',
      status: 400,
    });
  });

  it.each([userPool, `${userPool}:other`, 'accounts.google.com', 'id.example.com', 'toString', '__proto__'])(
    'refuses a mapping for %s, which the pool does not have',
    async (key) => {
      const IdentityPoolId = await newPool();
      // As text: in an object literal `__proto__` would not become a key.
      const body = `{"IdentityPoolId":"${IdentityPoolId}","Roles":{},"RoleMappings":{"${key}":{"Type":"Token","AmbiguousRoleResolution":"Deny"}}}`;
      expect(errorOf(await aws.raw('SetIdentityPoolRoles', body))).toEqual({
        code: 'InvalidParameterException',
        message: `(${key}) is not a valid RoleMapping ProviderName or is not a configured provider.`,
        status: 400,
      });
      expect(await get(IdentityPoolId)).toEqual({ IdentityPoolId });
    },
  );

  it.each([
    ['does not exist', `arn:aws:iam::${aws.account}:role/no-such-role-at-all`],
    ['is of another account', 'arn:aws:iam::999999999999:role/whatever'],
    ['is no ARN', 'not-an-arn-but-long-enough'],
  ])('forbids a role that %s', async (_name, arn) => {
    const forbidden = { code: 'NotAuthorizedException', message: `Access to Role '${arn}' is forbidden.`, status: 400 };
    const IdentityPoolId = await newPool();
    expect(await failureOf(set(IdentityPoolId, { authenticated: arn }))).toEqual(forbidden);
    expect(await failureOf(set(IdentityPoolId, {}, { [oidc]: rules([rule(), rule({ RoleARN: arn })]) }))).toEqual(
      forbidden,
    );
    expect(await get(IdentityPoolId)).toEqual({ IdentityPoolId });
  });

  it.each<[string, RoleMapping]>([
    ['no AmbiguousRoleResolution', { Type: 'Token' }],
    ['Rules without RulesConfiguration', { Type: 'Rules', AmbiguousRoleResolution: 'Deny' }],
    ['Token with RulesConfiguration', { ...token, RulesConfiguration: { Rules: [rule()] } }],
  ])('refuses a mapping with %s', async (_name, mapping) => {
    const failure = await failureOf(set(await newPool(), {}, { [oidc]: mapping }));
    expect(failure).toMatchObject({ code: 'InvalidParameterException', status: 400 });
  });

  it('does not touch the pool itself', async () => {
    const IdentityPoolId = await newPool();
    const describePool = () => aws.raw('DescribeIdentityPool', { IdentityPoolId }).then((answer) => answer.text);
    const before = await describePool();
    await set(IdentityPoolId, { unauthenticated: role });
    expect(await describePool()).toBe(before);
    await aws.cognito.send(new DescribeIdentityPoolCommand({ IdentityPoolId }));
  });
});
