import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import {
  maxPrincipalTagBytes,
  principalTagBytes,
  type ProviderFamily,
  resolvePrincipalTags,
} from './tag-resolution.ts';

describe('resolvePrincipalTags', () => {
  const claims = { aud: 'client1', sub: 'user1', user_id: 'amzn1.account.A' };
  const defaults = { UseDefaults: true, PrincipalTags: {} };

  it.each<[ProviderFamily, Record<string, string>]>([
    ['user-pool', { client: 'client1', username: 'user1' }],
    ['oidc', { client: 'client1', username: 'user1' }],
    ['google', { client: 'client1', username: 'user1' }],
    ['apple', { client: 'client1', username: 'user1' }],
    ['facebook', { client: 'client1', username: 'user1' }],
    ['amazon', { client: 'client1', username: 'amzn1.account.A' }],
    ['twitter', { client: 'client1', username: 'user1' }],
    ['digits', { client: 'client1', username: 'user1' }],
    ['saml', {}],
  ])('knows the defaults of %s', (family, expected) => {
    expect(resolvePrincipalTags(defaults, family, claims)).toEqual(expected);
  });

  it('reads the default SAML attributes, which come as lists', () => {
    const attributes = {
      'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/nameidentifier': ['id1'],
      'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/name': ['Ann'],
    };
    expect(resolvePrincipalTags(defaults, 'saml', attributes)).toEqual({ client: 'id1', username: 'Ann' });
  });

  it.each<[string, unknown, string | undefined]>([
    ['text', 'sales', 'sales'],
    ['empty text', '', ''],
    ['a number', 42, '42'],
    ['a boolean', false, 'false'],
    ['a list of one', ['sales'], 'sales'],
    ['a list of two', ['sales', 'legal'], undefined],
    ['an empty list', [], undefined],
    ['a list of an object', [{}], undefined],
    ['an object', { a: 'sales' }, undefined],
    ['null', null, undefined],
  ])('makes a tag of %s or leaves it out', (_, value, expected) => {
    const map = { UseDefaults: false, PrincipalTags: { team: 'dept' } };
    const tags = resolvePrincipalTags(map, 'oidc', { dept: value });
    expect(tags).toEqual(expected === undefined ? {} : { team: expected });
  });

  it('has no tags without a map', () => {
    expect(resolvePrincipalTags(undefined, 'user-pool', claims)).toEqual({});
  });

  it('ignores the map where the defaults are asked for', () => {
    const map = { UseDefaults: true, PrincipalTags: { team: 'sub' } };
    expect(resolvePrincipalTags(map, 'oidc', { sub: 'user1' })).toEqual({ username: 'user1' });
  });

  it('never throws and finds no inherited claims', () => {
    const name = fc.constantFrom('constructor', '__proto__', 'toString', 'a');
    const someClaims = fc.array(fc.tuple(name, fc.anything())).map((entries) => Object.fromEntries(entries));
    fc.assert(
      fc.property(fc.array(fc.tuple(name, name)), someClaims, (pairs, given) => {
        const map = { UseDefaults: false, PrincipalTags: Object.fromEntries(pairs) };
        for (const [tag, value] of Object.entries(resolvePrincipalTags(map, 'oidc', given))) {
          expect(Object.hasOwn(given, map.PrincipalTags[tag] ?? '')).toBe(true);
          expect(typeof value).toBe('string');
        }
      }),
    );
  });
});

describe('principalTagBytes', () => {
  it('counts UTF-8 bytes of keys and values', () => {
    expect(principalTagBytes({})).toBe(0);
    expect(principalTagBytes({ ab: 'ü', '€': '😀' })).toBe(2 + 2 + 3 + 4);
    expect(principalTagBytes({ k: 'x'.repeat(459) })).toBe(maxPrincipalTagBytes);
  });
});
