import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { PoolDocument } from '../aws/pool-document.ts';
import { examplePool } from './fixture.ts';
import { applyChanges } from './merge.ts';
import { danglingTagMaps, type ProviderEdit, providerChanges, providerLeftovers } from './provider-edit.ts';
import { entryKey, entryTagProvider, type ProviderEntry, providerEntries } from './provider-entry.ts';
import { danglingMappings } from '../roles/provider-keys.ts';

const name = 'cognito-idp.us-east-1.amazonaws.com/us-east-1_abc';
const userPool = { ProviderName: name, ClientId: 'client1', ServerSideTokenCheck: true };
const other = { ...userPool, ClientId: 'client2' };
const asEntry = (item: typeof userPool): ProviderEntry => ({ member: 'CognitoIdentityProviders', ...item });
const token = { Type: 'Token', AmbiguousRoleResolution: 'Deny' } as const;
const defaults = { UseDefaults: true, PrincipalTags: {} };
const google = 'accounts.google.com';
const oidc = 'arn:aws:iam::123456789012:oidc-provider/idp.example';

/** Everything refers to something, and one mapping names a provider that went earlier. */
const pool = examplePool({
  RoleMappings: { [`${name}:client1`]: token, [google]: token, 'graph.facebook.com': token },
  PrincipalTagAttributeMaps: { [name]: defaults, [google]: defaults, [oidc]: defaults },
});

describe('providerChanges', () => {
  it.each<[string, Partial<PoolDocument>, Omit<ProviderEdit, 'mappings' | 'attributes'>, object]>([
    [
      'adds a user pool and touches nothing else',
      {},
      { entry: asEntry(other) },
      { CognitoIdentityProviders: [userPool, other] },
    ],
    [
      'changes the token check in its place',
      { CognitoIdentityProviders: [userPool, other] },
      { key: `${name}:client1`, entry: asEntry({ ...userPool, ServerSideTokenCheck: false }) },
      { CognitoIdentityProviders: [{ ...userPool, ServerSideTokenCheck: false }, other] },
    ],
    [
      'moves the mapping to the new client; the attributes are those of the user pool and stay',
      {},
      { key: `${name}:client1`, entry: asEntry(other) },
      { CognitoIdentityProviders: [other], RoleMappings: { [`${name}:client2`]: token, [google]: token } },
    ],
    [
      'moves mapping and attributes to another user pool',
      { RoleMappings: { [`${name}:client1`]: token } },
      { key: `${name}:client1`, entry: asEntry({ ...userPool, ProviderName: `${name}2` }) },
      {
        CognitoIdentityProviders: [{ ...userPool, ProviderName: `${name}2` }],
        RoleMappings: { [`${name}2:client1`]: token },
        PrincipalTagAttributeMaps: { [`${name}2`]: defaults, [google]: defaults, [oidc]: defaults },
      },
    ],
    [
      'does not move a mapping onto one that the new key has',
      { RoleMappings: { [`${name}:client1`]: token, [`${name}:client2`]: { ...token, Type: 'Rules' } } },
      { key: `${name}:client1`, entry: asEntry(other) },
      { CognitoIdentityProviders: [other], RoleMappings: { [`${name}:client2`]: { ...token, Type: 'Rules' } } },
    ],
    [
      'removes a provider with what refers to it, and the mapping left from before',
      {},
      { key: google },
      {
        SupportedLoginProviders: {},
        RoleMappings: { [`${name}:client1`]: token },
        PrincipalTagAttributeMaps: { [name]: defaults, [oidc]: defaults },
      },
    ],
    [
      'keeps the attributes of a user pool that is still there with another client',
      { CognitoIdentityProviders: [userPool, other], RoleMappings: {} },
      { key: `${name}:client1` },
      { CognitoIdentityProviders: [other] },
    ],
    [
      'sets the developer provider name',
      { DeveloperProviderName: undefined },
      { entry: { member: 'DeveloperProviderName', name: 'login.new' } },
      { DeveloperProviderName: 'login.new' },
    ],
    [
      'changes an app id without touching the mapping',
      {},
      { key: google, entry: { member: 'SupportedLoginProviders', key: google, value: 'new' } },
      { SupportedLoginProviders: { [google]: 'new' } },
    ],
    ['is empty where nothing differs', {}, { key: `${name}:client1`, entry: asEntry(userPool) }, {}],
  ])('%s', (_name, overrides, edit, expected) => {
    expect(providerChanges({ ...pool, ...overrides }, { ...edit, mappings: 'move', attributes: 'move' })).toEqual(
      expected,
    );
  });

  it('keeps what the person wants to keep', () => {
    expect(providerChanges(pool, { key: google, mappings: 'keep', attributes: 'keep' })).toEqual({
      SupportedLoginProviders: {},
    });
  });

  it('says what would be left behind, where it can move, and what was left before', () => {
    expect(providerLeftovers(pool, { key: `${name}:client1`, entry: asEntry(other) })).toEqual({
      mappings: [
        { key: `${name}:client1`, to: `${name}:client2`, isOld: false },
        { key: 'graph.facebook.com', isOld: true },
      ],
      attributes: [],
    });
    expect(providerLeftovers(pool, { entry: asEntry(other) })).toEqual({ mappings: [], attributes: [] });
  });

  it('leaves nothing dangling when all offers are taken, and never touches other members and other providers', () => {
    fc.assert(
      fc.property(pools, fc.nat(), fc.option(entries, { nil: undefined }), offers, (document, index, entry, taken) => {
        const all = providerEntries(document).filter(({ member }) => member !== 'DeveloperProviderName');
        const removed = all[index % Math.max(all.length, 1)];
        fc.pre(removed !== undefined);
        const key = entryKey(removed);
        fc.pre(entry === undefined || !all.some((one) => entryKey(one) === entryKey(entry)));
        const changes = providerChanges(document, { key, entry, mappings: taken, attributes: taken });
        const after = applyChanges(document, changes);
        expect(danglingMappings(after)).toEqual([]);
        expect(danglingTagMaps(after)).toEqual([]);
        expect(changes).not.toHaveProperty('IdentityPoolTags');
        const rest = all.filter((one) => one !== removed);
        expect(providerEntries(after)).toEqual(expect.arrayContaining(rest));
        expect(Object.keys(changes).every((member) => providerMembers.has(member))).toBe(true);
        for (const one of rest) {
          expect(after.RoleMappings[entryKey(one)]).toEqual(document.RoleMappings[entryKey(one)]);
          const tagProvider = entryTagProvider(one) ?? '';
          expect(after.PrincipalTagAttributeMaps[tagProvider]).toEqual(document.PrincipalTagAttributeMaps[tagProvider]);
        }
      }),
    );
  });
});

const providerMembers = new Set([
  'CognitoIdentityProviders',
  'SupportedLoginProviders',
  'OpenIdConnectProviderARNs',
  'SamlProviderARNs',
  'RoleMappings',
  'PrincipalTagAttributeMaps',
]);

const offers = fc.constantFrom('move' as const, 'remove' as const);
const letters = fc.constantFrom('a', 'b', 'c', 'd');
const entries: fc.Arbitrary<ProviderEntry> = fc.oneof(
  fc.tuple(letters, letters, fc.boolean()).map(
    ([id, ClientId, ServerSideTokenCheck]): ProviderEntry => ({
      member: 'CognitoIdentityProviders',
      ProviderName: `cognito-idp.us-east-1.amazonaws.com/us-east-1_${id}`,
      ClientId,
      ServerSideTokenCheck,
    }),
  ),
  fc
    .tuple(letters, letters)
    .map(([key, value]): ProviderEntry => ({ member: 'SupportedLoginProviders', key: `${key}.example.com`, value })),
  letters.map((id): ProviderEntry => ({ member: 'OpenIdConnectProviderARNs', arn: `${oidc}/${id}` })),
  letters.map(
    (id): ProviderEntry => ({ member: 'SamlProviderARNs', arn: `arn:aws:iam::123456789012:saml-provider/${id}` }),
  ),
);

/** Pools with any providers, and mappings and attribute maps for some of them; some mappings name none. */
const pools = fc
  .tuple(
    fc.uniqueArray(entries, { selector: entryKey, maxLength: 12 }),
    fc.array(fc.boolean(), { minLength: 12, maxLength: 12 }),
    fc.subarray(['gone.example.org', 'also-gone.example.org']),
  )
  .map(([list, isReferred, gone]): PoolDocument => {
    const referred = list.filter((_, index) => isReferred[index]);
    return examplePool({
      CognitoIdentityProviders: list.flatMap((entry) => {
        if (entry.member !== 'CognitoIdentityProviders') return [];
        const { member: _, ...item } = entry;
        return [item];
      }),
      SupportedLoginProviders: Object.fromEntries(
        list.flatMap((entry) => (entry.member === 'SupportedLoginProviders' ? [[entry.key, entry.value]] : [])),
      ),
      OpenIdConnectProviderARNs: list.flatMap((one) => (one.member === 'OpenIdConnectProviderARNs' ? [one.arn] : [])),
      SamlProviderARNs: list.flatMap((one) => (one.member === 'SamlProviderARNs' ? [one.arn] : [])),
      RoleMappings: Object.fromEntries([...referred.map(entryKey), ...gone].map((key) => [key, token])),
      PrincipalTagAttributeMaps: Object.fromEntries(referred.map((entry) => [entryTagProvider(entry) ?? '', defaults])),
    });
  });
