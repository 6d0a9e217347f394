import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { enteredRoleName } from '../aws/new-role.ts';
import { examplePool } from '../pool/fixture.ts';
import { newRoleUses, newTrustProblems, roleUses, suggestedRoleName, wantedPoolTrust } from './uses.ts';
import { poolTrustPolicy, type WantedPoolTrust } from '../policy/trust.ts';

const [user, guest, admin] = ['user', 'guest', 'admin'].map((name) => `arn:aws:iam::123456789012:role/${name}`);
const none = examplePool({ Roles: {} });
const rule = { Claim: 'a', MatchType: 'Equals' as const, Value: 'b', RoleARN: `${admin}` };
const tags = { PrincipalTagAttributeMaps: { x: { UseDefaults: true, PrincipalTags: {} } } };

describe('newRoleUses', () => {
  it.each([
    ['nothing new', examplePool(), examplePool(), []],
    [
      'both default roles',
      none,
      examplePool({ Roles: { authenticated: `${user}`, unauthenticated: `${guest}` } }),
      [`authenticated ${user}`, `unauthenticated ${guest}`],
    ],
    [
      'a role for the other kind',
      examplePool({ Roles: { authenticated: `${user}` } }),
      examplePool({ Roles: { authenticated: `${user}`, unauthenticated: `${user}` } }),
      [`unauthenticated ${user}`],
    ],
    [
      'a role of rules, once',
      none,
      examplePool({ Roles: {}, RoleMappings: { p: { Type: 'Rules', RulesConfiguration: { Rules: [rule, rule] } } } }),
      [`authenticated ${admin}`],
    ],
    [
      'a role that tags now go to',
      examplePool({ Roles: { authenticated: `${user}`, unauthenticated: `${guest}` } }),
      examplePool({ ...tags, Roles: { authenticated: `${user}`, unauthenticated: `${guest}` } }),
      [`authenticated ${user} tags`],
    ],
    [
      'the guest role of a pool that opens to guests',
      examplePool({ Roles: { authenticated: `${user}`, unauthenticated: `${guest}` } }),
      examplePool({
        AllowUnauthenticatedIdentities: true,
        Roles: { authenticated: `${user}`, unauthenticated: `${guest}` },
      }),
      [`unauthenticated ${guest}`],
    ],
  ])('finds %s', (_, before, after, expected) => {
    const found = newRoleUses(before, after).map(
      ({ arn, wanted }) => `${wanted.kind} ${arn}${wanted.needsTagSession ? ' tags' : ''}`,
    );
    expect(found).toEqual(expected);
  });

  it('tells only of problems that the change brings', () => {
    const before = examplePool();
    const [use] = newRoleUses(before, { ...before, ...tags });
    if (use === undefined) throw new Error('There is no new use.');
    const open = poolTrustPolicy(wantedPoolTrust(before, 'authenticated'))
      .replace('"StringEquals"', '"StringLike"')
      .replace(before.IdentityPoolId, '*');
    expect(newTrustProblems(open, use).map(({ code }) => code)).toEqual(['tag-session-missing']);
    expect(newTrustProblems(open, { ...use, before: undefined }).map(({ code }) => code)).toEqual([
      'tag-session-missing',
      'aud-missing',
    ]);
  });
});

describe('whom a role is for', () => {
  const google = 'accounts.google.com';
  const userPool = 'cognito-idp.us-east-1.amazonaws.com/us-east-1_abc';
  const providersOf = (use: { wanted: WantedPoolTrust } | undefined) => use?.wanted.signIns?.map(([, name]) => name);
  const mapped = (AmbiguousRoleResolution: 'AuthenticatedRole' | 'Deny') =>
    examplePool({
      Roles: { authenticated: `${user}`, unauthenticated: `${guest}` },
      RoleMappings: {
        [google]: { Type: 'Rules', AmbiguousRoleResolution, RulesConfiguration: { Rules: [rule] } },
      },
    });

  it('the default role: every provider, and the developer’s users', () => {
    const [use] = roleUses(mapped('AuthenticatedRole'));
    expect(providersOf(use)).toEqual([
      userPool,
      google,
      'idp.example',
      'arn:aws:iam::123456789012:saml-provider/corp',
      'login.example',
    ]);
  });

  it('not those whose mapping never falls back to it', () => {
    expect(providersOf(roleUses(mapped('Deny'))[0])).not.toContain(google);
  });

  it('a role of rules: the users of that provider', () => {
    expect(providersOf(roleUses(mapped('Deny'))[1])).toEqual([google]);
  });

  it('guests come without a provider', () => {
    expect(roleUses(mapped('Deny')).at(-1)?.wanted).toEqual({
      poolId: examplePool().IdentityPoolId,
      kind: 'unauthenticated',
      needsTagSession: false,
    });
  });
});

describe('suggestedRoleName', () => {
  it.each([
    ['Orders', 'authenticated', [], 'Orders-user'],
    ['Orders shop / EU', 'unauthenticated', [], 'Orders-shop-EU-guest'],
    ['Orders', 'authenticated', ['orders-USER', 'Orders-user-2'], 'Orders-user-3'],
    [' + ', 'authenticated', [], '+-user'],
    ['  ', 'authenticated', [], 'pool-user'],
  ] as const)('makes of %j for %s users, with %j taken, %s', (name, kind, taken, expected) => {
    expect(suggestedRoleName(name, kind, taken)).toBe(expected);
  });

  it('is always a name that IAM takes', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 128 }), fc.array(fc.string()), (name, taken) => {
        expect(enteredRoleName.safeParse(suggestedRoleName(name, 'authenticated', taken)).success).toBe(true);
      }),
    );
  });
});
