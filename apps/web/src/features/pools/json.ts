import type { PoolDocument } from '@lifeguard/shared/aws/pool-document';
import { withoutSecret } from '@lifeguard/shared/aws/login-secrets';

/** The pool as JSON in AWS's words, to keep or to compare. The consumer secrets of X and Digits, behind the semicolon, are not in it. */
export function poolJson(document: PoolDocument): { text: string; hasSecrets: boolean } {
  const logins = Object.entries(document.SupportedLoginProviders);
  const shown = logins.map(([key, value]) => [key, withoutSecret(value)] as const);
  return {
    text: `${JSON.stringify({ ...document, SupportedLoginProviders: Object.fromEntries(shown) }, undefined, 2)}\n`,
    hasSecrets: logins.some(([, value]) => withoutSecret(value) !== value),
  };
}
