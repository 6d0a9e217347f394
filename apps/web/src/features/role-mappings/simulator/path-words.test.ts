import { examplePool } from '@lifeguard/shared/pool/fixture';
import { poolProviders } from '@lifeguard/shared/roles/provider-keys';
import type { MappingRule, RoleMapping } from '@lifeguard/shared/aws/role-mapping';
import { type SimulationInput, simulateRole } from '@lifeguard/shared/roles/simulation';
import { poolTrustPolicy } from '@lifeguard/shared/policy/trust';
import { describe, expect, it } from 'vitest';

import { outcomeOf, pathNodes } from './path-words.ts';
import { starterExamples } from './starter-examples.ts';

const role = (name: string) => `arn:aws:iam::123456789012:role/${name}`;
const document = examplePool({ Roles: { authenticated: role('member'), unauthenticated: role('guest') } });
const providers = poolProviders(document);
const rule = (Claim: string, MatchType: MappingRule['MatchType'], Value: string): MappingRule => ({
  Claim,
  MatchType,
  Value,
  RoleARN: role('ruled'),
});
const byRules = (...Rules: MappingRule[]): RoleMapping => ({
  Type: 'Rules',
  AmbiguousRoleResolution: 'Deny',
  RulesConfiguration: { Rules },
});

function simulate(input: Partial<SimulationInput>, claims: Record<string, unknown> = {}) {
  const [provider] = providers;
  if (provider === undefined) throw new Error('no provider');
  return simulateRole({ document, provider, mapping: undefined, user: { kind: 'federated', claims }, ...input });
}

const trusting = poolTrustPolicy({ poolId: document.IdentityPoolId, kind: 'authenticated', needsTagSession: false });

describe('the outcome', () => {
  it.each<[string, Partial<SimulationInput>, Record<string, unknown>, RegExp]>([
    ['no mapping', {}, {}, /role member: the default for everybody/],
    [
      'a rule',
      { mapping: byRules(rule('a', 'Equals', 'x'), rule('a', 'Equals', 'y')) },
      { a: 'y' },
      /role ruled: rule 2/,
    ],
    ['no rule', { mapping: byRules(rule('a', 'Equals', 'x')) }, {}, /no role was found, and the mapping then refuses/],
    ['a guest where guests are refused', { user: { kind: 'guest' } }, {}, /guest access is off/],
    [
      'a guest',
      { user: { kind: 'guest' }, document: { ...document, AllowUnauthenticatedIdentities: true } },
      {},
      /role guest: the default for guests/,
    ],
    ['a developer identity', { user: { kind: 'developer' } }, {}, /role member/],
    [
      'a developer identity without a provider',
      { user: { kind: 'developer' }, document: { ...document, DeveloperProviderName: undefined } },
      {},
      /no developer provider/,
    ],
    ['a pool without roles', { document: { ...document, Roles: {} } }, {}, /no role for this user/],
    [
      'a role that is not there',
      { trustPolicies: new Map([[role('other'), trusting]]) },
      {},
      /account has no role member/,
    ],
    ['a role that trusts', { trustPolicies: new Map([[role('member'), trusting]]) }, {}, /Gets the role member/],
    [
      'a role that trusts nobody',
      { trustPolicies: new Map([[role('member'), '{"Version":"2012-10-17","Statement":[]}']]) },
      {},
      /trust policy of member refuses/,
    ],
    [
      'a role of another account',
      { trustPolicies: new Map([['arn:aws:iam::999999999999:role/x', trusting]]) },
      {},
      /Gets the role member/,
    ],
    [
      'tags of more than 460 bytes',
      {
        document: {
          ...document,
          PrincipalTagAttributeMaps: {
            [providers[0]?.tagProvider ?? '']: { UseDefaults: false, PrincipalTags: { t: 'long' } },
          },
        },
      },
      { long: 'x'.repeat(460) },
      /tags are too large/,
    ],
    [
      'a role asked for',
      { mapping: byRules(rule('a', 'Equals', 'x')), customRoleArn: role('z') },
      { a: 'x' },
      /none that this user may choose/,
    ],
  ])('of %s', (_, input, claims, expected) => {
    expect(outcomeOf(simulate(input, claims)).text).toMatch(expected);
  });

  it('of a SAML user is the role of the assertion', () => {
    const provider = providers.find(({ kind }) => kind === 'saml');
    if (provider === undefined) throw new Error('no SAML provider');
    const claims = { 'https://aws.amazon.com/SAML/Attributes/Role': [`${provider.key},${role('asserted')}`] };
    expect(outcomeOf(simulate({ provider }, claims)).text).toBe('Gets the role asserted: the assertion names it.');
  });
});

it('the path says of each rule what became of it, and why', () => {
  const mapping = byRules(
    rule('missing', 'Equals', 'x'),
    rule('o', 'Equals', 'x'),
    rule('a', 'Equals', 'x'),
    rule('list', 'Contains', 'b'),
    rule('a', 'Equals', 'y'),
  );
  const nodes = pathNodes(simulate({ mapping }, { a: 'y', list: ['a', 'b'], o: {} }), 'User pool');
  expect(nodes.map(({ state, text }) => [state, text])).toEqual([
    ['passed', 'User pool'],
    ['passed', ''],
    ['skipped', 'Claim missing: there is no missing.'],
    ['skipped', 'Not matched: o is an object, which no rule can compare.'],
    ['skipped', 'Not matched: a is "y".'],
    ['decides', 'Matched: list is the list "a", "b".'],
    ['not-reached', 'Not reached.'],
  ]);
});

it.each(providers)('the examples for $kind are claims', (provider) => {
  const examples = starterExamples(provider);
  expect(examples.length).toBeGreaterThan(0);
  for (const { claims } of examples) expect(JSON.parse(claims)).toEqual(expect.any(Object));
});
