import { expect, test } from 'vitest';

import { operationBed } from '../../../testing/operation-bed.ts';
import { getIdentityPoolRoles } from './get-identity-pool-roles.ts';
import { setIdentityPoolRoles } from './set-identity-pool-roles.ts';

async function bedWithPool() {
  const bed = operationBed();
  const IdentityPoolId = await bed.pool({
    SupportedLoginProviders: { 'graph.facebook.com': '1' },
    CognitoIdentityProviders: [{ ProviderName: 'cognito-idp.us-east-1.amazonaws.com/us-east-1_A', ClientId: 'c1' }],
  });
  return { bed, IdentityPoolId, role: bed.role('app') };
}

const userPoolKey = 'cognito-idp.us-east-1.amazonaws.com/us-east-1_A:c1';
const token = { Type: 'Token', AmbiguousRoleResolution: 'Deny' };

test('a fresh pool has neither roles nor mappings', async () => {
  const { bed, IdentityPoolId } = await bedWithPool();
  expect(await bed.run(getIdentityPoolRoles, { IdentityPoolId })).toEqual({ IdentityPoolId });
});

test('roles and mappings are replaced as a whole', async () => {
  const { bed, IdentityPoolId, role } = await bedWithPool();
  const RoleMappings = { [userPoolKey]: token };
  await bed.run(setIdentityPoolRoles, { IdentityPoolId, Roles: { authenticated: role }, RoleMappings });
  expect(await bed.run(getIdentityPoolRoles, { IdentityPoolId })).toEqual({
    IdentityPoolId,
    Roles: { authenticated: role },
    RoleMappings,
  });
  await bed.run(setIdentityPoolRoles, { IdentityPoolId, Roles: { unauthenticated: role } });
  expect(await bed.run(getIdentityPoolRoles, { IdentityPoolId })).toEqual({
    IdentityPoolId,
    Roles: { unauthenticated: role },
  });
});

test.each([
  [{ Roles: { admin: 'arn:aws:iam::123456789012:role/app' } }, 'Map keys must satisfy constraint: ['],
  [{ Roles: { authenticated: 'short' } }, 'Map value must satisfy constraint: ['],
  [{ Roles: null }, "Value null at 'roles' failed to satisfy constraint: Member must not be null"],
  [
    { Roles: { authenticated: 'arn:aws:iam::999999999999:role/app' } },
    "NotAuthorizedException: Access to Role 'arn:aws:iam::999999999999:role/app' is forbidden.",
  ],
  [
    { RoleMappings: { 'accounts.google.com': token } },
    'InvalidParameterException: (accounts.google.com) is not a valid RoleMapping ProviderName or is not a configured provider.',
  ],
  [{ RoleMappings: { [userPoolKey]: { Type: 'Token' } } }, 'InvalidParameterException: AmbiguousRoleResolution'],
  [{ RoleMappings: { [userPoolKey]: { ...token, Type: 'Rules' } } }, 'InvalidParameterException: RulesConfiguration'],
  [{ RoleMappings: { [userPoolKey]: { ...token, RulesConfiguration: rules(1) } } }, 'InvalidParameterException'],
  [
    { RoleMappings: { [userPoolKey]: { ...token, Type: 'Rules', RulesConfiguration: rules(26) } } },
    'InvalidParameterException: The number of rules in the request exceeded 25.',
  ],
  [
    { RoleMappings: { [userPoolKey]: { ...token, Type: 'Rules', RulesConfiguration: rules(1, 'Like') } } },
    `Value 'Like' at 'roleMappings.${userPoolKey}.member.rulesConfiguration.rules.1.member.matchType' failed to satisfy constraint: Member must satisfy enum value set: [StartsWith, Equals, Contains, NotEqual]`,
  ],
])('refuses %j and changes nothing', async (members, text) => {
  const { bed, IdentityPoolId } = await bedWithPool();
  expect(await bed.refusal(setIdentityPoolRoles, { IdentityPoolId, Roles: {}, ...members })).toContain(text);
  expect(await bed.run(getIdentityPoolRoles, { IdentityPoolId })).toEqual({ IdentityPoolId });
});

function rules(count: number, MatchType = 'Equals') {
  const rule = { Claim: 'c', MatchType, Value: 'v', RoleARN: 'arn:aws:iam::123456789012:role/app' };
  return { Rules: Array.from({ length: count }, () => rule) };
}
