import { examplePool } from '@lifeguard/shared/pool/fixture';
import { type MappingRule, type RoleMapping, roleMappings } from '@lifeguard/shared/aws/role-mapping';
import { describe, expect, it } from 'vitest';

import {
  emptyRule,
  fullReason,
  mappingChangesOf,
  mappingOf,
  type MappingValues,
  mappingValues,
  mappingValuesOf,
  unfinishedMapping,
} from './form.ts';

const rule: MappingRule = {
  Claim: 'cognito:groups',
  MatchType: 'Equals',
  Value: 'staff',
  RoleARN: 'arn:aws:iam::123456789012:role/staff',
};
const byRules: RoleMapping = {
  Type: 'Rules',
  AmbiguousRoleResolution: 'Deny',
  RulesConfiguration: { Rules: [rule, { ...rule, MatchType: 'Contains' }] },
};
const byToken: RoleMapping = { Type: 'Token', AmbiguousRoleResolution: 'AuthenticatedRole' };
const saved = examplePool({ RoleMappings: { one: byRules, two: byToken } });

describe('a mapping', () => {
  it.each(['one', 'two', 'three', 'constructor'])('%s comes back from its form as it was', (key) => {
    expect(mappingChangesOf(saved, key, mappingValuesOf(saved, key))).toEqual({ RoleMappings: saved.RoleMappings });
  });

  it('is replaced without touching the others', () => {
    const changes = mappingChangesOf(saved, 'one', { ...mappingValuesOf(saved, 'one'), Type: 'Token' });
    expect(changes).toEqual({
      RoleMappings: { one: { Type: 'Token', AmbiguousRoleResolution: 'Deny' }, two: byToken },
    });
  });

  it('goes when the default role is chosen', () => {
    const changes = mappingChangesOf(saved, 'one', { ...mappingValuesOf(saved, 'one'), Type: 'Default' });
    expect(changes).toEqual({ RoleMappings: { two: byToken } });
  });

  it('of the type Token carries no rules, though the form keeps them', () => {
    expect(mappingOf({ Type: 'Token', AmbiguousRoleResolution: 'Deny', Rules: [rule] })).toEqual({
      Type: 'Token',
      AmbiguousRoleResolution: 'Deny',
    });
  });
});

describe('what is entered', () => {
  const values = (...Rules: MappingRule[]): MappingValues => ({
    Type: 'Rules',
    AmbiguousRoleResolution: 'Deny',
    Rules,
  });
  it.each<[string, MappingValues, string[]]>([
    ['a rule', values(rule), []],
    ['no rule', values(), ['Rules']],
    ['an empty rule', values(emptyRule), ['Rules.0.Claim', 'Rules.0.Value', 'Rules.0.RoleARN']],
    ['an empty rule of another type', { ...values(emptyRule), Type: 'Token' }, []],
    ['a claim with a space', values({ ...rule, Claim: 'my claim' }), ['Rules.0.Claim']],
    ['a long claim', values({ ...rule, Claim: 'c'.repeat(65) }), ['Rules.0.Claim']],
    ['the longest claim', values({ ...rule, Claim: 'c'.repeat(64) }), []],
    ['a long value', values(rule, { ...rule, Value: 'v'.repeat(129) }), ['Rules.1.Value']],
    ['the longest value', values({ ...rule, Value: 'v'.repeat(128) }), []],
    ['a value with spaces', values({ ...rule, Value: 'a b' }), []],
    ['a role that is none', values({ ...rule, RoleARN: 'arn:aws:iam::123456789012:user/bob' }), ['Rules.0.RoleARN']],
    ['25 rules', values(...Array.from({ length: 25 }, () => rule)), []],
    ['26 rules', values(...Array.from({ length: 26 }, () => rule)), ['Rules']],
  ])('%s: problems at %j', (_, entered, expected) => {
    const paths = mappingValues.safeParse(entered).error?.issues.map(({ path }) => path.join('.')) ?? [];
    expect([...new Set(paths)]).toEqual(expected);
  });

  it('a new rule is not wrong before somebody begins to fill it in', () => {
    const paths = (entered: MappingValues) =>
      unfinishedMapping.safeParse(entered).error?.issues.map(({ path }) => path.join('.')) ?? [];
    expect(paths(values(emptyRule))).toEqual([]);
    expect(paths(values(emptyRule, { ...rule, Value: '' }))).toEqual(['Rules.1.Value']);
  });
});

it('takes ten mappings for a pool: an eleventh provider gets none, and one of the ten keeps its own', () => {
  const mappings = (count: number) =>
    Object.fromEntries(Array.from({ length: count }, (_, index) => [`provider ${index}`, byToken]));
  const [nine, ten] = [examplePool({ RoleMappings: mappings(9) }), examplePool({ RoleMappings: mappings(10) })];
  expect(fullReason(nine, 'another')).toBeUndefined();
  expect(fullReason(ten, 'provider 3')).toBeUndefined();
  expect(fullReason(ten, 'another')).toMatch(/at most 10 providers/);
  expect(roleMappings.safeParse(mappings(10)).success).toBe(true);
  expect(roleMappings.safeParse(mappings(11)).success).toBe(false);
});
