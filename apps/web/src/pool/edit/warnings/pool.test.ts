import { examplePool } from '@lifeguard/shared/pool/fixture';
import { expect, it } from 'vitest';
import { poolWarnings } from './pool.ts';

const { AllowClassicFlow: _, ...notSet } = examplePool();
const { DeveloperProviderName: __, ...noDeveloper } = examplePool();
const role = 'arn:aws:iam::123456789012:role/guest';
const google = 'accounts.google.com';
const mapped = { RoleMappings: { [google]: { Type: 'Token' as const } } };
const userPool = 'cognito-idp.us-east-1.amazonaws.com/us-east-1_abc';
const client = (ClientId: string) => ({ ProviderName: userPool, ClientId, ServerSideTokenCheck: true });
const attributes = { PrincipalTagAttributeMaps: { [google]: { UseDefaults: true, PrincipalTags: {} } } };

it.each([
  [{}, { AllowUnauthenticatedIdentities: true }, /no guest role/],
  [{}, { AllowUnauthenticatedIdentities: true, Roles: { unauthenticated: role } }, /credentials of arn/],
  [{ AllowUnauthenticatedIdentities: true }, {}, /stop getting credentials/],
  [{}, { AllowClassicFlow: true }, /any role/],
  [mapped, { ...mapped, AllowClassicFlow: true }, /AWS refuses it as long as the pool has role mappings/],
  [{ AllowClassicFlow: true }, {}, /will be refused/],
  [{ AllowClassicFlow: true }, { ...mapped, AllowClassicFlow: true }, /error from now on/],
  [
    { ...mapped, SupportedLoginProviders: {} },
    { ...mapped, SupportedLoginProviders: {}, Roles: {} },
    /AWS will refuse SetIdentityPoolRoles/,
  ],
  [{}, { CognitoIdentityProviders: [client('client2')] }, /app client client1 of .* are refused/],
  [{}, { SupportedLoginProviders: { [google]: 'other' } }, /are refused once this is saved/],
])('warns of the change from %j to %j', (before, after, words) => {
  const warnings = poolWarnings(examplePool(before), examplePool(after));
  expect(warnings).toHaveLength(1);
  expect(warnings[0]).toMatch(words);
});

it('warns of mappings and attribute maps that stay without their provider', () => {
  const before = examplePool({ ...mapped, ...attributes });
  expect(poolWarnings(before, { ...before, SupportedLoginProviders: {} })).toEqual([
    expect.stringContaining('Nobody can sign in with accounts.google.com'),
    expect.stringContaining('The attribute map of accounts.google.com stays'),
    expect.stringContaining('The role mapping of accounts.google.com stays'),
  ]);
});

it('warns once of a mapping that stays without its provider while roles change in the same save', () => {
  const before = examplePool(mapped);
  const after = { ...before, SupportedLoginProviders: {}, Roles: { unauthenticated: role } };
  expect(poolWarnings(before, after)).toEqual([
    expect.stringContaining('Nobody can sign in with accounts.google.com'),
    expect.stringContaining('AWS will refuse SetIdentityPoolRoles'),
  ]);
});

it.each([
  [false, /already run out within the hour\. Their/],
  [true, /those of the classic flow within 12 hours at most/],
  [undefined, /those of the classic flow within 12 hours at most/],
])('says how long credentials go on where the classic flow is allowed: %s', (AllowClassicFlow, words) => {
  const { AllowClassicFlow: _set, ...pool } = examplePool({ AllowUnauthenticatedIdentities: true });
  const before = AllowClassicFlow === undefined ? pool : { ...pool, AllowClassicFlow };
  expect(poolWarnings(before, { ...before, AllowUnauthenticatedIdentities: false })).toEqual([
    expect.stringMatching(words),
  ]);
});

it('warns that a developer provider name stays for ever', () => {
  expect(poolWarnings(noDeveloper, examplePool())).toEqual([expect.stringContaining('set for ever')]);
});

it('warns of a classic flow that is allowed because it is not set any more', () => {
  expect(poolWarnings(examplePool(), notSet)).toEqual([expect.stringContaining('The classic flow will be allowed')]);
});

it('says nothing where nothing dangerous changes', () => {
  expect(poolWarnings(examplePool(), examplePool({ IdentityPoolName: 'Other' }))).toEqual([]);
  const allowed = examplePool({ AllowClassicFlow: true });
  expect([poolWarnings(notSet, allowed), poolWarnings(allowed, notSet)]).toEqual([[], []]);
  const clients = { CognitoIdentityProviders: [client('client1'), client('client2')] };
  expect(poolWarnings(examplePool(), examplePool(clients))).toEqual([]);
  const dangling = { ...mapped, SupportedLoginProviders: {} };
  expect(poolWarnings(examplePool(dangling), examplePool({ ...dangling, IdentityPoolName: 'Other' }))).toEqual([]);
});
