import {
  type Credentials,
  GetCredentialsForIdentityCommand,
  GetIdCommand,
  GetOpenIdTokenCommand,
  GetOpenIdTokenForDeveloperIdentityCommand,
  GetPrincipalTagAttributeMapCommand,
  SetIdentityPoolRolesCommand,
  SetPrincipalTagAttributeMapCommand,
} from '@aws-sdk/client-cognito-identity';
import { PutRolePolicyCommand } from '@aws-sdk/client-iam';
import { poolTrustPolicy } from '@lifeguard/shared/policy/trust';
import { decodeJwt } from 'jose';
import { afterAll, describe, expect, it } from 'vitest';

import { errorOf, failureOf, isRemote, notFound, startAws } from '../support/setup.ts';

const aws = await startAws();
afterAll(() => aws.close());

const google = 'accounts.google.com';
const userPool = `cognito-idp.${aws.region}.amazonaws.com/${aws.region}_abc`;
const oidcArn = `arn:aws:iam::${aws.account}:oidc-provider/id.example.com`;
type Texts = Record<string, string>;

const newPool = async () => (await aws.createPool({ SupportedLoginProviders: { [google]: 'app1' } })).IdentityPoolId;

async function set(
  IdentityPoolId: string,
  PrincipalTags?: Texts,
  UseDefaults?: boolean,
  IdentityProviderName = google,
) {
  const input = { IdentityPoolId, IdentityProviderName, UseDefaults, PrincipalTags };
  const { $metadata: _, ...answer } = await aws.cognito.send(new SetPrincipalTagAttributeMapCommand(input));
  return answer;
}

async function get(IdentityPoolId: string, IdentityProviderName = google) {
  const input = { IdentityPoolId, IdentityProviderName };
  const { $metadata: _, ...answer } = await aws.cognito.send(new GetPrincipalTagAttributeMapCommand(input));
  return answer;
}

describe('a principal tag map', () => {
  it.each([google, userPool, oidcArn])(
    'of %s is answered as it was sent, and read as it was answered',
    async (name) => {
      const { IdentityPoolId } = await aws.createPool({
        SupportedLoginProviders: { [google]: 'app1' },
        CognitoIdentityProviders: [{ ProviderName: userPool, ClientId: 'client1' }],
        OpenIdConnectProviderARNs: [oidcArn],
      });
      const PrincipalTags = { team: 'custom:team', 'é:+ /': 'https://claims.example/a' };
      const map = { IdentityPoolId, IdentityProviderName: name, UseDefaults: false, PrincipalTags };
      expect(await set(IdentityPoolId, PrincipalTags, false, name)).toEqual(map);
      expect(await get(IdentityPoolId, name)).toEqual(map);
    },
  );

  it('is replaced as a whole, and is that of one provider only', async () => {
    const pool = await newPool();
    await set(pool, { team: 'team', name: 'name' }, false);
    await set(pool, { other: 'other' }, false, 'graph.facebook.com');
    await set(pool, { name: 'given_name' });
    expect(await get(pool)).toMatchObject({ UseDefaults: false, PrincipalTags: { name: 'given_name' } });
    await set(pool, undefined, true);
    expect(await get(pool)).toMatchObject({ UseDefaults: true, PrincipalTags: {} });
    expect(await get(pool, 'graph.facebook.com')).toMatchObject({ PrincipalTags: { other: 'other' } });
  });

  it('that was never set is not found', async () => {
    const pool = await newPool();
    const failure = await failureOf(get(pool));
    expect(failure).toMatchObject({ code: 'ResourceNotFoundException', status: 400 });
  });

  it.each([
    ['GetPrincipalTagAttributeMap', get],
    ['SetPrincipalTagAttributeMap', set],
  ])('of an unknown pool is not found by %s', async (_, call) => {
    const unknown = `${aws.region}:00000000-0000-4000-8000-000000000000`;
    expect(await failureOf(call(unknown))).toEqual(notFound(unknown));
  });

  const tags = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, index) => [`t${index}`, 'c']));
  const valueLimits =
    '[Member must have length less than or equal to 256, Member must have length greater than or equal to 1]';
  const keyLimits =
    '[Member must have length less than or equal to 128, Member must have length greater than or equal to 1]';
  it.each<[string, object, string]>([
    ['51 tags', { PrincipalTags: tags(51) }, 'Member must have length less than or equal to 50'],
    ['a long tag', { PrincipalTags: { ['k'.repeat(129)]: 'c' } }, `Map keys must satisfy constraint: ${keyLimits}`],
    ['a long claim', { PrincipalTags: { k: 'c'.repeat(257) } }, `Map value must satisfy constraint: ${valueLimits}`],
    ['an empty claim', { PrincipalTags: { k: '' } }, `Map value must satisfy constraint: ${valueLimits}`],
    ['a long provider', { IdentityProviderName: 'p'.repeat(129) }, 'Member must have length less than or equal to 128'],
    [
      'no provider',
      { IdentityProviderName: null },
      "Value null at 'identityProviderName' failed to satisfy constraint: Member must not be null",
    ],
  ])('with %s is refused', async (_, members, text) => {
    const IdentityPoolId = await newPool();
    const input = { IdentityPoolId, IdentityProviderName: google, ...members };
    const error = errorOf(await aws.raw('SetPrincipalTagAttributeMap', input));
    expect(error).toMatchObject({ code: 'ValidationException', status: 400 });
    expect(error.message).toMatch(/^1 validation error detected: /);
    expect(error.message.endsWith(text)).toBe(true);
  });

  it('takes 50 tags of 128 and claims of 256 characters', async () => {
    const pool = await newPool();
    const PrincipalTags = { ...tags(49), ['k'.repeat(128)]: 'c'.repeat(256) };
    expect((await set(pool, PrincipalTags)).PrincipalTags).toEqual(PrincipalTags);
  });
});

/** Whose `team` tag is blue may describe the pool. */
const bluePolicy = JSON.stringify({
  Version: '2012-10-17',
  Statement: {
    Effect: 'Allow',
    Action: 'cognito-identity:DescribeIdentityPool',
    Resource: '*',
    Condition: { StringEquals: { 'aws:PrincipalTag/team': 'blue' } },
  },
});

/** A pool with one role, whose policy looks at tags, for its users or its guests. */
async function taggedPool(kind: 'authenticated' | 'unauthenticated', needsTagSession: boolean) {
  const { IdentityPoolId } = await aws.createPool({
    SupportedLoginProviders: { [google]: 'app1' },
    DeveloperProviderName: 'dev',
  });
  const arn = await aws.createRole(undefined, poolTrustPolicy({ poolId: IdentityPoolId, kind, needsTagSession }));
  const policy = { RoleName: arn.slice(arn.indexOf('/') + 1), PolicyName: 'blue', PolicyDocument: bluePolicy };
  await aws.iam.send(new PutRolePolicyCommand(policy));
  await aws.cognito.send(new SetIdentityPoolRolesCommand({ IdentityPoolId, Roles: { [kind]: arn } }));
  return IdentityPoolId;
}

async function login(claims: Record<string, unknown>): Promise<Texts> {
  return { [google]: await aws.loginToken(google, { sub: 'u1', aud: 'app1', ...claims }) };
}

const idOf = async (IdentityPoolId: string, Logins?: Texts) =>
  (await aws.cognito.send(new GetIdCommand({ IdentityPoolId, Logins }))).IdentityId;

async function keysOf(IdentityPoolId: string, Logins?: Texts, IdentityId?: string): Promise<Credentials | undefined> {
  const input = { IdentityId: IdentityId ?? (await idOf(IdentityPoolId, Logins)), Logins };
  return (await aws.cognito.send(new GetCredentialsForIdentityCommand(input))).Credentials;
}

async function mayDescribe(IdentityPoolId: string, keys: Credentials = {}): Promise<boolean> {
  const { AccessKeyId = '', SecretKey = '', SessionToken = '' } = keys;
  const credentials = { accessKeyId: AccessKeyId, secretAccessKey: SecretKey, sessionToken: SessionToken };
  const { status } = await aws.raw('DescribeIdentityPool', { IdentityPoolId }, { credentials });
  return status === 200;
}

const tagsIn = (token: string) => decodeJwt(token)['https://aws.amazon.com/tags'];

describe.runIf(!isRemote)('the tags of a user', () => {
  it.each<[unknown, boolean]>([
    ['blue', true],
    ['Blue', false],
    ['', false],
    [['blue'], true],
    [['blue', 'red'], false],
    [{ blue: 'blue' }, false],
    [undefined, false],
  ])('are those that the claims give: with the team %j it is %s that they open the pool', async (team, expected) => {
    const pool = await taggedPool('authenticated', true);
    await set(pool, { team: 'custom:team' });
    expect(await mayDescribe(pool, await keysOf(pool, await login({ 'custom:team': team, team: 'blue' })))).toBe(
      expected,
    );
  });

  it.each<[string, Texts | undefined, boolean, object | undefined]>([
    ['a map', { team: 'custom:team', age: 'age', none: 'missing' }, false, { team: ['blue'], age: ['42'] }],
    ['the defaults', { team: 'custom:team' }, true, { client: ['app1'], username: ['u1'] }],
    ['an empty map', {}, false, undefined],
    ['claims that are missing', { none: 'missing' }, false, undefined],
  ])('stand in the token as %s gives them', async (_, map, useDefaults, principalTags) => {
    const pool = await newPool();
    await set(pool, map, useDefaults);
    const Logins = await login({ 'custom:team': 'blue', age: 42 });
    const IdentityId = await idOf(pool, Logins);
    const { Token = '' } = await aws.cognito.send(new GetOpenIdTokenCommand({ IdentityId, Logins }));
    expect(tagsIn(Token)).toEqual(principalTags && { principal_tags: principalTags });
  });

  it('need a role whose trust policy lets sessions be tagged', async () => {
    const pool = await taggedPool('authenticated', false);
    const logins = await login({ team: 'blue' });
    await keysOf(pool, logins);
    await set(pool, { team: 'team' });
    expect(await failureOf(keysOf(pool, logins))).toEqual({
      code: 'InvalidIdentityPoolConfigurationException',
      message: 'Invalid identity pool configuration. Check assigned IAM roles for this pool.',
      status: 400,
    });
  });

  it('two of which differ in nothing but the case of their letters are a configuration error', async () => {
    const pool = await taggedPool('authenticated', true);
    await set(pool, { team: 'mine', TEAM: 'team' });
    const { code } = await failureOf(keysOf(pool, await login({ team: 'red', mine: 'blue' })));
    expect(code).toBe('InvalidIdentityPoolConfigurationException');
  });

  it('that are too many bytes are a configuration error', async () => {
    const pool = await taggedPool('authenticated', true);
    await set(pool, { team: 'team', long: 'long' });
    const long = (length: number) => login({ team: 'blue', long: 'ö'.repeat(length) });
    // 448 bytes, and 12 for `blue` and both keys: all that there is.
    expect(await mayDescribe(pool, await keysOf(pool, await long(224)))).toBe(true);
    expect((await failureOf(keysOf(pool, await long(225)))).code).toBe('InvalidIdentityPoolConfigurationException');
  });
});

describe('tags', () => {
  it('of a guest are none, whatever the maps say', async () => {
    const pool = await taggedPool('unauthenticated', true);
    await set(pool, { team: 'sub' });
    const IdentityId = await idOf(pool);
    const { Token = '' } = await aws.cognito.send(new GetOpenIdTokenCommand({ IdentityId }));
    expect(tagsIn(Token)).toBeUndefined();
    expect(await mayDescribe(pool, await keysOf(pool, undefined, IdentityId))).toBe(false);
  });

  it('of a developer’s user are those that the developer gave, and come into the session', async () => {
    const pool = await taggedPool('authenticated', true);
    const may = async (PrincipalTags?: Texts) => {
      const input = { IdentityPoolId: pool, Logins: { dev: 'u1' }, PrincipalTags };
      const { IdentityId, Token = '' } = await aws.cognito.send(new GetOpenIdTokenForDeveloperIdentityCommand(input));
      return mayDescribe(pool, await keysOf(pool, { 'cognito-identity.amazonaws.com': Token }, IdentityId));
    };
    expect([await may({ team: 'blue' }), await may({ team: 'red' }), await may()]).toEqual([true, false, false]);
  });
});
