import type { PoolDocument } from '@lifeguard/shared/identity-pool-document';
import { loginProviders } from '@lifeguard/shared/providers';
import type { LoginKind, ProviderFormValues } from './provider-form.ts';

export type FormKind = Exclude<ProviderFormValues['kind'], ''>;

/** At most this many user pools, unless AWS raises the quota of the account. */
export const userPoolQuota = 50;
/** Rules of one mapping, as AWS documents it. */
export const maxRules = 25;

interface LoginWords {
  label: string;
  valueLabel: string;
  /** Where the person finds the value. */
  source: string;
  placeholder: string;
}

/** The words for a provider that stands in SupportedLoginProviders. */
export const loginWords: Readonly<Record<LoginKind, LoginWords>> = {
  facebook: {
    label: labelOf('facebook'),
    valueLabel: 'App ID',
    source: 'In Meta for Developers: My Apps, your app, App settings, Basic.',
    placeholder: '7346241598935552',
  },
  google: {
    label: labelOf('google'),
    valueLabel: 'Client ID',
    source:
      'In the Google Cloud console: APIs & Services, Credentials, OAuth 2.0 client IDs. One only: for apps with client IDs of their own, make accounts.google.com an OIDC provider in IAM and add that.',
    placeholder: '1234567890-abc.apps.googleusercontent.com',
  },
  amazon: {
    label: labelOf('amazon'),
    valueLabel: 'App ID',
    source:
      'In the Amazon developer console: Login with Amazon, your security profile. The app ID begins with amzn1.application; the client ID is another value and does not work here.',
    placeholder: 'amzn1.application.0123456789abcdef',
  },
  apple: {
    label: labelOf('apple'),
    valueLabel: 'Services ID',
    source:
      'In the Apple developer account: Certificates, Identifiers & Profiles, Identifiers, Services IDs. For a native app its bundle ID.',
    placeholder: 'com.example.signin',
  },
  twitter: {
    label: labelOf('twitter'),
    valueLabel: 'Consumer key',
    source: 'In the X developer portal: your app, Keys and tokens. X calls them API key and API key secret.',
    placeholder: '',
  },
  digits: {
    label: labelOf('digits'),
    valueLabel: 'Consumer key',
    source: 'Digits was closed in 2017, so nobody can sign in through it. AWS still takes the setting.',
    placeholder: '',
  },
  other: {
    label: 'Other login provider',
    valueLabel: 'Value',
    source: 'What the provider calls the ID of your app.',
    placeholder: '',
  },
};

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
  const mapping = new Map(Object.entries(RoleMappings)).get(key);
  if (mapping === undefined)
    return Roles.authenticated === undefined ? 'Default role, which is not set' : 'Default role';
  if (mapping.Type === 'Token') return 'Role from the token';
  return `Rules: ${mapping.RulesConfiguration?.Rules.length ?? 0} of ${maxRules}`;
}

/** Whether claims of a provider's users become tags of their sessions. */
export function attributesText({ PrincipalTagAttributeMaps }: PoolDocument, tagProvider: string): string {
  const map = new Map(Object.entries(PrincipalTagAttributeMaps)).get(tagProvider);
  if (map === undefined) return 'Inactive';
  const count = Object.keys(map.PrincipalTags).length;
  return map.UseDefaults ? 'Defaults' : `Custom: ${count} ${count === 1 ? 'tag' : 'tags'}`;
}

function labelOf(kind: LoginKind): string {
  return loginProviders.find((provider) => provider.kind === kind)?.label ?? kind;
}
