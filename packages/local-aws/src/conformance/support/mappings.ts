import type { MappingRule, RoleMapping } from '@lifeguard/shared/aws/role-mapping';
import fc from 'fast-check';

// Texts that begin with each other, end with each other, or contain each other in their middle, so that a rule read in
// any other way than it should be is met by other users.
const texts = ['ab', 'ba', 'aab', 'baa', 'bab', 'aba'] as const;
const values = ['a', 'b', 'ab', 'ba', 'aa'] as const;
const scalar = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...texts) },
  { weight: 1, arbitrary: fc.constantFrom('', 'a', 'b', 'A', 1, 10, true) },
);

// What is no text, alone and in lists: nothing can be compared with it.
const odd = fc.constantFrom<unknown[]>(null, {}, { a: 'a' }, ['a']);
const claim = fc.oneof(
  { weight: 8, arbitrary: scalar },
  { weight: 2, arbitrary: fc.array(scalar, { maxLength: 3 }) },
  { weight: 2, arbitrary: fc.array(fc.oneof(odd, scalar), { maxLength: 2 }) },
  { weight: 1, arbitrary: odd },
);

/** Claims `a`, `b` and those with which user pools name roles; each may be missing, or of any kind. */
export function claimsWith(roles: readonly string[]): fc.Arbitrary<Record<string, unknown>> {
  const role = fc.constantFrom(...roles);
  const list = fc.array(role, { maxLength: 3 });
  const text = list.map((arns) => arns.join(', '));
  const members = {
    a: claim,
    b: claim,
    'cognito:preferred_role': fc.oneof({ weight: 3, arbitrary: role }, claim),
    'cognito:roles': fc.oneof(list, text, claim),
  };
  const present = fc.subarray(Object.keys(members), { minLength: 2 });
  return fc
    .tuple(fc.record(members), present)
    .map(([claims, names]) => Object.fromEntries(Object.entries(claims).filter(([name]) => names.includes(name))));
}

/** A mapping that asks for these claims, or undefined for none. */
export function mappingTo(roles: readonly string[]): fc.Arbitrary<RoleMapping | undefined> {
  const rule: fc.Arbitrary<MappingRule> = fc.record({
    Claim: fc.constantFrom('a', 'a', 'a', 'a', 'a', 'b', 'b', 'b', 'missing', 'aud'),
    MatchType: fc.constantFrom('Equals', 'NotEqual', 'StartsWith', 'Contains'),
    Value: fc.oneof(
      { weight: 4, arbitrary: fc.constantFrom(...values) },
      { weight: 1, arbitrary: fc.constantFrom('1', 'true', 'client1') },
    ),
    RoleARN: fc.constantFrom(...roles),
  });
  const AmbiguousRoleResolution = fc.constantFrom('Deny' as const, 'AuthenticatedRole' as const);
  const Rules = fc.array(rule, { minLength: 1, maxLength: 3, size: 'max' });
  const RulesConfiguration = fc.record({ Rules });
  return fc.oneof(
    { weight: 1, arbitrary: fc.constant(undefined) },
    { weight: 3, arbitrary: fc.record({ Type: fc.constant('Token' as const), AmbiguousRoleResolution }) },
    {
      weight: 10,
      arbitrary: fc.record({ Type: fc.constant('Rules' as const), AmbiguousRoleResolution, RulesConfiguration }),
    },
  );
}

/** A CustomRoleArn, seldom: with one, the order of rules says nothing. */
export function sometimes(roles: readonly string[]): fc.Arbitrary<string | undefined> {
  return fc.oneof({ weight: 5, arbitrary: fc.constant(undefined) }, fc.constantFrom(...roles));
}
