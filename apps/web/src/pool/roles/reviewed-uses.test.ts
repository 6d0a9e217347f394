import { examplePool } from '@lifeguard/shared/pool/fixture';
import { expect, it } from 'vitest';
import { reviewedRoleUses } from './reviewed-uses.ts';

const [user, staff, guest] = ['user', 'staff', 'guest'].map((name) => `arn:aws:iam::123456789012:role/${name}`) as [
  string,
  string,
  string,
];
const google = 'accounts.google.com';

function poolWith(Value: string, RoleARN: string) {
  return examplePool({
    Roles: { authenticated: user, unauthenticated: guest },
    RoleMappings: {
      [google]: {
        Type: 'Rules',
        AmbiguousRoleResolution: 'Deny',
        RulesConfiguration: { Rules: [{ Claim: 'sub', MatchType: 'Equals', Value, RoleARN }] },
      },
    },
  });
}

it.each([
  ['a mapping that is not touched', poolWith('a', staff), { ...poolWith('a', staff), Roles: {} }, []],
  ['a rule that keeps its role', poolWith('a', staff), poolWith('b', staff), [staff]],
  ['a rule that uses a default role', poolWith('a', user), poolWith('b', user), [user]],
  [
    'both default roles, where one changes',
    poolWith('a', staff),
    { ...poolWith('a', staff), Roles: { authenticated: user, unauthenticated: staff } },
    [staff, user],
  ],
  ['a rule with another role', poolWith('a', staff), poolWith('a', guest), [guest]],
])('are those of %s', (_, before, after, expected) => {
  expect(reviewedRoleUses(before, after).map(({ arn }) => arn)).toEqual(expected);
});
