import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { applyChanges, mergePool } from './merge.ts';
import { examplePool } from './fixture.ts';
import { sameValue } from './canonical.ts';
import { differingPaths, pathText, valueAt } from './paths.ts';

const guestRole = 'arn:aws:iam::123456789012:role/orders-guest';

describe('mergePool', () => {
  const base = examplePool();

  it.each([
    ['a name and a tag', { IdentityPoolName: 'Shop' }, { IdentityPoolTags: { team: 'orders', env: 'prod' } }, [], []],
    [
      'two different tags',
      { IdentityPoolTags: { team: 'orders', a: '1' } },
      { IdentityPoolTags: { team: 'orders', b: '2' } },
      [],
      [],
    ],
    ['the same value', { IdentityPoolName: 'Shop' }, { IdentityPoolName: 'Shop' }, [], []],
    ['two names', { IdentityPoolName: 'Shop' }, { IdentityPoolName: 'Store' }, ['IdentityPoolName'], []],
    [
      'one tag, two values',
      { IdentityPoolTags: { team: 'a' } },
      { IdentityPoolTags: { team: 'b' } },
      ['IdentityPoolTags.team'],
      [],
    ],
    [
      'a removed and a changed tag',
      { IdentityPoolTags: {} },
      { IdentityPoolTags: { team: 'b' } },
      ['IdentityPoolTags.team'],
      [],
    ],
    [
      'guest access and the guest role',
      { AllowUnauthenticatedIdentities: true },
      { Roles: { ...base.Roles, unauthenticated: guestRole } },
      [],
      ['AllowUnauthenticatedIdentities', 'Roles.unauthenticated'],
    ],
    [
      'guest access and the classic flow',
      { AllowUnauthenticatedIdentities: true },
      { AllowClassicFlow: true },
      [],
      ['AllowUnauthenticatedIdentities', 'AllowClassicFlow'],
    ],
    [
      'a provider and a role mapping',
      { SamlProviderARNs: [] },
      { RoleMappings: { 'accounts.google.com': { Type: 'Token' as const, AmbiguousRoleResolution: 'Deny' as const } } },
      [],
      ['SamlProviderARNs', 'RoleMappings.accounts.google.com'],
    ],
    [
      'the same guest access on both sides',
      { AllowUnauthenticatedIdentities: true },
      { AllowUnauthenticatedIdentities: true },
      [],
      [],
    ],
  ])('%s', (_, yours, theirs, conflicts, coupled) => {
    const merge = mergePool(base, applyChanges(base, theirs), applyChanges(base, yours));
    expect(merge.conflicts).toEqual(conflicts);
    expect(merge.coupled).toEqual(coupled);
    expect(merge.mergeable).toBe(conflicts.length === 0 && coupled.length === 0);
  });

  it('ignores the order of lists that AWS treats as sets', () => {
    const [first] = base.CognitoIdentityProviders;
    const second = {
      ProviderName: 'cognito-idp.us-east-1.amazonaws.com/us-east-1_xyz',
      ClientId: 'c',
      ServerSideTokenCheck: false,
    };
    const both = examplePool({ CognitoIdentityProviders: first === undefined ? [] : [first, second] });
    const turned = examplePool({ CognitoIdentityProviders: first === undefined ? [] : [second, first] });
    expect(differingPaths(both, turned)).toEqual([]);
  });

  it('keeps both edits, and nothing else, whenever it says mergeable', () => {
    const edit = fc.record(
      {
        IdentityPoolName: fc.constantFrom('A', 'B'),
        AllowUnauthenticatedIdentities: fc.boolean(),
        AllowClassicFlow: fc.boolean(),
        SamlProviderARNs: fc.constantFrom([], ['arn:aws:iam::123456789012:saml-provider/other']),
        IdentityPoolTags: fc.dictionary(
          fc.constantFrom('team', 'env', 'constructor', '__proto__'),
          fc.constantFrom('1', '2'),
        ),
        Roles: fc.record(
          { authenticated: fc.constant(guestRole), unauthenticated: fc.constant(guestRole) },
          { requiredKeys: [] },
        ),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(edit, edit, (mine, theirs) => {
        const yours = applyChanges(base, mine as never);
        const current = applyChanges(base, theirs as never);
        const merge = mergePool(base, current, yours);
        if (!merge.mergeable) return;
        for (const path of differingPaths(base, yours))
          expect(valueAt(merge.merged, path)).toEqual(valueAt(yours, path));
        for (const path of differingPaths(base, current))
          expect(valueAt(merge.merged, path)).toEqual(valueAt(current, path));
        const touched = new Set([...differingPaths(base, yours), ...differingPaths(base, current)].map(pathText));
        for (const path of differingPaths(base, merge.merged)) expect(touched).toContain(pathText(path));
      }),
      { numRuns: 1000 },
    );
  });
});

describe('sameValue', () => {
  it('does not mistake inherited members for own ones', () => {
    expect(sameValue({ constructor: 'x' }, {})).toBe(false);
    expect(sameValue(JSON.parse('{"__proto__":"x"}'), {})).toBe(false);
  });

  it('equals itself whatever the order of keys', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const turned: unknown = JSON.parse(JSON.stringify(value), (_, item: unknown) =>
          typeof item === 'object' && item !== null && !Array.isArray(item)
            ? Object.fromEntries(Object.entries(item).reverse())
            : item,
        );
        expect(sameValue(JSON.parse(JSON.stringify(value)), turned)).toBe(true);
      }),
    );
  });
});
