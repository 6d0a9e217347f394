import { examplePool, madeUpPool, madeUpSettings } from '@lifeguard/shared/pool/fixture';
import { expect, it } from 'vitest';
import { reviewRows } from './review-rows.ts';

const google = 'accounts.google.com';
const RoleARN = 'arn:aws:iam::123456789012:role/staff';

it('shows one row of 24 rules where one value changes, and folds the others', () => {
  const { rows: changed, unchanged } = reviewRows(poolWith(24), poolWith(24, { at: 6, Value: 'new' }));
  expect(changed).toEqual([
    {
      path: 'RoleMappings.accounts.google.com 6',
      label: 'Role mapping accounts.google.com',
      part: 'Rule 7',
      change: 'changed',
      hasText: true,
      before: `dept Equals v6: ${RoleARN}`,
      after: `dept Equals new: ${RoleARN}`,
    },
  ]);
  expect(unchanged.map((list) => [list.path, list.rows.length])).toEqual([['RoleMappings.accounts.google.com', 24]]);
});

it('numbers a rule whose place changes', () => {
  const before = poolWith(3);
  const rules = before.RoleMappings[google]?.RulesConfiguration?.Rules ?? [];
  const mapping = { Type: 'Rules' as const, RulesConfiguration: { Rules: [...rules.slice(1), ...rules.slice(0, 1)] } };
  const after = { ...before, RoleMappings: { [google]: { ...mapping, AmbiguousRoleResolution: 'Deny' as const } } };
  expect(reviewRows(before, after).rows).toMatchObject([
    {
      part: 'Rule 3',
      change: 'moved',
      before: `1. dept Equals v0: ${RoleARN}`,
      after: `3. dept Equals v0: ${RoleARN}`,
    },
  ]);
});

it('says of a rule that moves and keeps its number that others come before it', () => {
  const before = poolWith(4);
  const rules = before.RoleMappings[google]?.RulesConfiguration?.Rules ?? [];
  const [, second, third, fourth] = rules;
  const moved = [second, fourth, third].flatMap((rule) => rule ?? []);
  const mapping = { ...before.RoleMappings[google], Type: 'Rules' as const, RulesConfiguration: { Rules: moved } };
  expect(reviewRows(before, { ...before, RoleMappings: { [google]: mapping } }).rows).toMatchObject([
    { change: 'removed' },
    {
      part: 'Rule 3',
      change: 'moved',
      after: expect.stringMatching(/v2: .* \(the same number, but other rows before it\)$/),
    },
  ]);
});

it('shows a value that is no list in one row, and marks it only where it is a text', () => {
  const tagged = { IdentityPoolTags: { team: 'orders', empty: '' } };
  expect(
    reviewRows(examplePool(), examplePool({ ...tagged, AllowClassicFlow: true, IdentityPoolName: 'Shop' })),
  ).toEqual({
    rows: [
      { path: 'IdentityPoolName', label: 'Name', change: 'changed', hasText: true, before: 'Orders', after: 'Shop' },
      {
        path: 'AllowClassicFlow',
        label: 'Basic (classic) flow',
        change: 'changed',
        hasText: false,
        before: 'Inactive',
        after: 'Active',
      },
      {
        path: 'IdentityPoolTags.empty',
        label: 'Tag empty',
        change: 'added',
        hasText: false,
        before: undefined,
        after: '',
      },
    ],
    unchanged: [],
  });
  expect(reviewRows(madeUpPool(900), madeUpPool(undefined), madeUpSettings).rows).toMatchObject([
    { label: 'Made-up time', before: '900 seconds', after: 'made-up default' },
  ]);
});

function poolWith(count: number, other?: { at: number; Value: string }) {
  const Rules = Array.from({ length: count }, (_, index) => ({
    Claim: 'dept',
    MatchType: 'Equals' as const,
    Value: index === other?.at ? other.Value : `v${index}`,
    RoleARN,
  }));
  return examplePool({
    RoleMappings: { [google]: { Type: 'Rules', AmbiguousRoleResolution: 'Deny', RulesConfiguration: { Rules } } },
  });
}
