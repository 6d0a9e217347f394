import { hash } from 'node:crypto';

import type {
  GetIdentityPoolRolesResponse,
  IdentityPool,
  RoleMapping as SdkRoleMapping,
} from '@aws-sdk/client-cognito-identity';
import type { PoolDocument } from '@lifeguard/shared/aws/pool-document';
import { canonicalPool } from '@lifeguard/shared/pool/canonical';
import { taggedProviders } from '@lifeguard/shared/pool/plan';
import { mappingRule, type RoleMapping, roleMapping } from '@lifeguard/shared/aws/role-mapping';
import canonicalize from 'canonicalize';

const choices = roleMapping.pick({ Type: true, AmbiguousRoleResolution: true });

/**
 * Version of a document: equal exactly when AWS would treat two documents as the same. The id holds the region. AWS is asked for
 * attribute maps by provider, so one that a provider left behind is no part of any version.
 */
export function etagOf(document: PoolDocument): string {
  const providers = taggedProviders(document);
  const maps = Object.entries(document.PrincipalTagAttributeMaps).filter(([provider]) => providers.includes(provider));
  const text = canonicalize(canonicalPool({ ...document, PrincipalTagAttributeMaps: Object.fromEntries(maps) })) ?? '';
  return `"v1.${hash('sha256', text, 'base64url')}"`;
}

/** The settings of a pool, without its roles. Lists and maps that AWS leaves out are empty. */
export function settingsOf(
  pool: IdentityPool,
): Omit<PoolDocument, 'Roles' | 'RoleMappings' | 'PrincipalTagAttributeMaps'> {
  return {
    IdentityPoolId: pool.IdentityPoolId ?? '',
    IdentityPoolName: pool.IdentityPoolName ?? '',
    AllowUnauthenticatedIdentities: pool.AllowUnauthenticatedIdentities ?? false,
    ...(pool.AllowClassicFlow === undefined ? {} : { AllowClassicFlow: pool.AllowClassicFlow }),
    SupportedLoginProviders: pool.SupportedLoginProviders ?? {},
    ...(pool.DeveloperProviderName === undefined ? {} : { DeveloperProviderName: pool.DeveloperProviderName }),
    OpenIdConnectProviderARNs: pool.OpenIdConnectProviderARNs ?? [],
    CognitoIdentityProviders: (pool.CognitoIdentityProviders ?? []).map((provider) => ({
      ProviderName: provider.ProviderName ?? '',
      ClientId: provider.ClientId ?? '',
      ServerSideTokenCheck: provider.ServerSideTokenCheck ?? false,
    })),
    SamlProviderARNs: pool.SamlProviderARNs ?? [],
    IdentityPoolTags: pool.IdentityPoolTags ?? {},
  };
}

/** Role mappings with texts that this version does not know are left out; `unknownMembers` names them. */
export function documentOf(
  pool: IdentityPool,
  roles: GetIdentityPoolRolesResponse,
  PrincipalTagAttributeMaps: PoolDocument['PrincipalTagAttributeMaps'],
): PoolDocument {
  const { authenticated, unauthenticated } = roles.Roles ?? {};
  const mappings = Object.entries(roles.RoleMappings ?? {})
    .map(([key, mapping]) => [key, mappingOf(mapping)] as const)
    .filter(([, mapping]) => isKnown(mapping));
  return {
    ...settingsOf(pool),
    Roles: {
      ...(authenticated === undefined ? {} : { authenticated }),
      ...(unauthenticated === undefined ? {} : { unauthenticated }),
    },
    RoleMappings: Object.fromEntries(mappings),
    PrincipalTagAttributeMaps,
  };
}

/** Looks only at texts of which AWS may have more one day: whatever else is wrong must not go unseen. */
function isKnown({ Type, AmbiguousRoleResolution, RulesConfiguration }: RoleMapping): boolean {
  return (
    choices.safeParse({ Type, AmbiguousRoleResolution }).success &&
    (RulesConfiguration?.Rules ?? []).every(({ MatchType }) => mappingRule.shape.MatchType.safeParse(MatchType).success)
  );
}

function mappingOf(mapping: SdkRoleMapping): RoleMapping {
  const rules = mapping.RulesConfiguration?.Rules;
  return {
    Type: mapping.Type ?? 'Token',
    ...(mapping.AmbiguousRoleResolution === undefined
      ? {}
      : { AmbiguousRoleResolution: mapping.AmbiguousRoleResolution }),
    ...(rules === undefined
      ? {}
      : {
          RulesConfiguration: {
            Rules: rules.map((rule) => ({
              Claim: rule.Claim ?? '',
              MatchType: rule.MatchType ?? 'Equals',
              Value: rule.Value ?? '',
              RoleARN: rule.RoleARN ?? '',
            })),
          },
        }),
  };
}
