import { z } from 'zod';

import { arnString, oidcProviderArn, samlProviderArn } from './arn.ts';
import { awsMap, enteredMap } from './map.ts';
import { regionName } from './regions.ts';

/** `cognito-idp.REGION.amazonaws.com/USERPOOLID`; the region need not be the pool's. */
export const userPoolProviderName = z
  .string()
  .min(1, 'Enter the provider name of the user pool.')
  .max(128, 'At most 128 characters.')
  .regex(
    new RegExp(`^cognito-idp\\.${regionName}\\.amazonaws\\.(?:com(?:\\.cn)?|eu)/[\\w-]+$`),
    'Write it as cognito-idp.REGION.amazonaws.com/USERPOOLID, without https:// and without the client id.',
  );

export const userPoolProvider = z.strictObject({
  ProviderName: z.string(),
  ClientId: z.string(),
  ServerSideTokenCheck: z.boolean(),
});
export type UserPoolProvider = z.infer<typeof userPoolProvider>;

export const enteredUserPoolProvider = z.strictObject({
  ProviderName: userPoolProviderName,
  ClientId: z
    .string()
    .min(1, 'Enter the app client id.')
    .max(128, 'At most 128 characters.')
    .regex(/^\w+$/, 'An app client id has only letters, digits and underscores.'),
  ServerSideTokenCheck: z.boolean(),
});

/** At most this many user pools in an identity pool, unless AWS raises the quota of the account. */
export const userPoolQuota = 50;

/** The social providers a pool can name in SupportedLoginProviders, with what AWS calls the value. */
export const loginProviders = [
  { key: 'graph.facebook.com', label: 'Facebook', valueLabel: 'App ID', kind: 'facebook' },
  { key: 'accounts.google.com', label: 'Google', valueLabel: 'Client ID', kind: 'google' },
  { key: 'www.amazon.com', label: 'Login with Amazon', valueLabel: 'App ID', kind: 'amazon' },
  { key: 'appleid.apple.com', label: 'Sign in with Apple', valueLabel: 'Services ID', kind: 'apple' },
  { key: 'api.twitter.com', label: 'X (Twitter)', valueLabel: 'Consumer key', kind: 'twitter' },
  { key: 'www.digits.com', label: 'Digits (legacy)', valueLabel: 'Consumer key', kind: 'digits' },
] as const;

export const supportedLoginProviders = awsMap(z.string().min(1).max(128), z.string(), 10);

export const enteredSupportedLoginProviders = enteredMap(
  z.string().min(1, 'Name the provider.').max(128, 'At most 128 characters.'),
  z
    .string()
    .min(1, 'Enter the value that the provider gave you.')
    .max(128, 'At most 128 characters.')
    .regex(/^[\w.;_/-]+$/, 'Only letters, digits and . ; _ / - are possible here.'),
  10,
);

export const developerProviderName = z
  .string()
  .min(1, 'Enter a name or leave the developer provider out.')
  .max(128, 'At most 128 characters.')
  .regex(/^[\w._-]+$/, 'Only letters, digits and . _ - are possible here.');

export const providerArns = z.array(arnString);
export const enteredOidcProviderArns = z.array(oidcProviderArn).max(50, 'At most 50 OIDC providers.');
export const enteredSamlProviderArns = z.array(samlProviderArn).max(50, 'At most 50 SAML providers.');

export type ProviderKind =
  | (typeof loginProviders)[number]['kind']
  | 'user-pool'
  | 'oidc'
  | 'saml'
  | 'developer'
  | 'other';

const kindLabels: ReadonlyMap<ProviderKind, string> = new Map<ProviderKind, string>([
  ['user-pool', 'User pool'],
  ...loginProviders.map(({ kind, label }) => [kind, label] as const),
  ['other', 'Other login provider'],
  ['oidc', 'OIDC provider'],
  ['saml', 'SAML provider'],
  ['developer', 'Developer provider'],
]);

/** What a kind is called for people, wherever it is named. */
export function providerKindLabel(kind: ProviderKind): string {
  return kindLabels.get(kind) ?? kind;
}

/** One configured provider, whatever member of the pool it stands in. */
export interface ConfiguredProvider {
  readonly kind: ProviderKind;
  /** `providerKindLabel` of the kind. */
  readonly label: string;
  /** What tells it from others of its kind: provider name, ARN, domain. */
  readonly name: string;
  /** App client id, app id, or empty. */
  readonly detail: string;
}

interface ProviderMembers {
  readonly SupportedLoginProviders: Readonly<Record<string, string>>;
  readonly CognitoIdentityProviders: readonly UserPoolProvider[];
  readonly OpenIdConnectProviderARNs: readonly string[];
  readonly SamlProviderARNs: readonly string[];
  readonly DeveloperProviderName?: string | undefined;
}

/** All providers of a pool in the order of the console: user pools, social, OIDC, SAML, developer. */
export function listProviders(pool: ProviderMembers): ConfiguredProvider[] {
  const social = Object.entries(pool.SupportedLoginProviders).map(([key, value]): ConfiguredProvider => {
    const kind = loginProviders.find((provider) => provider.key === key)?.kind ?? 'other';
    // The consumer secret of X and Digits stands behind the semicolon: never show it.
    const detail = value.split(';')[0] ?? '';
    return { kind, label: providerKindLabel(kind), name: key, detail };
  });
  return [
    ...pool.CognitoIdentityProviders.map(
      (item): ConfiguredProvider => ({
        kind: 'user-pool',
        label: providerKindLabel('user-pool'),
        name: item.ProviderName,
        detail: item.ClientId,
      }),
    ),
    ...social,
    ...pool.OpenIdConnectProviderARNs.map(
      (arn): ConfiguredProvider => ({ kind: 'oidc', label: providerKindLabel('oidc'), name: arn, detail: '' }),
    ),
    ...pool.SamlProviderARNs.map(
      (arn): ConfiguredProvider => ({ kind: 'saml', label: providerKindLabel('saml'), name: arn, detail: '' }),
    ),
    ...(pool.DeveloperProviderName === undefined
      ? []
      : [
          {
            kind: 'developer' as const,
            label: providerKindLabel('developer'),
            name: pool.DeveloperProviderName,
            detail: '',
          },
        ]),
  ];
}
