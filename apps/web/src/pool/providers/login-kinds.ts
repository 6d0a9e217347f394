import { loginProviders } from '@lifeguard/shared/aws/providers';

/** The kinds of provider that stand in SupportedLoginProviders. */
export const loginKinds = [...loginProviders.map(({ kind }) => kind), 'other'] as const;
export type LoginKind = (typeof loginKinds)[number];

/** The key in SupportedLoginProviders; undefined for `other`, whose key the person types. */
export function loginKeyOf(kind: LoginKind): string | undefined {
  return loginProviders.find((provider) => provider.kind === kind)?.key;
}

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

function labelOf(kind: LoginKind): string {
  return loginProviders.find((provider) => provider.kind === kind)?.label ?? kind;
}
