import { examplePool } from '@lifeguard/shared/pool/fixture';
import { expect, it } from 'vitest';
import { roleConsequences } from './consequences.ts';

const [user, guest] = ['arn:aws:iam::123456789012:role/user', 'arn:aws:iam::123456789012:role/guest'] as const;
const both = { Roles: { authenticated: user, unauthenticated: guest } };
const guests = { AllowUnauthenticatedIdentities: true };
const mapped = { RoleMappings: { 'accounts.google.com': { Type: 'Token' as const } } };

it.each([
  ['nothing', both, {}, []],
  ['the same roles', both, both, []],
  ['no authenticated role', both, { Roles: { unauthenticated: guest } }, [/an identity and nothing else/]],
  [
    'no authenticated role beside mappings',
    { ...both, ...mapped },
    { Roles: { unauthenticated: guest } },
    [/no role mapping/],
  ],
  [
    'no guest role where guests have access',
    { ...both, ...guests },
    { Roles: { authenticated: user } },
    [/Guests get no/],
  ],
  ['no guest role where they have none', both, { Roles: { authenticated: user } }, []],
  ['no guest role as before', guests, { Roles: { authenticated: guest } }, [/on, but the pool has no guest role/]],
  ['another guest role', guests, both, [/Anyone on the internet/]],
  ['one role for both', {}, { Roles: { authenticated: user, unauthenticated: user } }, [/the same role/]],
])('tells what %s means', (_, before, changes, expected) => {
  const found = roleConsequences(examplePool(before), changes);
  expect(found).toHaveLength(expected.length);
  for (const [at, words] of expected.entries()) expect(found[at]).toMatch(words);
});
