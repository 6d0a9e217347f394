import fc from 'fast-check';
import { GetIdCommand } from '@aws-sdk/client-cognito-identity';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { operations } from '../cognito-identity/operations/index.ts';
import { iam } from '../iam/service.ts';
import { sts } from '../sts/service.ts';
import { cognitoIdp } from '../cognito-idp/service.ts';
import { send } from './support/http.ts';
import { type Aws, isRemote, startAws } from './support/setup.ts';

const provider = 'cognito-idp.eu-central-1.amazonaws.com/eu-central-1_fuzz';
let aws: Aws;
let IdentityPoolId: string;
let IdentityId: string;
let token: string;
beforeAll(async () => {
  if (isRemote) return;
  aws = await startAws();
  ({ IdentityPoolId } = await aws.createPool({
    CognitoIdentityProviders: [{ ProviderName: provider, ClientId: 'client' }],
    DeveloperProviderName: 'dev',
  }));
  token = await aws.loginToken(provider, { sub: 'alice', aud: 'client' });
  ({ IdentityId = '' } = await aws.cognito.send(new GetIdCommand({ IdentityPoolId, Logins: { [provider]: token } })));
});
afterAll(() => aws?.close());

/** All that the calls below could have changed, as its readers see it. */
async function state(): Promise<string> {
  const answers = [
    await aws.raw('ListIdentityPools', { MaxResults: 60 }),
    await aws.raw('DescribeIdentityPool', { IdentityPoolId }),
    await aws.raw('GetIdentityPoolRoles', { IdentityPoolId }),
    await aws.raw('ListIdentities', { IdentityPoolId, MaxResults: 60 }),
    await aws.raw('LookupDeveloperIdentity', { IdentityPoolId, IdentityId }),
    await aws.raw('GetPrincipalTagAttributeMap', { IdentityPoolId, IdentityProviderName: provider }),
  ];
  return answers.map(({ text }) => text).join('\n');
}

const strange = fc.oneof(
  fc.jsonValue({ maxDepth: 4 }),
  fc.constantFrom<unknown>('', ' ', 'a'.repeat(60_000), '\u0000', '\ud800', -1, 0, 61, 1e300, 1.5, [], {}, [[]], true),
  fc.constant(JSON.parse('{"__proto__":{"a":"b"},"constructor":"c"}') as unknown),
);

/** Members with legal values: one of them at a time is then spoilt. */
function goodMembers(): Record<string, unknown> {
  return {
    IdentityPoolId,
    IdentityId,
    IdentityPoolName: 'fuzzed',
    AllowUnauthenticatedIdentities: false,
    ResourceArn: `arn:aws:cognito-identity:eu-central-1:123456789012:identitypool/${IdentityPoolId}`,
    MaxResults: 10,
    IdentityIdsToDelete: [IdentityId],
    Roles: {},
    RoleMappings: {},
    Tags: { fuzzed: 'yes' },
    TagKeys: ['fuzzed'],
    Logins: { [provider]: token },
    LoginsToRemove: [],
    IdentityProviderName: provider,
    PrincipalTags: { fuzzed: 'sub' },
    SourceUserIdentifier: 'one',
    DestinationUserIdentifier: 'two',
    DeveloperProviderName: 'dev',
    DeveloperUserIdentifier: 'one',
    TokenDuration: 60,
  };
}

/** The members that each operation cannot do without; a wrong type in any of them must refuse the whole call. */
const required: Readonly<Record<keyof typeof operations, readonly string[]>> = {
  CreateIdentityPool: ['IdentityPoolName', 'AllowUnauthenticatedIdentities'],
  DeleteIdentities: ['IdentityIdsToDelete'],
  DeleteIdentityPool: ['IdentityPoolId'],
  DescribeIdentity: ['IdentityId'],
  DescribeIdentityPool: ['IdentityPoolId'],
  GetCredentialsForIdentity: ['IdentityId'],
  GetId: ['IdentityPoolId'],
  GetIdentityPoolRoles: ['IdentityPoolId'],
  GetOpenIdToken: ['IdentityId'],
  GetOpenIdTokenForDeveloperIdentity: ['IdentityPoolId', 'Logins'],
  GetPrincipalTagAttributeMap: ['IdentityPoolId', 'IdentityProviderName'],
  ListIdentities: ['IdentityPoolId', 'MaxResults'],
  ListIdentityPools: ['MaxResults'],
  ListTagsForResource: ['ResourceArn'],
  LookupDeveloperIdentity: ['IdentityPoolId'],
  MergeDeveloperIdentities: ['SourceUserIdentifier', 'DestinationUserIdentifier', 'DeveloperProviderName'],
  SetIdentityPoolRoles: ['IdentityPoolId', 'Roles'],
  SetPrincipalTagAttributeMap: ['IdentityPoolId', 'IdentityProviderName'],
  TagResource: ['ResourceArn', 'Tags'],
  UnlinkDeveloperIdentity: ['IdentityId', 'IdentityPoolId', 'DeveloperProviderName', 'DeveloperUserIdentifier'],
  UnlinkIdentity: ['IdentityId', 'Logins', 'LoginsToRemove'],
  UntagResource: ['ResourceArn', 'TagKeys'],
  UpdateIdentityPool: ['IdentityPoolId', 'IdentityPoolName', 'AllowUnauthenticatedIdentities'],
};
const requiredMembers = Object.entries(required).flatMap(([name, members]) => members.map((member) => [name, member]));

describe.runIf(!isRemote)('the local AWS', () => {
  test('refuses a call whose required member is spoilt, and changes nothing', async () => {
    const before = await state();
    // No member is legal as a function of these: a nested list, a number for a text, a text for a map.
    const spoilt = fc.constantFrom<unknown>([[]], [{}], { a: [] }, -1.5, null, { __proto__: null, x: { y: 1 } });
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...requiredMembers), spoilt, async ([name = '', member = ''], value) => {
        const answer = await aws.raw(name, { ...goodMembers(), [member]: value });
        expect({ name, member, value, status: answer.status, text: answer.text }).toMatchObject({ status: 400 });
      }),
      { numRuns: 400 },
    );
    expect(await state()).toBe(before);
  });

  test('never fails on random members', async () => {
    // Of a pool and identity that are not there, so that nothing can be changed whatever turns out to be legal.
    const absent = {
      IdentityPoolId: 'eu-central-1:0',
      IdentityId: 'eu-central-1:0',
      IdentityIdsToDelete: ['eu-central-1:0'],
    };
    const before = await state();
    const names = Object.keys(operations).filter((name) => name !== 'CreateIdentityPool');
    const members = fc.dictionary(fc.constantFrom(...Object.keys(goodMembers()), '__proto__', 'x'), strange);
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...names), members, async (name, input) => {
        const arn = 'arn:aws:cognito-identity:eu-central-1:123456789012:identitypool/eu-central-1:0';
        const answer = await aws.raw(name, { ...goodMembers(), ...input, ...absent, ResourceArn: arn });
        expect(answer.status).toBeLessThan(500);
      }),
      { numRuns: 300 },
    );
    expect(await state()).toBe(before);
  });

  test('never fails on random tokens, and lets none of them in', async () => {
    const [header = '', payload = '', signature = ''] = token.split('.');
    const random = fc.oneof(
      fc.string({ minLength: 1, maxLength: 200 }),
      fc.base64String({ minLength: 4, maxLength: 400 }),
      fc.tuple(fc.base64String(), fc.base64String(), fc.base64String()).map((parts) => parts.join('.')),
      fc.json().map((claims) => `${header}.${Buffer.from(claims).toString('base64url')}.${signature}`),
      fc.json().map((head) => `${Buffer.from(head).toString('base64url')}.${payload}.${signature}`),
      fc.string({ minLength: 1 }).map((end) => `${token}${end}`),
    );
    const before = await state();
    const key = fc.constantFrom(provider, 'cognito-identity.amazonaws.com');
    const name = fc.constantFrom('GetId', 'GetCredentialsForIdentity', 'GetOpenIdToken', 'UnlinkIdentity');
    await fc.assert(
      fc.asyncProperty(name, key, random, async (operation, login, value) => {
        const input = { IdentityPoolId, IdentityId, LoginsToRemove: [provider], Logins: { [login]: value } };
        const answer = await aws.raw(operation, input, { credentials: 'none' });
        expect({ value, status: answer.status, text: answer.text }).toMatchObject({ status: 400 });
      }),
      { numRuns: 300 },
    );
    expect(await state()).toBe(before);
  });

  test('never fails on random bodies and targets', async () => {
    const before = await state();
    const body = fc.oneof(fc.string({ unit: 'binary' }), fc.json(), fc.constantFrom('{"a":', '', '[', '"'.repeat(9)));
    const contentType = fc.constantFrom(
      'application/x-amz-json-1.1',
      'application/x-www-form-urlencoded',
      'text/plain',
    );
    const target = fc.oneof(fc.stringMatching(/^[!-~]{1,40}$/), fc.constant('AWSCognitoIdentityService.GetId'));
    await fc.assert(
      fc.asyncProperty(body, contentType, target, fc.boolean(), async (text, type, name, isSigned) => {
        const answer = await aws.raw('', text, {
          headers: { 'content-type': type },
          target: name,
          ...(isSigned ? {} : { credentials: 'none' as const }),
        });
        expect(answer.status).toBeGreaterThanOrEqual(400);
        expect(answer.status).toBeLessThan(500);
      }),
      { numRuns: 200 },
    );
    expect(await state()).toBe(before);
  });

  test('never fails on random members of the neighbouring services', async () => {
    const root = { accessKeyId: 'test', secretAccessKey: 'test' };
    const reads = /^(Get|List|Describe|Assume)/;
    const actions = [iam, sts].flatMap((service) =>
      Object.keys(service.operations)
        .filter((name) => reads.test(name))
        .map((name) => [service.name, name] as const),
    );
    const parameters = fc.dictionary(
      fc.constantFrom(
        'RoleName',
        'RoleArn',
        'RoleSessionName',
        'WebIdentityToken',
        'Marker',
        'MaxItems',
        'Tags.member.1.Key',
        'Policy',
        'PolicyName',
        'SAMLProviderArn',
        'DurationSeconds',
        '__proto__',
      ),
      fc.string({ maxLength: 60 }),
    );
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...actions), parameters, async ([service, action], input) => {
        expect((await aws.query(service, action, input, root)).status).toBeLessThan(500);
      }),
      { numRuns: 150 },
    );
    const members = fc.dictionary(
      fc.constantFrom('UserPoolId', 'ClientId', 'MaxResults', 'NextToken', 'GroupName', '__proto__'),
      strange,
    );
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...Object.keys(cognitoIdp.operations)), members, async (name, input) => {
        const target = `AWSCognitoIdentityProviderService.${name}`;
        expect((await aws.raw(name, input, { target, service: 'cognito-idp' })).status).toBeLessThan(500);
      }),
      { numRuns: 150 },
    );
  });

  test('never fails on random bodies of control endpoints', async () => {
    const paths = ['clock', 'faults', 'identities', 'login-tokens', 'jwks/a', 'health', 'nothing'];
    const bad = fc.dictionary(
      fc.constantFrom('offsetSeconds', 'rules', 'count', 'provider', 'claims', '__proto__'),
      fc.oneof(fc.string(), fc.constant(null), fc.constant([[]])),
    );
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...paths), fc.constantFrom('PUT', 'POST'), bad, async (path, method, body) => {
        const headers = { 'content-type': 'application/json', host: new URL(aws.url).host };
        const answer = await send(`${aws.url}/_local/${path}`, { method, headers, body: JSON.stringify(body) });
        expect(answer.status).toBeGreaterThanOrEqual(400);
        expect(answer.status).toBeLessThan(500);
      }),
      { numRuns: 150 },
    );
  });
});
