import { identityKeys } from '@lifeguard/shared/aws/regions';

import { invalidParameter, notAuthorized } from '../../../protocol/errors.ts';
import { structure } from '../../../protocol/shape.ts';
import { authorize } from '../../../auth/authorization.ts';
import { defineOperation, type OperationContext } from '../../../dispatch/operation.ts';
import { onPool } from '../../permissions.ts';
import { findPool } from '../../pools.ts';
import { identityPoolId, type PoolSettings, type RoleMapping, roleMappingMap, rolesMap } from '../../shapes.ts';

/** The model allows 400, the service refuses more than 25. */
const maxRules = 25;

/**
 * Replaces roles and mappings: mappings that are left out are dropped.
 * https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_SetIdentityPoolRoles.html
 */
export const setIdentityPoolRoles = defineOperation({
  auth: 'signed',
  permission: onPool,
  input: structure({ IdentityPoolId: identityPoolId, Roles: rolesMap, RoleMappings: roleMappingMap }, [
    'IdentityPoolId',
    'Roles',
  ]),
  run(context, { IdentityPoolId, Roles, RoleMappings: given }) {
    const RoleMappings = given ?? {};
    const pool = findPool(context, IdentityPoolId);
    const keys = mappingKeys(pool.settings);
    for (const [key, mapping] of Object.entries(RoleMappings)) {
      if (!keys.has(key)) {
        throw invalidParameter(`(${key}) is not a valid RoleMapping ProviderName or is not a configured provider.`);
      }
      checkMapping(key, mapping);
    }
    for (const arn of [...Object.values(Roles), ...Object.values(RoleMappings).flatMap(roleArns)]) {
      if (!mayPass(context, pool.id, arn)) throw notAuthorized(`Access to Role '${arn}' is forbidden.`);
    }
    const isMapped = Object.keys(RoleMappings).length > 0;
    context.store.pools.setRoles(pool.pk, { Roles, ...(isMapped ? { RoleMappings } : {}) });
    return undefined;
  },
});

/** AWS does not tell a role that is not there from one that the caller may not pass. */
function mayPass(context: OperationContext, poolId: string, arn: string): boolean {
  if (!context.store.iamRoles.existsArn(arn)) return false;
  if (context.caller === undefined) return false;
  const conditions = new Map([['iam:passedtoservice', [identityKeys(poolId).host]]]);
  return authorize(context, context.caller, 'iam:PassRole', () => ({ resource: arn, conditions })) === undefined;
}

/** The spelling of each configured provider in role mappings: a user pool carries its client id. */
function mappingKeys(settings: PoolSettings): ReadonlySet<string> {
  return new Set([
    ...(settings.CognitoIdentityProviders ?? []).map((provider) => `${provider.ProviderName}:${provider.ClientId}`),
    ...Object.keys(settings.SupportedLoginProviders ?? {}),
    ...(settings.OpenIdConnectProviderARNs ?? []),
    ...(settings.SamlProviderARNs ?? []),
  ]);
}

function checkMapping(key: string, mapping: RoleMapping): void {
  if (mapping.AmbiguousRoleResolution === undefined) {
    throw invalidParameter(`AmbiguousRoleResolution is required for the RoleMapping of ${key}.`);
  }
  if (mapping.Type === 'Token' && mapping.RulesConfiguration !== undefined) {
    throw invalidParameter(`RulesConfiguration is not possible for the RoleMapping of ${key}, whose type is Token.`);
  }
  if (mapping.Type === 'Rules' && mapping.RulesConfiguration === undefined) {
    throw invalidParameter(`RulesConfiguration is required for the RoleMapping of ${key}, whose type is Rules.`);
  }
  if ((mapping.RulesConfiguration?.Rules.length ?? 0) > maxRules) {
    throw invalidParameter(`The number of rules in the request exceeded ${maxRules}.`);
  }
}

function roleArns(mapping: RoleMapping): string[] {
  return (mapping.RulesConfiguration?.Rules ?? []).map((rule) => rule.RoleARN);
}
