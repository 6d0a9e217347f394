import {
  type CognitoIdentityClient,
  DescribeIdentityPoolCommand,
  GetCredentialsForIdentityCommand,
  GetIdCommand,
  GetIdentityPoolRolesCommand,
  GetOpenIdTokenCommand,
  GetOpenIdTokenForDeveloperIdentityCommand,
  SetIdentityPoolRolesCommand,
  SetPrincipalTagAttributeMapCommand,
} from '@aws-sdk/client-cognito-identity';
import { ListRolesCommand } from '@aws-sdk/client-iam';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { poolDocument, type PoolDocument } from '@lifeguard/shared/aws/pool-document';
import { readToken } from '@lifeguard/shared/roles/login-token';
import { poolProviders } from '@lifeguard/shared/roles/provider-keys';
import type { RoleMapping } from '@lifeguard/shared/aws/role-mapping';
import { type SimulatedUser, simulateRole, type Simulation } from '@lifeguard/shared/roles/simulation';
import fc from 'fast-check';
import { decodeJwt } from 'jose';
import { afterAll, beforeAll, expect, it } from 'vitest';

import { claimsWith, mappingTo, sometimes } from '../support/mappings.ts';
import { isRemote, startAws } from '../support/setup.ts';

const aws = await startAws();
afterAll(() => aws.close());

const userPool = `cognito-idp.${aws.region}.amazonaws.com/${aws.region}_abc`;
const google = 'accounts.google.com';
const twitter = 'api.twitter.com';
const amazon = 'www.amazon.com';
const tagsClaim = 'https://aws.amazon.com/tags';
const arnOf = (name: string) => `arn:aws:iam::${aws.account}:role/${name}`;
const [users, guests, red, blue, untrusting] = ['users', 'guests', 'red', 'blue', 'untrusting'].map(arnOf) as [
  string,
  string,
  string,
  string,
  string,
];
const missing = arnOf('missing');

let IdentityPoolId: string;
beforeAll(async () => {
  for (const name of ['users', 'guests', 'red', 'blue']) await aws.createRole(name);
  await aws.createRole('untrusting', '{"Version":"2012-10-17","Statement":[]}');
  ({ IdentityPoolId } = await aws.createPool({
    AllowUnauthenticatedIdentities: true,
    SupportedLoginProviders: { [google]: 'app1', [twitter]: 'key1;secret1', [amazon]: 'amzn1' },
    CognitoIdentityProviders: [{ ProviderName: userPool, ClientId: 'client1' }],
    DeveloperProviderName: 'dev',
  }));
});

/** The credentials that the local AWS gives: whose role they are, or with which error it gives none. */
async function happens(Logins: Record<string, string> | undefined, CustomRoleArn: string | undefined, id?: string) {
  try {
    const IdentityId = id ?? (await aws.cognito.send(new GetIdCommand({ IdentityPoolId, Logins }))).IdentityId;
    const command = new GetCredentialsForIdentityCommand({ IdentityId, Logins, CustomRoleArn });
    const { Credentials } = await aws.cognito.send(command);
    const { AccessKeyId = '', SecretKey = '', SessionToken = '' } = Credentials ?? {};
    const credentials = { accessKeyId: AccessKeyId, secretAccessKey: SecretKey, sessionToken: SessionToken };
    const sts = new STSClient({ endpoint: aws.url, region: aws.region, credentials });
    const { Arn = '' } = await sts.send(new GetCallerIdentityCommand({}));
    sts.destroy();
    return arnOf(Arn.split('/')[1] ?? '');
  } catch (error) {
    const { name, message } = error as Error;
    return message.startsWith('The ambiguous role mapping rules') ? message : name;
  }
}

/** The same in the words of the simulator. */
function said({ resolution, obstacle }: Simulation): string {
  if (resolution.outcome === 'refused') {
    if (resolution.refusal === 'ambiguous') {
      return `The ambiguous role mapping rules for: ${resolution.mappingKey} denied this request.`;
    }
    return resolution.refusal === 'no-role' ? 'InvalidIdentityPoolConfigurationException' : 'NotAuthorizedException';
  }
  return obstacle === undefined ? resolution.role : 'InvalidIdentityPoolConfigurationException';
}

it.runIf(!isRemote)(
  'for 200 random mappings and users the simulator says what happens',
  { timeout: 300_000 },
  async () => {
    const { Roles: all = [] } = await aws.iam.send(new ListRolesCommand({}));
    const trustPolicies = new Map(
      all.map(({ Arn = '', AssumeRolePolicyDocument = '' }) => [Arn, decodeURIComponent(AssumeRolePolicyDocument)]),
    );
    let serial = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.record({
          mapping: mappingTo([red, blue, untrusting]),
          other: mappingTo([red, blue, untrusting]),
          // Two users of each mapping.
          claims: fc.array(claimsWith([red, blue, untrusting, missing]), { minLength: 2, maxLength: 2 }),
          kind: fc.oneof(
            { weight: 8, arbitrary: fc.constant('federated' as const) },
            fc.constantFrom('guest' as const, 'developer' as const),
          ),
          isGoogle: fc.boolean(),
          hasDefaults: fc.boolean(),
          // With tags no role here trusts anybody, so they are rare.
          tags: fc.oneof({ weight: 6, arbitrary: fc.constant({}) }, fc.constant({ team: 'a', who: 'sub' })),
          customRoleArn: sometimes([red, blue, users]),
        }),
        async (drawn) => {
          const login = drawn.isGoogle ? google : userPool;
          const [ours, theirs] = drawn.isGoogle ? [google, `${userPool}:client1`] : [`${userPool}:client1`, google];
          const Roles = drawn.hasDefaults ? { authenticated: users, unauthenticated: guests } : {};
          await setRoles(Roles, { [ours]: drawn.mapping, [theirs]: drawn.other });
          const tagMap = { IdentityPoolId, IdentityProviderName: login, PrincipalTags: drawn.tags };
          await aws.cognito.send(new SetPrincipalTagAttributeMapCommand({ ...tagMap, UseDefaults: false }));

          const document = await readDocument(aws.cognito, {
            [login]: { UseDefaults: false, PrincipalTags: drawn.tags },
          });
          const provider = poolProviders(document).find(({ key }) => key === ours);
          if (provider === undefined) throw new Error('The pool has lost its provider.');
          for (const claims of drawn.claims) {
            serial += 1;
            const { user, Logins, id } = await signIn({ ...drawn, claims }, login, serial);
            const simulation = simulateRole({
              // What is tried replaces what is saved: the form may be ahead of the pool.
              document: { ...document, RoleMappings: drawn.other === undefined ? {} : { [theirs]: drawn.other } },
              provider,
              mapping: drawn.mapping,
              user,
              customRoleArn: drawn.customRoleArn,
              trustPolicies,
            });
            expect(await happens(Logins, drawn.customRoleArn, id)).toBe(said(simulation));
          }
        },
      ),
      { numRuns: 200 },
    );
  },
);

it.runIf(!isRemote)(
  'for 100 random attribute maps and users the simulator says which tags the token has',
  { timeout: 120_000 },
  async () => {
    await setRoles({ authenticated: users }, {});
    const claimName = fc.constantFrom('a', 'a', 'b', 'b', 'missing', 'constructor', 'sub', 'aud');
    let serial = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(google, userPool, amazon),
        fc.constantFrom(true, false, false, false),
        fc.dictionary(fc.constantFrom('team', 'who', 'Team', 'é'), claimName, { size: 'max', maxKeys: 4 }),
        claimsWith([red, blue]),
        async (login, UseDefaults, PrincipalTags, claims) => {
          serial += 1;
          const map = { UseDefaults, PrincipalTags: UseDefaults ? {} : PrincipalTags };
          const tagMap = { IdentityPoolId, IdentityProviderName: login, ...map };
          await aws.cognito.send(new SetPrincipalTagAttributeMapCommand(tagMap));
          const document = await readDocument(aws.cognito, { [login]: map });
          const provider = poolProviders(document).find(({ tagProvider }) => tagProvider === login);
          if (provider === undefined) throw new Error('The pool has lost its provider.');

          const [sub, aud] = [`t${serial}`, provider.detail];
          const token = await aws.loginToken(login, { ...claims, sub, aud });
          const reading = readToken(token);
          // Amazon's tokens say nothing by themselves: it is Amazon that tells whose they are.
          const seen = reading.isReadable ? reading.claims : { iss: login, aud, sub, user_id: sub };
          const user = { kind: 'federated', claims: seen } as const;
          const { tags } = simulateRole({ document, provider, mapping: undefined, user });
          const Logins = { [login]: token };
          const { IdentityId } = await aws.cognito.send(new GetIdCommand({ IdentityPoolId, Logins }));
          const { Token = '' } = await aws.cognito.send(new GetOpenIdTokenCommand({ IdentityId, Logins }));
          const expected = Object.fromEntries(Object.entries(tags).map(([tag, value]) => [tag, [value]]));
          const given = decodeJwt<{ [tagsClaim]?: { principal_tags: object } }>(Token)[tagsClaim]?.principal_tags;
          expect(given ?? {}).toEqual(expected);
        },
      ),
      { numRuns: 100 },
    );
  },
);

it.runIf(!isRemote).each([
  ['a claim that the token brings', { Claim: 'team', MatchType: 'Equals', Value: 'a', RoleARN: red }],
  ['the app, without its secret', { Claim: 'aud', MatchType: 'Equals', Value: 'key1', RoleARN: red }],
  ['the whole setting of the app', { Claim: 'aud', MatchType: 'Contains', Value: 'secret1', RoleARN: red }],
] as const)(
  'of a token that only its provider can read, a rule about %s sees what the simulator says',
  async (_name, only) => {
    const mapping: RoleMapping = {
      Type: 'Rules',
      AmbiguousRoleResolution: 'AuthenticatedRole',
      RulesConfiguration: { Rules: [only] },
    };
    await setRoles({ authenticated: users }, { [twitter]: mapping });
    const document = await readDocument(aws.cognito, {});
    const provider = poolProviders(document).find(({ key }) => key === twitter);
    if (provider === undefined) throw new Error('The pool has lost its provider.');
    const claims = { sub: 'u1', team: 'a' };
    const user = { kind: 'federated', claims: { ...claims, iss: twitter, aud: provider.detail } } as const;
    const Logins = { [twitter]: await aws.loginToken(twitter, claims) };
    expect(said(simulateRole({ document, provider, mapping, user }))).toBe(await happens(Logins, undefined));
  },
);

function setRoles(Roles: Record<string, string>, mappings: Record<string, RoleMapping | undefined>) {
  const RoleMappings = Object.fromEntries(
    Object.entries(mappings).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])),
  );
  return aws.cognito.send(new SetIdentityPoolRolesCommand({ IdentityPoolId, Roles, RoleMappings }));
}

async function signIn(
  { kind, claims, isGoogle }: { kind: SimulatedUser['kind']; claims: Record<string, unknown>; isGoogle: boolean },
  login: string,
  serial: number,
): Promise<{ user: SimulatedUser; Logins?: Record<string, string>; id?: string | undefined }> {
  switch (kind) {
    case 'guest':
      return { user: { kind } };
    case 'developer': {
      const command = new GetOpenIdTokenForDeveloperIdentityCommand({ IdentityPoolId, Logins: { dev: `u${serial}` } });
      const { IdentityId, Token = '' } = await aws.cognito.send(command);
      return { user: { kind }, Logins: { 'cognito-identity.amazonaws.com': Token }, id: IdentityId };
    }
    case 'federated': {
      const aud = isGoogle ? 'app1' : 'client1';
      const token = await aws.loginToken(login, { ...claims, sub: `u${serial}`, aud });
      const reading = readToken(token);
      if (!reading.isReadable) throw new Error(reading.message);
      return { user: { kind, claims: reading.claims }, Logins: { [login]: token } };
    }
  }
}

async function readDocument(cognito: CognitoIdentityClient, maps: PoolDocument['PrincipalTagAttributeMaps']) {
  const { $metadata: _, ...pool } = await cognito.send(new DescribeIdentityPoolCommand({ IdentityPoolId }));
  const roles = await cognito.send(new GetIdentityPoolRolesCommand({ IdentityPoolId }));
  return poolDocument.parse({
    SupportedLoginProviders: {},
    OpenIdConnectProviderARNs: [],
    SamlProviderARNs: [],
    ...pool,
    CognitoIdentityProviders: (pool.CognitoIdentityProviders ?? []).map((item) => ({
      ServerSideTokenCheck: false,
      ...item,
    })),
    IdentityPoolTags: pool.IdentityPoolTags ?? {},
    Roles: roles.Roles ?? {},
    RoleMappings: {},
    PrincipalTagAttributeMaps: maps,
  });
}
