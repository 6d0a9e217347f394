import { examplePool } from '@lifeguard/shared/pool/fixture';
import { expect, it } from 'vitest';
import { changesOf, defaultRoles, defaultRolesOf } from './form.ts';

const [user, guest] = ['arn:aws:iam::123456789012:role/user', 'arn:aws:iam::123456789012:role/guest'] as const;
const pool = examplePool({ Roles: { authenticated: user } });

it.each([
  [defaultRolesOf(pool), {}],
  [{ authenticated: '', unauthenticated: '' }, { Roles: {} }],
  [{ authenticated: user, unauthenticated: guest }, { Roles: { authenticated: user, unauthenticated: guest } }],
  [{ authenticated: '', unauthenticated: guest }, { Roles: { unauthenticated: guest } }],
])('makes of %j the change %j', (values, changes) => {
  expect(changesOf(pool, values)).toEqual(changes);
});

it.each([
  ['', true],
  [` ${user} `, true],
  ['user', false],
  ['arn:aws:iam::123456789012:user/user', false],
])('says of the role %j whether it is one: %s', (unauthenticated, isValid) => {
  const { success, data } = defaultRoles.safeParse({ authenticated: user, unauthenticated });
  expect(success).toBe(isValid);
  expect(data?.unauthenticated).toBe(isValid ? unauthenticated.trim() : undefined);
});

it('says how the ARN of a role looks', () => {
  const { error } = defaultRoles.safeParse({ authenticated: 'arn:aws:iam::1:role/user', unauthenticated: '' });
  expect(error?.issues[0]?.message).toMatch(/It looks like arn:aws:iam/);
});
