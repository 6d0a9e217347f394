import { expect, test } from 'vitest';

import { operationBed } from '../../../testing/operation-bed.ts';
import { getIdentityPoolRoles } from './get-identity-pool-roles.ts';
import { setIdentityPoolRoles } from './set-identity-pool-roles.ts';

test('rules keep their order, and mappings are left out when there are none', async () => {
  const bed = operationBed();
  const IdentityPoolId = await bed.pool({ SupportedLoginProviders: { 'graph.facebook.com': '1' } });
  const RoleARN = bed.role('app');
  const Rules = ['c', 'a', 'b'].map((Value) => ({ Claim: 'team', MatchType: 'Equals', Value, RoleARN }));
  const mapping = { Type: 'Rules', AmbiguousRoleResolution: 'Deny', RulesConfiguration: { Rules } };
  const RoleMappings = { 'graph.facebook.com': mapping };
  await bed.run(setIdentityPoolRoles, { IdentityPoolId, Roles: {}, RoleMappings });
  expect(await bed.run(getIdentityPoolRoles, { IdentityPoolId })).toEqual({ IdentityPoolId, Roles: {}, RoleMappings });
  await bed.run(setIdentityPoolRoles, { IdentityPoolId, Roles: { authenticated: RoleARN } });
  expect(await bed.run(getIdentityPoolRoles, { IdentityPoolId })).toEqual({
    IdentityPoolId,
    Roles: { authenticated: RoleARN },
  });
});

test('an unknown pool is not found', async () => {
  expect(await operationBed().refusal(getIdentityPoolRoles, { IdentityPoolId: 'us-east-1:0' })).toBe(
    "ResourceNotFoundException: IdentityPool 'us-east-1:0' not found.",
  );
});
