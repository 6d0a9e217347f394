import { z } from 'zod';

import { roleArn } from '../aws/arn.ts';
import { enteredPrincipalTagMaps } from '../aws/principal-tags.ts';
import {
  developerProviderName,
  enteredOidcProviderArns,
  enteredSamlProviderArns,
  enteredSupportedLoginProviders,
  enteredUserPoolProvider,
} from '../aws/providers.ts';
import { roleMappings } from '../aws/role-mapping.ts';
import { enteredTags } from '../aws/tags.ts';

/** https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_CreateIdentityPool.html */
export const identityPoolName = z
  .string()
  .min(1, 'Enter a name.')
  .max(128, 'A pool name has at most 128 characters.')
  .regex(
    /^[A-Za-z0-9_\s+=,.@-]+$/,
    'Only unaccented letters, digits, spaces and _ + = , . @ - are possible in a pool name.',
  );

const enteredRoles = z.strictObject({ authenticated: roleArn.optional(), unauthenticated: roleArn.optional() });

/** Every member of CreateIdentityPool, and the two default roles that a second call sets. */
export const createPoolInput = z.strictObject({
  IdentityPoolName: identityPoolName,
  AllowUnauthenticatedIdentities: z.boolean(),
  AllowClassicFlow: z.boolean(),
  SupportedLoginProviders: enteredSupportedLoginProviders,
  DeveloperProviderName: developerProviderName.optional(),
  OpenIdConnectProviderARNs: enteredOidcProviderArns,
  CognitoIdentityProviders: z.array(enteredUserPoolProvider).max(1000),
  SamlProviderARNs: enteredSamlProviderArns,
  IdentityPoolTags: enteredTags,
  Roles: enteredRoles,
});
export type CreatePoolInput = z.infer<typeof createPoolInput>;

/** The settings an edit wants to change, each with its whole new value. What is left out stays as it is. */
export const poolChanges = z
  .strictObject({
    IdentityPoolName: identityPoolName,
    AllowUnauthenticatedIdentities: z.boolean(),
    AllowClassicFlow: z.boolean(),
    SupportedLoginProviders: enteredSupportedLoginProviders,
    DeveloperProviderName: developerProviderName,
    OpenIdConnectProviderARNs: enteredOidcProviderArns,
    CognitoIdentityProviders: z.array(enteredUserPoolProvider).max(1000),
    SamlProviderARNs: enteredSamlProviderArns,
    IdentityPoolTags: enteredTags,
    Roles: enteredRoles,
    RoleMappings: roleMappings,
    PrincipalTagAttributeMaps: enteredPrincipalTagMaps,
  })
  .partial();
export type PoolChanges = z.infer<typeof poolChanges>;
