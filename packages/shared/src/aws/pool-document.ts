import { z } from 'zod';

import { identityPoolId } from './ids.ts';
import { providerArns, supportedLoginProviders, userPoolProvider } from './providers.ts';
import { principalTagMaps } from './principal-tags.ts';
import { roleMappings, roles } from './role-mapping.ts';
import { tags } from './tags.ts';

/**
 * Everything that can be set on a pool, in AWS's words: what DescribeIdentityPool, GetIdentityPoolRoles and, for each
 * provider, GetPrincipalTagAttributeMap say, in one document with one version. Lists and maps are always there, empty where AWS leaves them out. `AllowClassicFlow` is
 * absent where AWS leaves it out, because absent means allowed while `false` means refused.
 */
export const poolDocument = z.strictObject({
  IdentityPoolId: identityPoolId,
  IdentityPoolName: z.string(),
  AllowUnauthenticatedIdentities: z.boolean(),
  AllowClassicFlow: z.boolean().optional(),
  SupportedLoginProviders: supportedLoginProviders,
  DeveloperProviderName: z.string().optional(),
  OpenIdConnectProviderARNs: providerArns,
  CognitoIdentityProviders: z.array(userPoolProvider),
  SamlProviderARNs: providerArns,
  IdentityPoolTags: tags,
  Roles: roles,
  RoleMappings: roleMappings,
  PrincipalTagAttributeMaps: principalTagMaps,
});
export type PoolDocument = z.infer<typeof poolDocument>;
export type PoolMember = keyof PoolDocument;
