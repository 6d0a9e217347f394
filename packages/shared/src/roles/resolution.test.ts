import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { MappingRule, RoleMapping } from '../aws/role-mapping.ts';
import { type Claims, type ResolvedLogin, resolveRole, type RoleRequest } from './resolution.ts';

const role = (name: string) => `arn:aws:iam::123456789012:role/${name}`;
const provider = 'cognito-idp.eu-west-1.amazonaws.com/eu-west-1_abc:client1';
const saml = 'arn:aws:iam::123456789012:saml-provider/corp';
const roles = { authenticated: role('member'), unauthenticated: role('guest') };

function rule(Claim: string, MatchType: MappingRule['MatchType'], Value: string, name = 'ruled'): MappingRule {
  return { Claim, MatchType, Value, RoleARN: role(name) };
}

function byRules(...Rules: MappingRule[]): RoleMapping {
  return { Type: 'Rules', AmbiguousRoleResolution: 'Deny', RulesConfiguration: { Rules } };
}

function federated(claims: Claims, mapping?: RoleMapping, more: Partial<RoleRequest> = {}): RoleRequest {
  return {
    roles,
    roleMappings: mapping === undefined ? {} : { [provider]: mapping },
    user: { kind: 'federated', logins: [{ mappingKey: provider, claims }] },
    ...more,
  };
}

/** `role/name (source)` or the refusal. */
function verdict(request: RoleRequest): string {
  const resolution = resolveRole(request);
  if (resolution.outcome === 'refused') return resolution.refusal;
  const last = resolution.trace.at(-1);
  return `${resolution.role.slice(role('').length)} (${last?.step === 'role' ? last.source : 'no source'})`;
}

function ruleResults(request: RoleRequest): string[] {
  return resolveRole(request).trace.flatMap((step) => (step.step === 'rule' ? [step.result] : []));
}

describe('resolveRole without a mapping', () => {
  const token: RoleMapping = { Type: 'Token', AmbiguousRoleResolution: 'Deny' };
  const samlUser = (samlRoles: readonly string[] | undefined): RoleRequest['user'] => ({
    kind: 'federated',
    logins: [{ mappingKey: saml, claims: {}, samlRoles }],
  });
  const guest = { kind: 'guest' } as const;
  const developer = { kind: 'developer' } as const;

  it.each<[string, Partial<RoleRequest>, string]>([
    ['a guest', { user: guest }, 'guest (unauthenticated-role)'],
    ['a guest of a pool without a guest role', { user: guest, roles: {} }, 'no-role'],
    ['a guest who asks for a role', { user: guest, customRoleArn: role('x') }, 'guest (unauthenticated-role)'],
    ['a developer identity', { user: developer, roleMappings: { [provider]: token } }, 'member (authenticated-role)'],
    [
      'a developer identity that asks for a role',
      { user: developer, customRoleArn: role('x') },
      'member (authenticated-role)',
    ],
    ['a developer identity without a default role', { user: developer, roles: {} }, 'no-role'],
    ['a login', {}, 'member (authenticated-role)'],
    ['a login without a default role', { roles: {} }, 'no-role'],
    ['a login that asks for a role', { customRoleArn: role('member') }, 'custom-role-not-allowed'],
    ['no login at all', { user: { kind: 'federated', logins: [] } }, 'member (authenticated-role)'],
    ['SAML with one role, in a pool without roles', { user: samlUser([role('a')]), roles: {} }, 'a (saml)'],
    ['SAML with several roles', { user: samlUser([role('a'), role('b')]) }, 'no-role'],
    [
      'SAML with several roles, one chosen',
      { user: samlUser([role('a'), role('b')]), customRoleArn: role('b') },
      'b (custom-role)',
    ],
    [
      'SAML with a role chosen that the assertion lacks',
      { user: samlUser([role('a')]), customRoleArn: role('b') },
      'custom-role-not-allowed',
    ],
    ['SAML without the role attribute', { user: samlUser(undefined) }, 'member (authenticated-role)'],
    ['SAML with an empty role attribute', { user: samlUser([]) }, 'member (authenticated-role)'],
    [
      'SAML with roles and a mapping: the mapping decides',
      { user: samlUser([role('a')]), roleMappings: { [saml]: token } },
      'ambiguous',
    ],
  ])('%s', (_, request, expected) => {
    expect(verdict(federated({}, undefined, request))).toBe(expected);
  });

  it('looks up mappings by own members only', () => {
    const user: RoleRequest['user'] = {
      kind: 'federated',
      logins: ['constructor', '__proto__', 'toString'].map((mappingKey) => ({ mappingKey, claims: {} })),
    };
    expect(verdict(federated({}, undefined, { user }))).toBe('member (authenticated-role)');
  });

  it('takes the mapping of the first login that has one', () => {
    const logins: ResolvedLogin[] = [
      { mappingKey: saml, claims: {}, samlRoles: [role('a')] },
      { mappingKey: provider, claims: { dept: 'sales' } },
      { mappingKey: 'accounts.google.com', claims: { dept: 'sales' } },
    ];
    const request: RoleRequest = {
      roles,
      roleMappings: {
        'accounts.google.com': byRules(rule('dept', 'Equals', 'sales', 'google')),
        [provider]: byRules(rule('dept', 'Equals', 'sales', 'pool')),
      },
      user: { kind: 'federated', logins },
    };
    expect(verdict(request)).toBe('pool (rule)');
    expect(resolveRole(request).trace.filter(({ step }) => step === 'mapping')).toEqual([
      { step: 'mapping', mappingKey: saml, type: 'none' },
      { step: 'mapping', mappingKey: provider, type: 'Rules' },
    ]);
  });
});

describe('resolveRole by token', () => {
  const deny: RoleMapping = { Type: 'Token', AmbiguousRoleResolution: 'Deny' };
  const fallBack: RoleMapping = { Type: 'Token', AmbiguousRoleResolution: 'AuthenticatedRole' };
  const preferring = { 'cognito:preferred_role': role('a'), 'cognito:roles': [role('a'), role('b')] };

  it.each<[string, Claims, RoleMapping, Partial<RoleRequest>, string]>([
    ['the preferred role', preferring, deny, {}, 'a (preferred-role)'],
    ['a chosen role', preferring, deny, { customRoleArn: role('b') }, 'b (custom-role)'],
    [
      'a chosen role that the token lacks',
      preferring,
      fallBack,
      { customRoleArn: role('c') },
      'custom-role-not-allowed',
    ],
    [
      'a chosen role that is preferred but not listed',
      { 'cognito:preferred_role': role('a') },
      deny,
      { customRoleArn: role('a') },
      'custom-role-not-allowed',
    ],
    ['one role', { 'cognito:roles': [role('a')] }, deny, {}, 'a (only-role)'],
    ['one role as text', { 'cognito:roles': role('a') }, deny, {}, 'a (only-role)'],
    ['several roles', { 'cognito:roles': [role('a'), role('b')] }, deny, {}, 'ambiguous'],
    ['several roles as text', { 'cognito:roles': `${role('a')}, ${role('b')}` }, deny, {}, 'ambiguous'],
    [
      'a choice among roles as text',
      { 'cognito:roles': `${role('a')}, ${role('b')}` },
      deny,
      { customRoleArn: role('b') },
      'b (custom-role)',
    ],
    ['no role claims', {}, deny, {}, 'ambiguous'],
    ['no role claims, with a fallback', {}, fallBack, {}, 'member (authenticated-role)'],
    ['a fallback that the pool lacks', {}, fallBack, { roles: {} }, 'no-role'],
    ['no word on ambiguity', {}, { Type: 'Token' }, {}, 'ambiguous'],
    ['a preferred role that is no text', { 'cognito:preferred_role': 7 }, deny, {}, 'ambiguous'],
    ['an empty preferred role', { 'cognito:preferred_role': '' }, deny, {}, 'ambiguous'],
    ['roles that are no texts', { 'cognito:roles': [1, null, {}] }, deny, {}, 'ambiguous'],
  ])('%s', (_, claims, mapping, more, expected) => {
    expect(verdict(federated(claims, mapping, more))).toBe(expected);
  });

  it('names the mapping that refused', () => {
    expect(resolveRole(federated({}, deny))).toMatchObject({ refusal: 'ambiguous', mappingKey: provider });
    expect(resolveRole(federated({}))).not.toHaveProperty('mappingKey');
  });

  it('draws the path', () => {
    expect(resolveRole(federated(preferring, deny, { customRoleArn: role('b') })).trace).toEqual([
      { step: 'user', kind: 'federated' },
      { step: 'mapping', mappingKey: provider, type: 'Token' },
      { step: 'token', preferredRole: role('a'), roles: [role('a'), role('b')] },
      { step: 'custom-role', customRoleArn: role('b'), result: 'allowed' },
      { step: 'role', role: role('b'), source: 'custom-role' },
    ]);
  });
});

describe('resolveRole by rules', () => {
  it.each<[unknown, MappingRule['MatchType'], string, string]>([
    ['sales', 'Equals', 'sales', 'matched'],
    ['Sales', 'Equals', 'sales', 'not-matched'],
    ['sales', 'NotEqual', 'sales', 'not-matched'],
    ['sales', 'NotEqual', 'legal', 'matched'],
    ['sales-emea', 'StartsWith', 'sales', 'matched'],
    ['emea-sales', 'StartsWith', 'sales', 'not-matched'],
    ['emea-sales-1', 'Contains', 'sales', 'matched'],
    ['emea', 'Contains', 'sales', 'not-matched'],
    ['sales', 'Equals', 's*', 'not-matched'],
    [true, 'Equals', 'true', 'matched'],
    [42, 'Equals', '42', 'matched'],
    [1e21, 'StartsWith', '1e+21', 'matched'],
    [undefined, 'NotEqual', 'x', 'claim-missing'],
    [null, 'NotEqual', 'x', 'claim-missing'],
    [{ a: 1 }, 'NotEqual', 'x', 'claim-not-comparable'],
    [[{}], 'NotEqual', 'x', 'claim-not-comparable'],
    [['a', 'sales'], 'Equals', 'sales', 'matched'],
    [['a', 7], 'Equals', '7', 'matched'],
    [['a', 'sales'], 'StartsWith', 'sal', 'matched'],
    [['a', 'sales'], 'Contains', 'ale', 'matched'],
    [['a', 'sales'], 'NotEqual', 'sales', 'not-matched'],
    [['a', 'b'], 'NotEqual', 'sales', 'matched'],
    [[], 'Equals', 'x', 'not-matched'],
    [[], 'StartsWith', 'x', 'not-matched'],
    [[], 'Contains', 'x', 'not-matched'],
    [[], 'NotEqual', 'x', 'matched'],
  ])('%j %s %s: %s', (claim, matchType, value, expected) => {
    expect(ruleResults(federated({ dept: claim }, byRules(rule('dept', matchType, value))))).toEqual([expected]);
  });

  it.each(['constructor', '__proto__', 'toString', 'hasOwnProperty'])('finds no inherited claim %s', (name) => {
    expect(ruleResults(federated({}, byRules(rule(name, 'NotEqual', 'x'))))).toEqual(['claim-missing']);
    const claims = JSON.parse(`{"${name}":"x"}`) as Claims;
    expect(ruleResults(federated(claims, byRules(rule(name, 'Equals', 'x'))))).toEqual(['matched']);
  });

  it.each<[string, string | undefined, string, string[]]>([
    ['the first match', undefined, 'one (rule)', ['not-matched', 'matched', 'not-reached', 'not-reached']],
    [
      'a later match',
      role('two'),
      'two (custom-role)',
      ['not-matched', 'matched-other-role', 'matched', 'not-reached'],
    ],
    [
      'a role whose rule does not match',
      role('zero'),
      'custom-role-not-allowed',
      ['not-matched', 'matched-other-role', 'matched-other-role', 'claim-missing'],
    ],
  ])('gives %s', (_, customRoleArn, expected, results) => {
    const mapping = byRules(
      rule('dept', 'Equals', 'legal', 'zero'),
      rule('dept', 'Equals', 'sales', 'one'),
      rule('dept', 'StartsWith', 'sal', 'two'),
      rule('team', 'NotEqual', 'x', 'three'),
    );
    const request = federated({ dept: 'sales' }, mapping, { customRoleArn });
    expect(verdict(request)).toBe(expected);
    expect(ruleResults(request)).toEqual(results);
  });

  it('treats a mapping without rules as one that nothing matches', () => {
    expect(verdict(federated({}, { Type: 'Rules', AmbiguousRoleResolution: 'AuthenticatedRole' }))).toBe(
      'member (authenticated-role)',
    );
  });
});

describe('resolveRole for any request', () => {
  const names = fc.constantFrom('dept', 'team', 'cognito:roles', 'cognito:preferred_role', '__proto__', 'constructor');
  const word = fc.constantFrom('a', 'b', 'ab', 'true', '1', '');
  const arn = fc.constantFrom('one', 'two', 'three', 'member').map(role);
  const claimsOf = (value: fc.Arbitrary<unknown>) =>
    fc.array(fc.tuple(names, value), { maxLength: 5 }).map((entries): Claims => Object.fromEntries(entries));
  const someClaims = claimsOf(fc.oneof(word, fc.array(word, { maxLength: 3 }), fc.boolean(), arn, fc.array(arn)));
  const wildClaims = claimsOf(fc.oneof(fc.object(), fc.anything({ withBigInt: true }), fc.jsonValue()));
  const someRule = fc.record<MappingRule>({
    Claim: names,
    MatchType: fc.constantFrom('Equals', 'Contains', 'StartsWith', 'NotEqual'),
    Value: word,
    RoleARN: arn,
  });
  const rules = fc.array(someRule, { maxLength: 8 });
  const optional = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
  const mapping = fc.record<RoleMapping>({
    Type: fc.constantFrom('Token', 'Rules'),
    AmbiguousRoleResolution: optional(fc.constantFrom('AuthenticatedRole', 'Deny')),
    RulesConfiguration: optional(fc.record({ Rules: rules })),
  });
  const request = (claims: fc.Arbitrary<Claims>): fc.Arbitrary<RoleRequest> =>
    fc.record({
      roles: fc.record({ authenticated: optional(arn), unauthenticated: optional(arn) }),
      roleMappings: fc.dictionary(fc.constantFrom(provider, saml), mapping),
      user: fc.oneof(
        fc.constant({ kind: 'guest' } as const),
        fc.constant({ kind: 'developer' } as const),
        fc.record({
          kind: fc.constant('federated' as const),
          logins: fc.array(
            fc.record({ mappingKey: fc.constantFrom(provider, saml), claims, samlRoles: optional(fc.array(arn)) }),
            { maxLength: 3 },
          ),
        }),
      ),
      customRoleArn: optional(arn),
    });

  /** The same question asked without a trace, a list at a time. */
  function naiveMatch(candidate: MappingRule, claims: Claims): boolean {
    const claim = new Map(Object.entries(claims)).get(candidate.Claim);
    if (claim === undefined) return false;
    const values = [claim].flat().map(String);
    if (candidate.MatchType === 'NotEqual') return values.every((value) => value !== candidate.Value);
    const pattern = { Equals: /^X$/, Contains: /X/, StartsWith: /^X/ }[candidate.MatchType].source;
    return values.some((value) => new RegExp(pattern.replace('X', candidate.Value)).test(value));
  }

  it('never throws and ends with a role named in the request, or refuses', () => {
    fc.assert(
      fc.property(request(fc.oneof(someClaims, wildClaims)), (asked) => {
        const resolution = resolveRole(asked);
        if (resolution.outcome === 'refused') return;
        const named = new Set<unknown>([asked.roles.authenticated, asked.roles.unauthenticated]);
        for (const { RulesConfiguration } of Object.values(asked.roleMappings)) {
          for (const { RoleARN } of RulesConfiguration?.Rules ?? []) named.add(RoleARN);
        }
        const logins = asked.user.kind === 'federated' ? asked.user.logins : [];
        for (const { claims, samlRoles } of logins) {
          for (const told of [...texts(claims), ...(samlRoles ?? [])]) named.add(told);
        }
        expect(named.has(resolution.role)).toBe(true);
        expect(resolution.trace.at(-1)).toMatchObject({ step: 'role', role: resolution.role });
      }),
    );
  });

  it('lets the first matching rule win', () => {
    fc.assert(
      fc.property(rules, someClaims, (Rules, claims) => {
        const resolution = resolveRole(federated(claims, byRules(...Rules)));
        const expected = Rules.find((candidate) => naiveMatch(candidate, claims))?.RoleARN;
        expect(resolution.outcome === 'role' ? resolution.role : undefined).toBe(expected);
      }),
    );
  });

  it('traces every rule of the deciding mapping once, in order', () => {
    fc.assert(
      fc.property(rules, someClaims, optional(arn), (Rules, claims, customRoleArn) => {
        const { trace } = resolveRole(federated(claims, byRules(...Rules), { customRoleArn }));
        const traced = trace.flatMap((step) => (step.step === 'rule' ? [step] : []));
        expect(traced.map((step) => step.rule)).toEqual(Rules);
        expect(traced.map((step) => step.index)).toEqual(Rules.map((_, index) => index));
        const decided = traced.findIndex((step) => step.result === 'matched');
        expect(traced.every((step) => (step.result === 'not-reached') === (decided >= 0 && step.index > decided))).toBe(
          true,
        );
      }),
    );
  });

  it('does not care for the order and the number of rules that did not decide', () => {
    fc.assert(
      fc.property(rules, someClaims, (Rules, claims) => {
        const before = verdict(federated(claims, byRules(...Rules)));
        const idle = Rules.filter((candidate) => !naiveMatch(candidate, claims)).reverse();
        const firstMatch = Rules.filter((candidate) => naiveMatch(candidate, claims)).slice(0, 1);
        expect(verdict(federated(claims, byRules(...idle, ...firstMatch)))).toBe(before);
        expect(verdict(federated(claims, byRules(...firstMatch, ...idle)))).toBe(before);
        expect(verdict(federated(claims, byRules(...firstMatch)))).toBe(before);
      }),
    );
  });

  it('never falls back to the default role where the mapping says Deny', () => {
    fc.assert(
      fc.property(mapping, someClaims, optional(arn), (given, claims, customRoleArn) => {
        const denying = { ...given, AmbiguousRoleResolution: 'Deny' as const };
        expect(verdict(federated(claims, denying, { customRoleArn }))).not.toContain('authenticated-role');
      }),
    );
  });

  function texts(claims: Claims): string[] {
    const values = Object.values(claims).flat();
    return values.flatMap((value) => (typeof value === 'string' ? value.split(',').map((part) => part.trim()) : []));
  }
});
