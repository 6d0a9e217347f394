import { expect, it } from 'vitest';

import { examplePool } from './fixture.ts';
import { protectedChange } from './protection.ts';

const safe = examplePool({ IdentityPoolTags: { 'console:protected': 'true', team: 'orders' } });
const open = { IdentityPoolTags: { team: 'orders' } };

it.each([
  ['a name', { IdentityPoolName: 'Other' }, undefined],
  ['another tag', { IdentityPoolTags: { ...safe.IdentityPoolTags, stage: 'test' } }, undefined],
  ['the protection alone', open, undefined],
  ['the protection with another tag', { IdentityPoolTags: {} }, 'tag'],
  ['the protection with the name', { ...open, IdentityPoolName: 'Other' }, 'tag'],
  ['the protection with a role', { ...open, Roles: {} }, 'access'],
  ['a role', { Roles: {} }, 'access'],
  ['a role mapping', { RoleMappings: { 'accounts.google.com': { Type: 'Token' as const } } }, 'access'],
  ['guest access', { AllowUnauthenticatedIdentities: true }, 'access'],
])('of a protected pool, a change of %s is forbidden as %3$s', (_name, changes, expected) => {
  expect(protectedChange(safe, { ...safe, ...changes })).toBe(expected);
});

it('forbids nothing without the protection', () => {
  const pool = examplePool({ IdentityPoolTags: { 'console:protected': 'false' } });
  expect(protectedChange(pool, { ...pool, Roles: {}, AllowUnauthenticatedIdentities: true })).toBeUndefined();
});
