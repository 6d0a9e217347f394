import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { examplePool } from '../pool/fixture.ts';
import { type PoolProvider, poolProviders } from './provider-keys.ts';
import type { MappingRule } from '../aws/role-mapping.ts';
import { type Claims, resolveRole } from './resolution.ts';
import { analyzeRules, coverOf } from './rule-analysis.ts';

const role = (name: string) => `arn:aws:iam::123456789012:role/${name}`;
const providers = poolProviders(
  examplePool({
    SupportedLoginProviders: { 'accounts.google.com': 'app', 'graph.facebook.com': 'app', 'www.amazon.com': 'app' },
  }),
);
const [userPool, google, facebook, amazon, oidc, saml] = providers as [
  PoolProvider,
  PoolProvider,
  PoolProvider,
  PoolProvider,
  PoolProvider,
  PoolProvider,
];

function rule(text: string, name = 'ruled'): MappingRule {
  const [Claim = '', MatchType = '', ...value] = text.split(' ');
  return { Claim, MatchType: MatchType as MappingRule['MatchType'], Value: value.join(' '), RoleARN: role(name) };
}

/** The index of the rule that decides, undefined where none does. */
function deciding(rules: readonly MappingRule[], claims: Claims): number | undefined {
  const { trace } = resolveRole({
    roles: {},
    roleMappings: { p: { Type: 'Rules', AmbiguousRoleResolution: 'Deny', RulesConfiguration: { Rules: [...rules] } } },
    user: { kind: 'federated', logins: [{ mappingKey: 'p', claims }] },
  });
  return trace.flatMap((step) => (step.step === 'rule' && step.result === 'matched' ? [step.index] : []))[0];
}

describe('a rule among others', () => {
  it.each<[string[], string | undefined, number[]]>([
    [['t Equals a', 't Equals a'], 'duplicate', [0]],
    [['t NotEqual a', 't NotEqual a'], 'duplicate', [0]],
    [['t Equals a', 't Equals b'], undefined, []],
    [['u Equals a', 't Equals a'], undefined, []],
    [['t StartsWith ab', 't Equals abc'], 'covered', [0]],
    [['t StartsWith ab', 't StartsWith abc'], 'covered', [0]],
    [['t StartsWith ab', 't Contains abc'], undefined, []],
    [['t Contains b', 't StartsWith abc'], 'covered', [0]],
    [['t Contains b', 't Contains abc'], 'covered', [0]],
    [['t Contains b', 't Equals abc'], 'covered', [0]],
    [['t Equals abc', 't StartsWith abc'], undefined, []],
    [['t Equals abc', 't Contains abc'], undefined, []],
    [['t StartsWith abc', 't StartsWith ab'], undefined, []],
    [['t NotEqual a', 't Equals b'], 'covered-unless-list', [0]],
    [['t NotEqual a', 't Equals a'], undefined, []],
    [['t NotEqual ab', 't StartsWith a'], undefined, []],
    [['t NotEqual ab', 't StartsWith b'], 'covered-unless-list', [0]],
    [['t NotEqual a', 't NotEqual b'], undefined, []],
    [['t NotEqual a', 't NotEqual b', 't Contains a'], 'covered-unless-list', [0, 1]],
    [['t NotEqual a', 't Equals a', 't Contains z'], 'covered-together', [0, 1]],
    [['t StartsWith a', 'u Equals x', 't NotEqual ab', 't NotEqual q'], 'covered-together', [0, 2]],
    [['t Equals ', 't Equals a'], undefined, []],
    [['t Equals a', 't Equals '], undefined, []],
    [['t Equals A', 't Equals a'], undefined, []],
  ])('%j: the last one is %s', (texts, kind, by) => {
    const cover = coverOf(
      texts.map((text) => rule(text)),
      texts.length - 1,
    );
    expect([cover?.kind, cover?.by ?? []]).toEqual([kind, by]);
  });

  const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), minLength: 1, maxLength: 3 });
  const anyRule = fc.record({
    Claim: fc.constantFrom('t', 'u'),
    MatchType: fc.constantFrom('Equals' as const, 'NotEqual' as const, 'StartsWith' as const, 'Contains' as const),
    Value: word,
    RoleARN: fc.constantFrom(role('red'), role('blue')),
  });
  const rules = fc.array(anyRule, { minLength: 1, maxLength: 6 });
  const text = fc.oneof(word, fc.constantFrom('', 'ab~', '~', '~abc~'));
  const claims = fc.record(
    { t: fc.oneof(text, fc.array(text, { maxLength: 4 })), u: fc.oneof(text, fc.array(text, { maxLength: 2 })) },
    { requiredKeys: [] },
  );

  it('that is reported as covered never decides, whatever the claims', () => {
    fc.assert(
      fc.property(rules, claims, (list, given) => {
        const index = deciding(list, given);
        const cover = index === undefined ? undefined : coverOf(list, index);
        expect([undefined, 'covered-unless-list']).toContain(cover?.kind);
      }),
      { numRuns: 20_000 },
    );
  });

  it('that only a list gets to never decides for a single value', () => {
    fc.assert(
      fc.property(rules, fc.record({ t: text, u: text }, { requiredKeys: [] }), (list, given) => {
        const index = deciding(list, given);
        expect(index === undefined ? undefined : coverOf(list, index)).toBeUndefined();
      }),
      { numRuns: 20_000 },
    );
  });

  it('that is not reported decides for some claims', () => {
    fc.assert(
      fc.property(rules, (list) => {
        list.forEach((candidate, index) => {
          const cover = coverOf(list, index);
          if (cover !== undefined && cover.kind !== 'covered-unless-list') return;
          const before = list.slice(0, index).filter(({ Claim }) => Claim === candidate.Claim);
          const forced = before.flatMap(({ MatchType, Value }) => (MatchType === 'NotEqual' ? [Value] : []));
          const own = witnesses(candidate);
          const tries = [...own.map((value) => [...forced, value]), ...own, forced, []];
          expect(tries.some((value) => deciding(list, { [candidate.Claim]: value }) === index)).toBe(true);
        });
      }),
      { numRuns: 3000 },
    );
  });

  /** Values that match the rule and hold a character that stands in no rule. */
  function witnesses({ MatchType, Value }: MappingRule): string[] {
    switch (MatchType) {
      case 'Equals':
        return [Value];
      case 'StartsWith':
        return [`${Value}~`, Value];
      case 'Contains':
        return [`~${Value}~`, Value];
      case 'NotEqual':
        return ['~'];
    }
  }
});

describe('what is said about a rule', () => {
  it.each<[PoolProvider, string, string[]]>([
    [userPool, 'custom:tier Equals gold', ['claim-writable']],
    [userPool, 'email StartsWith admin@', ['claim-writable']],
    [userPool, 'nickname Equals x', ['claim-writable']],
    [userPool, 'cognito:groups Equals admin', []],
    [userPool, 'cognito:groups Contains admin', ['contains-in-list']],
    [userPool, 'tier Equals gold', ['claim-unprefixed']],
    [userPool, 'Email Equals a@example.com', ['claim-spelling']],
    [userPool, 'aud Equals client1', ['matches-everybody']],
    [userPool, 'aud Equals client2', ['never-matches']],
    [userPool, 'iss Contains us-east-1_abc', ['matches-everybody']],
    [userPool, 'email_verified Equals yes', ['never-matches']],
    [userPool, 'email_verified Equals true', []],
    [userPool, 'email_verified NotEqual false', ['not-equal']],
    [userPool, 'token_use Equals access', ['never-matches']],
    [userPool, 'cognito:username Equals bob ', ['value-spaces']],
    [userPool, 'sub NotEqual x', ['not-equal']],
    [userPool, ' Equals x', []],
    [google, 'iss Equals https://accounts.google.com', []],
    [google, 'iss Contains accounts.google', ['matches-everybody']],
    [google, 'hd Equals example.com', []],
    [google, 'name Equals Bob', ['claim-writable']],
    [facebook, 'email Equals a@example.com', ['claim-unavailable']],
    [facebook, 'sub Equals 1', []],
    [facebook, 'iss Equals https://graph.facebook.com', ['never-matches']],
    [facebook, 'iss Equals https://www.facebook.com', ['never-matches']],
    [facebook, 'iss Equals graph.facebook.com', ['matches-everybody']],
    [facebook, 'aud Equals other', ['never-matches']],
    [amazon, 'iss Equals https://www.amazon.com', ['never-matches']],
    [amazon, 'iss StartsWith www.amazon', ['matches-everybody']],
    [oidc, 'iss Equals idp.example', ['never-matches']],
    [oidc, 'iss Equals arn:aws:iam::123456789012:oidc-provider/idp.example', ['never-matches']],
    [oidc, 'iss Equals https://idp.example', ['matches-everybody']],
    [oidc, 'iss Equals https://idp.example/', ['never-matches']],
    [oidc, 'department Equals sales', []],
    [oidc, 'email Equals a@example.com', []],
  ])('%o: %s', (provider, text, codes) => {
    expect(analyzeRules([rule(text)], provider)[0]?.map(({ code }) => code)).toEqual(codes);
  });

  it('takes no attribute of an assertion for one that everybody has', () => {
    expect(analyzeRules([rule('sub NotEqual x')], userPool)[0]).toMatchObject([{ severity: 'warning' }]);
    expect(analyzeRules([rule('sub NotEqual x')], saml)[0]).toMatchObject([{ severity: 'info' }]);
  });

  it('rules below one that takes every token never decide', () => {
    const notes = analyzeRules([rule('aud Equals client1'), rule('cognito:groups Equals admin')], userPool);
    expect(notes[1]?.[0]).toMatchObject({ code: 'after-everybody', severity: 'error' });
  });

  it('says whose role is lost, and whose is not', () => {
    const list = [rule('t Equals a', 'red'), rule('t Equals a', 'red'), rule('t Equals a', 'blue')];
    const notes = analyzeRules(list, oidc).map(([note]) => note?.message ?? '');
    expect(notes[1]).toMatch(/can be removed/);
    expect(notes[2]).toMatch(/CustomRoleArn/);
  });
});
