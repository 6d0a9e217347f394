import {
  type AmbiguousRoleResolutionType,
  GetCredentialsForIdentityCommand,
  GetIdCommand,
  GetOpenIdTokenForDeveloperIdentityCommand,
  type MappingRule,
  type RoleMapping,
  SetIdentityPoolRolesCommand,
} from '@aws-sdk/client-cognito-identity';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { resolveRole, type RoleResolution } from '@lifeguard/shared/roles/resolution';
import fc from 'fast-check';
import { decodeJwt } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { claimsWith, mappingTo, sometimes } from '../support/mappings.ts';
import { isRemote, startAws } from '../support/setup.ts';

const aws = await startAws();
afterAll(() => aws.close());

const userPool = `cognito-idp.${aws.region}.amazonaws.com/${aws.region}_abc`;
const key = `${userPool}:client1`;
const google = 'accounts.google.com';
const arnOf = (name: string) => `arn:aws:iam::${aws.account}:role/${name}`;
const [users, guests, red, blue, untrusting] = [
  arnOf('users'),
  arnOf('guests'),
  arnOf('red'),
  arnOf('blue'),
  arnOf('untrusting'),
];
const roles = { authenticated: users, unauthenticated: guests };

type Logins = Record<string, string>;
type Claims = Record<string, unknown>;

let IdentityPoolId: string;
beforeAll(async () => {
  for (const name of ['users', 'guests', 'red', 'blue']) await aws.createRole(name);
  await aws.createRole('untrusting', '{"Statement":[]}');
  ({ IdentityPoolId } = await aws.createPool({
    SupportedLoginProviders: { [google]: 'app1' },
    CognitoIdentityProviders: ['client1', 'client2'].map((ClientId) => ({ ProviderName: userPool, ClientId })),
    DeveloperProviderName: 'dev',
  }));
});

function setMappings(RoleMappings: Record<string, RoleMapping>, Roles: Partial<typeof roles> = roles) {
  return aws.cognito.send(new SetIdentityPoolRolesCommand({ IdentityPoolId, Roles, RoleMappings }));
}

/** A login of a new user, so that no two cases have an identity in common. */
let user = 0;
async function login(claims: Claims = {}, provider = userPool): Promise<Logins> {
  user += 1;
  const aud = provider === google ? 'app1' : 'client1';
  return { [provider]: await aws.loginToken(provider, { sub: `u${user}`, aud, ...claims }) };
}

/** The role of the credentials that these logins get, or why they get none. */
async function roleOf(Logins: Logins | undefined, CustomRoleArn?: string, id?: string): Promise<string> {
  try {
    const { IdentityId } =
      id === undefined ? await aws.cognito.send(new GetIdCommand({ IdentityPoolId, Logins })) : { IdentityId: id };
    const input = { IdentityId, Logins, CustomRoleArn };
    const { Credentials } = await aws.cognito.send(new GetCredentialsForIdentityCommand(input));
    const { AccessKeyId = '', SecretKey = '', SessionToken = '' } = Credentials ?? {};
    const credentials = { accessKeyId: AccessKeyId, secretAccessKey: SecretKey, sessionToken: SessionToken };
    const sts = new STSClient({ endpoint: aws.url, region: aws.region, credentials });
    const { Arn = '' } = await sts.send(new GetCallerIdentityCommand({}));
    sts.destroy();
    return arnOf(Arn.split('/')[1] ?? '');
  } catch (error) {
    const { name, message } = error as Error;
    return `${name}: ${message}`;
  }
}

const denied = `NotAuthorizedException: The ambiguous role mapping rules for: ${key} denied this request.`;
const badConfiguration =
  'InvalidIdentityPoolConfigurationException: Invalid identity pool configuration. Check assigned IAM roles for this pool.';
/** AWS's words for it are not public. */
const notChosen = expect.stringMatching(/^NotAuthorizedException: (?!The ambiguous role mapping rules)/) as string;

const rule = (Claim: string, MatchType: MappingRule['MatchType'], Value: string, RoleARN = red): MappingRule => ({
  Claim,
  MatchType,
  Value,
  RoleARN,
});
const byRules = (Rules: MappingRule[], ambiguous: AmbiguousRoleResolutionType = 'Deny'): RoleMapping => ({
  Type: 'Rules',
  AmbiguousRoleResolution: ambiguous,
  RulesConfiguration: { Rules },
});
const byToken = (ambiguous: AmbiguousRoleResolutionType): RoleMapping => ({
  Type: 'Token',
  AmbiguousRoleResolution: ambiguous,
});

describe.runIf(!isRemote)('a rule', () => {
  it.each<[MappingRule['MatchType'], string, unknown, string]>([
    ['Equals', 'red', 'red', red],
    ['Equals', 'red', 'Red', denied],
    ['Equals', 'red', 'red ', denied],
    ['Equals', '*', 'red', denied],
    ['Equals', '42', 42, red],
    ['Equals', 'true', true, red],
    ['Equals', 'red', ['blue', 'red'], red],
    ['Equals', 'red', { red: 'red' }, denied],
    ['Equals', 'red', null, denied],
    ['StartsWith', 're', 'red', red],
    ['StartsWith', 'ed', 'red', denied],
    ['StartsWith', 're', ['blue', 'red'], red],
    ['Contains', 'e', 'red', red],
    ['Contains', '.', 'red', denied],
    ['Contains', 'E', 'red', denied],
    ['NotEqual', 'red', 'blue', red],
    ['NotEqual', 'red', 'red', denied],
    ['NotEqual', 'red', ['blue', 'red'], denied],
    ['NotEqual', 'red', ['blue', 'green'], red],
  ])('that wants %s %j meets the claim %j with %s', async (matchType, value, claim, expected) => {
    await setMappings({ [key]: byRules([rule('custom:team', matchType, value)]) });
    expect(await roleOf(await login({ 'custom:team': claim }))).toBe(expected);
  });

  it.each(['Equals', 'NotEqual', 'Contains', 'StartsWith'] as const)(
    'of type %s is passed over where the claim is missing, be it one that every object has',
    async (matchType) => {
      const rules = [
        rule('missing', matchType, 'a'),
        rule('constructor', matchType, 'a'),
        rule('sub', 'StartsWith', 'u', blue),
      ];
      await setMappings({ [key]: byRules(rules) });
      expect(await roleOf(await login())).toBe(blue);
    },
  );
});

describe.runIf(!isRemote)('rules', () => {
  const rules = [
    rule('team', 'Equals', 'blue', blue),
    rule('team', 'Contains', 'bl', red),
    rule('team', 'Equals', 'users', users),
  ];

  it.each<[string, AmbiguousRoleResolutionType, string | undefined, string]>([
    ['blue', 'Deny', undefined, blue],
    ['black', 'Deny', undefined, red],
    ['green', 'Deny', undefined, denied],
    ['green', 'AuthenticatedRole', undefined, users],
    ['blue', 'Deny', red, red],
    ['blue', 'Deny', users, notChosen],
    ['green', 'AuthenticatedRole', users, notChosen],
  ])('for the team %s with %s and CustomRoleArn %s give %s', async (team, ambiguous, custom, expected) => {
    await setMappings({ [key]: byRules(rules, ambiguous) });
    expect(await roleOf(await login({ team }), custom)).toEqual(expected);
  });

  it('that fall back to a role for users which is not there are a configuration error', async () => {
    await setMappings({ [key]: byRules(rules, 'AuthenticatedRole') }, {});
    expect(await roleOf(await login({ team: 'green' }))).toBe(badConfiguration);
  });

  it('are those of the app client that the token is for', async () => {
    await setMappings({ [key]: byRules(rules), [`${userPool}:client2`]: byRules([rule('team', 'Equals', 'blue')]) });
    expect(await roleOf(await login({ team: 'blue', aud: 'client2' }))).toBe(red);
  });
});

const preferred = 'cognito:preferred_role';
const list = 'cognito:roles';

describe.runIf(!isRemote)('a token', () => {
  it.each<[Claims, AmbiguousRoleResolutionType, string | undefined, string]>([
    [{ [preferred]: blue, [list]: [red, blue] }, 'Deny', undefined, blue],
    [{ [preferred]: blue }, 'Deny', undefined, blue],
    [{ [list]: [red] }, 'Deny', undefined, red],
    [{ [list]: red }, 'Deny', undefined, red],
    [{ [list]: [red, blue] }, 'Deny', undefined, denied],
    [{ [list]: `${red},${blue}` }, 'Deny', undefined, denied],
    [{ [list]: `${red}, ${blue}` }, 'Deny', blue, blue],
    [{ [list]: [red, blue] }, 'AuthenticatedRole', undefined, users],
    [{}, 'Deny', undefined, denied],
    [{}, 'AuthenticatedRole', undefined, users],
    [{ [preferred]: '', [list]: [] }, 'Deny', undefined, denied],
    [{ [preferred]: red, [list]: [red, blue] }, 'Deny', blue, blue],
    [{ [preferred]: red, [list]: [red] }, 'AuthenticatedRole', users, notChosen],
    [{ [preferred]: untrusting }, 'AuthenticatedRole', undefined, badConfiguration],
    [{ [preferred]: 'arn:aws:iam::999999999999:role/admin' }, 'AuthenticatedRole', undefined, badConfiguration],
    [{ [preferred]: 'no ARN at all' }, 'AuthenticatedRole', undefined, badConfiguration],
  ])('with %j, %s and CustomRoleArn %s gives %s', async (claims, ambiguous, custom, expected) => {
    await setMappings({ [key]: byToken(ambiguous) });
    expect(await roleOf(await login(claims), custom)).toEqual(expected);
  });
});

describe.runIf(!isRemote)('of several logins', () => {
  it('the first one whose provider has a mapping decides', async () => {
    const one = { ...(await login({}, google)), ...(await login({ [preferred]: red })) };
    const two = { ...(await login({ [preferred]: red })), ...(await login({}, google)) };
    await setMappings({ [key]: byToken('Deny') });
    expect([await roleOf(one), await roleOf(two)]).toEqual([red, red]);
    await setMappings({ [key]: byToken('Deny'), [google]: byRules([rule('sub', 'StartsWith', 'u', blue)]) });
    expect([await roleOf(one), await roleOf(two)]).toEqual([blue, red]);
  });

  it('a developer’s token takes no notice of mappings, and neither does a guest', async () => {
    await setMappings({ [google]: byRules([rule('sub', 'StartsWith', 'u')]) });
    const input = { IdentityPoolId, Logins: { dev: 'u1' } };
    const { IdentityId, Token = '' } = await aws.cognito.send(new GetOpenIdTokenForDeveloperIdentityCommand(input));
    const logins = { ...(await login({}, google)), 'cognito-identity.amazonaws.com': Token };
    expect(await roleOf(logins, undefined, IdentityId)).toBe(users);
    expect(await roleOf(undefined)).toBe(guests);
  });
});

it.runIf(!isRemote)(
  'random mappings, claims and several logins give the role that the resolution predicts',
  { timeout: 120_000 },
  async () => {
    const mapping = mappingTo([red, blue, untrusting]);
    const claims = claimsWith([red, blue, untrusting]);
    const custom = sometimes([red, blue, users]);
    const providers = fc.shuffledSubarray([userPool, google], { minLength: 1 });
    await fc.assert(
      fc.asyncProperty(
        providers,
        claims,
        claims,
        mapping,
        mapping,
        custom,
        async (order, ours, theirs, one, two, role) => {
          const roleMappings = { ...(one && { [key]: one }), ...(two && { [google]: two }) };
          await setMappings(roleMappings);
          const given = { ...(await login(ours)), ...(await login(theirs, google)) };
          const logins = Object.fromEntries(order.map((provider) => [provider, given[provider] ?? '']));
          const predicted = resolveRole({
            roles,
            roleMappings,
            user: {
              kind: 'federated',
              logins: Object.entries(logins).map(([provider, token]) => ({
                mappingKey: provider === google ? google : key,
                claims: decodeJwt(token),
              })),
            },
            customRoleArn: role,
          });
          expect(await roleOf(logins, role)).toEqual(expectedOf(predicted));
        },
      ),
      { numRuns: 60 },
    );
  },
);

function expectedOf(predicted: RoleResolution): string {
  if (predicted.outcome === 'refused') {
    return predicted.refusal === 'ambiguous' ? denied.replace(key, predicted.mappingKey ?? '') : notChosen;
  }
  // A token may prefer what is no role at all.
  return [users, red, blue].includes(predicted.role) ? predicted.role : badConfiguration;
}
