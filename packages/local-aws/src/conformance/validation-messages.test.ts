import { afterAll, describe, expect, it } from 'vitest';

import { errorOf, startAws } from './support/setup.ts';

const aws = await startAws();
afterAll(() => aws.close());

const id = 'eu-central-1:00000000-0000-4000-8000-000000000000';
const arn = 'arn:aws:iam::123456789012:role/whatever';
const atMost = (max: number) => `Member must have length less than or equal to ${max}`;
const atLeast = (min: number) => `Member must have length greater than or equal to ${min}`;
const like = (pattern: string) => `Member must satisfy regular expression pattern: ${pattern}`;
const poolIdPattern = like('[\\w-]+:[0-9a-f-]+');
const namePattern = like('[\\w\\s+=,.@-]+');

const pool = { IdentityPoolName: 'p', AllowUnauthenticatedIdentities: true };
const userPool = 'cognito-idp.eu-central-1.amazonaws.com/eu-central-1_a';

function many<T>(count: number, value: T): Record<string, T> {
  return Object.fromEntries(Array.from({ length: count }, (_, index) => [`k${index}`, value]));
}

function shown(entries: Record<string, string>): string {
  return `'{${Object.entries(entries)
    .map(([key, value]) => `${key}=${value}`)
    .join(', ')}}'`;
}

function mapping(rule: object): object {
  const legal = { Claim: 'c', MatchType: 'Equals', Value: 'v', RoleARN: arn };
  return {
    IdentityPoolId: id,
    Roles: {},
    RoleMappings: {
      key: {
        Type: 'Rules',
        AmbiguousRoleResolution: 'Deny',
        RulesConfiguration: { Rules: [legal, { ...legal, ...rule }] },
      },
    },
  };
}
const rulePath = 'roleMappings.key.member.rulesConfiguration.rules.2.member';

/** Operation, input, and for each failure: the value as shown, its path, the constraint. */
const cases: [string, object, ...[string, string, string][]][] = [
  ['CreateIdentityPool', { ...pool, IdentityPoolName: null }, ['null', 'identityPoolName', 'Member must not be null']],
  [
    'CreateIdentityPool',
    {},
    ['null', 'identityPoolName', 'Member must not be null'],
    ['null', 'allowUnauthenticatedIdentities', 'Member must not be null'],
  ],
  [
    'CreateIdentityPool',
    { ...pool, IdentityPoolName: '' },
    ["''", 'identityPoolName', atLeast(1)],
    ["''", 'identityPoolName', namePattern],
  ],
  [
    'CreateIdentityPool',
    { ...pool, IdentityPoolName: 'x'.repeat(129) },
    [`'${'x'.repeat(129)}'`, 'identityPoolName', atMost(128)],
  ],
  ['CreateIdentityPool', { ...pool, IdentityPoolName: 'ünïcode' }, ["'ünïcode'", 'identityPoolName', namePattern]],
  ['CreateIdentityPool', { ...pool, IdentityPoolName: 'a\u00a0b' }, ["'a\u00a0b'", 'identityPoolName', namePattern]],
  [
    'CreateIdentityPool',
    { ...pool, DeveloperProviderName: 'a b' },
    ["'a b'", 'developerProviderName', like('[\\w._-]+')],
  ],
  [
    'CreateIdentityPool',
    { ...pool, SupportedLoginProviders: { 'graph.facebook.com': 'foo:bar' } },
    [
      "'{graph.facebook.com=foo:bar}'",
      'supportedLoginProviders',
      `Map value must satisfy constraint: [${atMost(128)}, ${atLeast(1)}, ${like('[\\w.;_/-]+')}]`,
    ],
  ],
  [
    'CreateIdentityPool',
    { ...pool, SupportedLoginProviders: { '': 'a' } },
    ["'{=a}'", 'supportedLoginProviders', `Map keys must satisfy constraint: [${atMost(128)}, ${atLeast(1)}]`],
  ],
  [
    'CreateIdentityPool',
    { ...pool, SupportedLoginProviders: many(11, 'a') },
    [shown(many(11, 'a')), 'supportedLoginProviders', atMost(10)],
  ],
  [
    'CreateIdentityPool',
    { ...pool, OpenIdConnectProviderARNs: [arn, 'short'] },
    [
      `'[${arn}, short]'`,
      'openIdConnectProviderARNs',
      `Member must satisfy constraint: [${atMost(2048)}, ${atLeast(20)}]`,
    ],
  ],
  [
    'CreateIdentityPool',
    { ...pool, SamlProviderARNs: ['short'] },
    ["'[short]'", 'samlProviderARNs', `Member must satisfy constraint: [${atMost(2048)}, ${atLeast(20)}]`],
  ],
  [
    'CreateIdentityPool',
    { ...pool, CognitoIdentityProviders: [{ ProviderName: userPool, ClientId: 'a-b' }] },
    ["'a-b'", 'cognitoIdentityProviders.1.member.clientId', like('[\\w_]+')],
  ],
  [
    'CreateIdentityPool',
    { ...pool, CognitoIdentityProviders: [{ ProviderName: 'a b', ClientId: 'a' }] },
    ["'a b'", 'cognitoIdentityProviders.1.member.providerName', like('[\\w._:/-]+')],
  ],
  [
    'CreateIdentityPool',
    { ...pool, IdentityPoolTags: { a: 'x'.repeat(257) } },
    [
      `'{a=${'x'.repeat(257)}}'`,
      'identityPoolTags',
      `Map value must satisfy constraint: [${atMost(256)}, ${atLeast(0)}]`,
    ],
  ],
  ['UpdateIdentityPool', pool, ['null', 'identityPoolId', 'Member must not be null']],
  ['DescribeIdentityPool', { IdentityPoolId: 'no-colon' }, ["'no-colon'", 'identityPoolId', poolIdPattern]],
  ['DescribeIdentityPool', { IdentityPoolId: `${id}\n` }, [`'${id}\n'`, 'identityPoolId', poolIdPattern]],
  [
    'DescribeIdentityPool',
    { IdentityPoolId: id.toUpperCase() + ':A' },
    [`'${id.toUpperCase()}:A'`, 'identityPoolId', poolIdPattern],
  ],
  [
    'DescribeIdentityPool',
    { IdentityPoolId: `x${'y'.repeat(55)}` },
    [`'x${'y'.repeat(55)}'`, 'identityPoolId', atMost(55)],
    [`'x${'y'.repeat(55)}'`, 'identityPoolId', poolIdPattern],
  ],
  ['DescribeIdentity', { IdentityId: 'a:B' }, ["'a:B'", 'identityId', poolIdPattern]],
  ['ListIdentityPools', {}, ['null', 'maxResults', 'Member must not be null']],
  ['ListIdentityPools', { MaxResults: 0 }, ["'0'", 'maxResults', 'Member must have value greater than or equal to 1']],
  ['ListIdentityPools', { MaxResults: 61 }, ["'61'", 'maxResults', 'Member must have value less than or equal to 60']],
  ['ListIdentityPools', { MaxResults: 1, NextToken: 'a b' }, ["'a b'", 'nextToken', like('[\\S]+')]],
  ['DeleteIdentities', { IdentityIdsToDelete: [] }, ["'[]'", 'identityIdsToDelete', atLeast(1)]],
  [
    'DeleteIdentities',
    { IdentityIdsToDelete: ['bad'] },
    [
      "'[bad]'",
      'identityIdsToDelete',
      `Member must satisfy constraint: [${atMost(55)}, ${atLeast(1)}, ${poolIdPattern}]`,
    ],
  ],
  ['GetId', { IdentityPoolId: id, AccountId: '12-3' }, ["'12-3'", 'accountId', like('\\d+')]],
  [
    'GetId',
    { IdentityPoolId: id, Logins: { a: '' } },
    ["'{a=}'", 'logins', `Map value must satisfy constraint: [${atMost(50_000)}, ${atLeast(1)}]`],
  ],
  [
    'SetIdentityPoolRoles',
    { IdentityPoolId: id, Roles: { admin: arn } },
    [
      `'{admin=${arn}}'`,
      'roles',
      `Map keys must satisfy constraint: [${atMost(128)}, ${atLeast(1)}, ${like('(un)?authenticated')}]`,
    ],
  ],
  [
    'SetIdentityPoolRoles',
    { IdentityPoolId: id, Roles: { authenticated: 'short' } },
    ["'{authenticated=short}'", 'roles', `Map value must satisfy constraint: [${atMost(2048)}, ${atLeast(20)}]`],
  ],
  [
    'SetIdentityPoolRoles',
    mapping({ MatchType: 'Like' }),
    ["'Like'", `${rulePath}.matchType`, 'Member must satisfy enum value set: [StartsWith, Equals, Contains, NotEqual]'],
  ],
  [
    'SetIdentityPoolRoles',
    mapping({ Claim: 'x'.repeat(65) }),
    [`'${'x'.repeat(65)}'`, `${rulePath}.claim`, atMost(64)],
  ],
  ['SetIdentityPoolRoles', mapping({ Value: null }), ['null', `${rulePath}.value`, 'Member must not be null']],
  ['SetIdentityPoolRoles', mapping({ RoleARN: 'short' }), ["'short'", `${rulePath}.roleARN`, atLeast(20)]],
  ['TagResource', { ResourceArn: 'short', Tags: {} }, ["'short'", 'resourceArn', atLeast(20)]],
  [
    'UntagResource',
    { ResourceArn: arn, TagKeys: [''] },
    ["'[]'", 'tagKeys', `Member must satisfy constraint: [${atMost(128)}, ${atLeast(1)}]`],
  ],
];

/** "2 validation errors detected: A; B", as a count and a set: the order between members is nowhere promised. */
function parts(message: string): { head: string; failures: string[] } {
  const [head = '', ...rest] = message.split(' detected: ');
  return {
    head,
    failures: rest
      .join(' detected: ')
      .split('; Value ')
      .map((text) => text.replace(/^Value /, ''))
      .toSorted(),
  };
}

describe('what breaks a constraint', () => {
  it.each(cases.map(([operation, input, ...failures]) => ({ operation, input, failures })))(
    'is told by $operation in the words of AWS: $failures',
    async ({ operation, input, failures }) => {
      const error = errorOf(await aws.raw(operation, input));
      expect({ code: error.code, status: error.status }).toEqual({ code: 'ValidationException', status: 400 });
      expect(parts(error.message)).toEqual({
        head: `${failures.length} validation error${failures.length === 1 ? '' : 's'}`,
        failures: failures
          .map(([value, path, text]) => `${value} at '${path}' failed to satisfy constraint: ${text}`)
          .toSorted(),
      });
    },
  );

  it('is told in one message, member after member, length before pattern', async () => {
    const { message } = errorOf(await aws.raw('ListIdentities', { IdentityPoolId: '', MaxResults: 99 }));
    expect(message).toMatch(/^3 validation errors detected: Value /);
    expect(message.indexOf(atLeast(1))).toBeLessThan(message.indexOf(poolIdPattern));
  });

  it('is told before a pool is looked for', async () => {
    expect(errorOf(await aws.raw('ListIdentities', { IdentityPoolId: id, MaxResults: 0 })).code).toBe(
      'ValidationException',
    );
  });
});

describe('wrong JSON types', () => {
  it.each([
    ['CreateIdentityPool', { ...pool, IdentityPoolName: 7 }],
    ['CreateIdentityPool', { ...pool, AllowUnauthenticatedIdentities: 'true' }],
    ['CreateIdentityPool', { ...pool, SupportedLoginProviders: ['a'] }],
    ['CreateIdentityPool', { ...pool, SupportedLoginProviders: { a: 1 } }],
    ['CreateIdentityPool', { ...pool, SamlProviderARNs: arn }],
    ['CreateIdentityPool', { ...pool, CognitoIdentityProviders: [userPool] }],
    ['ListIdentityPools', { MaxResults: '60' }],
    ['ListIdentityPools', { MaxResults: 1.5 }],
    ['ListIdentityPools', { MaxResults: true }],
  ])('are refused by %s, never coerced: %j', async (operation, input) => {
    expect(errorOf(await aws.raw(operation, input))).toMatchObject({ code: 'SerializationException', status: 400 });
  });
});
