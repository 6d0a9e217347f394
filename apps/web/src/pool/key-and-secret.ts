import { enteredSupportedLoginProviders } from '@lifeguard/shared/providers';

/** The login providers whose value in SupportedLoginProviders is `consumerKey;consumerSecret`. */
export const secretKinds = ['twitter', 'digits'] as const;
export type SecretKind = (typeof secretKinds)[number];

/** The two fields of such a value, as typed. */
interface KeyAndSecret {
  readonly value: string;
  readonly secret: string;
}

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
