import { examplePool } from '@lifeguard/shared/pool-fixture';
import { expect, it } from 'vitest';
import { poolWarnings } from './pool-warnings.ts';

const { AllowClassicFlow: _, ...notSet } = examplePool();
const role = 'arn:aws:iam::123456789012:role/guest';
const mapped = { RoleMappings: { 'accounts.google.com': { Type: 'Token' as const } } };

it.each([
  [{}, { AllowUnauthenticatedIdentities: true }, /no guest role/],
  [{}, { AllowUnauthenticatedIdentities: true, Roles: { unauthenticated: role } }, /credentials of arn/],
  [{ AllowUnauthenticatedIdentities: true }, {}, /stop getting credentials/],
  [{}, { AllowClassicFlow: true }, /any role/],
  [mapped, { ...mapped, AllowClassicFlow: true }, /AWS refuses it as long as the pool has role mappings/],
  [{ AllowClassicFlow: true }, {}, /will be refused/],
])('warns of the change from %j to %j', (before, after, words) => {
  const warnings = poolWarnings(examplePool(before), examplePool(after));
  expect(warnings).toHaveLength(1);
  expect(warnings[0]).toMatch(words);
});

it('says nothing where nothing dangerous changes', () => {
  expect(poolWarnings(examplePool(), examplePool({ IdentityPoolName: 'Other' }))).toEqual([]);
  expect(poolWarnings(notSet, examplePool({ AllowClassicFlow: true }))).toEqual([]);
});
