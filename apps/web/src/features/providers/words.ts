import type { PoolDocument } from '@lifeguard/shared/aws/pool-document';
import { maxMappingRules } from '@lifeguard/shared/aws/role-mapping';
import { ownValue } from '@lifeguard/shared/roles/resolution';
import type { ProviderFormValues } from './form.ts';

export type FormKind = Exclude<ProviderFormValues['kind'], ''>;

/** The kinds in the order in which they are offered, each in a few words. */
export const kindTiles: ReadonlyArray<{ value: FormKind; label: string; description: string }> = [
  { value: 'user-pool', label: 'Cognito user pool', description: 'People who are in a user pool, by one app client' },
  { value: 'google', label: 'Google', description: 'Sign in with Google, one client ID' },
  { value: 'apple', label: 'Apple', description: 'Sign in with Apple' },
  { value: 'facebook', label: 'Facebook', description: 'Facebook Login' },
  { value: 'amazon', label: 'Login with Amazon', description: 'Accounts of the Amazon shop' },
  { value: 'twitter', label: 'X (Twitter)', description: 'Consumer key and secret' },
  { value: 'oidc', label: 'OpenID Connect (OIDC)', description: 'Any OIDC provider that IAM knows' },
  { value: 'saml', label: 'SAML', description: 'Any SAML provider that IAM knows' },
  { value: 'developer', label: 'Developer provider', description: 'Your own server vouches for its users' },
  { value: 'digits', label: 'Digits (legacy)', description: 'Closed in 2017; AWS still takes it' },
  { value: 'other', label: 'Other login provider', description: 'A key that Lifeguard does not know' },
];

export function kindLabel(kind: FormKind): string {
  return kindTiles.find((tile) => tile.value === kind)?.label ?? kind;
}

/** How the role of users of a provider is chosen: `Rules: 2 of 25`. */
export function roleChoiceText({ RoleMappings, Roles }: PoolDocument, key: string): string {
  const mapping = ownValue(RoleMappings, key);
  if (mapping === undefined)
    return Roles.authenticated === undefined ? 'Default role, which is not set' : 'Default role';
  if (mapping.Type === 'Token') return 'Role from the token';
  return `Rules: ${mapping.RulesConfiguration?.Rules.length ?? 0} of ${maxMappingRules}`;
}

/** Whether claims of a provider's users become tags of their sessions. */
export function attributesText({ PrincipalTagAttributeMaps }: PoolDocument, tagProvider: string): string {
  const map = ownValue(PrincipalTagAttributeMaps, tagProvider);
  if (map === undefined) return 'Inactive';
  const count = Object.keys(map.PrincipalTags).length;
  return map.UseDefaults ? 'Defaults' : `Custom: ${count} ${count === 1 ? 'tag' : 'tags'}`;
}
