import { z } from 'zod';

import { identityPoolId } from './ids.ts';
import { providerArns, supportedLoginProviders, userPoolProvider } from './providers.ts';
import { principalTagMaps } from './principal-tags.ts';
import { roleMappings, roles } from './role-mapping.ts';
import { tags } from './tags.ts';

/** https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_CreateIdentityPool.html */
export const identityPoolName = z
  .string()
  .min(1, 'Enter a name.')
  .max(128, 'A pool name has at most 128 characters.')
  .regex(
    /^[A-Za-z0-9_\s+=,.@-]+$/,
    'Only unaccented letters, digits, spaces and _ + = , . @ - are possible in a pool name.',
  );

/**
 * Everything that can be set on a pool, in AWS's words: what DescribeIdentityPool, GetIdentityPoolRoles and, for each
 * provider, GetPrincipalTagAttributeMap say, in one document with one version. Lists and maps are always there, empty where AWS leaves them out. `AllowClassicFlow` is
 * absent where AWS leaves it out, because absent means allowed while `false` means refused. What each member means has a row in `pool/settings.ts`.
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
