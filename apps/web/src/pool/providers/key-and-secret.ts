import { splitLoginValue } from '@lifeguard/shared/aws/login-secrets';
import type { ProviderEntry } from '@lifeguard/shared/pool/provider-entry';
import { enteredSupportedLoginProviders } from '@lifeguard/shared/aws/providers';
import { z } from 'zod';

/** The login providers whose value in SupportedLoginProviders is `consumerKey;consumerSecret`. */
export const secretKinds = ['twitter', 'digits'] as const;
export type SecretKind = (typeof secretKinds)[number];

/** The fields of a login provider, as typed; only those of `secretKinds` need the secret. */
export const keyAndSecret = z.object({ value: z.string(), secret: z.string() });
type KeyAndSecret = z.infer<typeof keyAndSecret>;

export const noKeyAndSecret: KeyAndSecret = { value: '', secret: '' };

export function needsSecret(kind: string): kind is SecretKind {
  return (secretKinds as readonly string[]).includes(kind);
}

/** What AWS wants of the two fields; without a secret the key alone. */
export function joinLoginValue({ value, secret }: KeyAndSecret): string {
  return secret.trim() === '' ? value.trim() : `${value.trim()};${secret.trim()}`;
}

/** What is wrong with the two fields, and with which. */
export function keyAndSecretProblem({ value, secret }: KeyAndSecret): [keyof KeyAndSecret, string] | undefined {
  if (value.trim() === '') return ['value', 'Enter the consumer key.'];
  if (value.includes(';')) return ['value', 'Enter only the consumer key here: the secret has its own field.'];
  if (secret.trim() === '') return ['secret', 'Enter the consumer secret.'];
  const entered = enteredSupportedLoginProviders.safeParse({ key: joinLoginValue({ value, secret }) });
  const issue = entered.error?.issues[0];
  if (issue === undefined) return undefined;
  return [
    /[^\w./-]/.test(value.trim()) ? 'value' : 'secret',
    issue.code === 'too_big' ? 'Key and secret have at most 127 characters together.' : issue.message,
  ];
}

/** The secret that the pool has and that stays when none is typed: it belongs to its key, so it goes with another. */
export function keptSecret(value: string, previous: ProviderEntry | undefined): string {
  if (previous?.member !== 'SupportedLoginProviders') return '';
  const { key, secret } = splitLoginValue(previous.value);
  return key === value.trim() ? secret : '';
}

/** The fields of all kinds, as a draft keeps them: it never holds a secret. */
export function withoutTypedSecrets<K extends string>(
  logins: Readonly<Record<K, KeyAndSecret>>,
): Record<K, KeyAndSecret> {
  const entries = Object.entries<KeyAndSecret>(logins).map(([kind, typed]) => [kind, { ...typed, secret: '' }]);
  return Object.fromEntries(entries) as Record<K, KeyAndSecret>;
}
