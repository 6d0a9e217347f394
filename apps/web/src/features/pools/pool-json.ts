import type { PoolDocument } from '@lifeguard/shared/identity-pool-document';

/** Stands where a consumer secret was. */
export const removedSecret = 'SECRET-REMOVED';

/** The pool as JSON in AWS's words, to keep or to compare. The consumer secrets of X and Digits, behind the semicolon, are not in it. */
export function poolJson(document: PoolDocument): { text: string; hasSecrets: boolean } {
  const logins = Object.entries(document.SupportedLoginProviders);
  const SupportedLoginProviders = Object.fromEntries(
    logins.map(([key, value]) => [key, value.includes(';') ? `${value.split(';')[0] ?? ''};${removedSecret}` : value]),
  );
  return {
    text: `${JSON.stringify({ ...document, SupportedLoginProviders }, undefined, 2)}\n`,
    hasSecrets: logins.some(([, value]) => value.includes(';')),
  };
}
