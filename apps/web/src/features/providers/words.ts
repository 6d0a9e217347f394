import type { PoolDocument } from '@lifeguard/shared/aws/pool-document';
import { providerKindLabel } from '@lifeguard/shared/aws/providers';
import { ownValue } from '@lifeguard/shared/roles/resolution';
import { roleChoiceText } from '#pool/access-words.ts';
import type { ProviderFormValues } from './form.ts';

export type FormKind = Exclude<ProviderFormValues['kind'], ''>;

/** The kinds in the order in which they are offered, each in a few words. */
export const kindTiles: ReadonlyArray<{ value: FormKind; label: string; description: string }> = (
  [
    ['user-pool', 'People who are in a Cognito user pool, by one app client'],
    ['google', 'Google accounts, by one client ID'],
    ['apple', 'Apple accounts, by one services ID'],
    ['facebook', 'Facebook accounts, by one app ID'],
    ['amazon', 'Accounts of the Amazon shop'],
    ['twitter', 'Consumer key and secret'],
    ['oidc', 'OpenID Connect: any such provider that IAM knows'],
    ['saml', 'Company directories: any such provider that IAM knows'],
    ['developer', 'Your own server vouches for its users'],
    ['digits', 'Closed in 2017; AWS still takes it'],
    ['other', 'A key that Lifeguard does not know'],
  ] as const
).map(([value, description]) => ({ value, label: providerKindLabel(value), description }));

/** How the role of users of a provider is chosen, and that the default one is missing where it would be that. */
export function roleText({ RoleMappings, Roles }: PoolDocument, key: string): string {
  const mapping = ownValue(RoleMappings, key);
  const isMissing = mapping === undefined && Roles.authenticated === undefined;
  return `${roleChoiceText(mapping)}${isMissing ? ', which is not set' : ''}`;
}
