import type { PoolDocument } from '@lifeguard/shared/aws/pool-document';
import { callWithoutSecrets, hasSecret, withoutSecret } from '@lifeguard/shared/aws/login-secrets';
import { planWhole } from '@lifeguard/shared/pool/plan';

export type PoolJson = ReturnType<typeof poolJson>;

/** The pool as JSON in AWS's words, to keep or to compare. The consumer secrets of X and Digits, behind the semicolon, are not in it. */
export function poolJson(document: PoolDocument): { text: string; hasSecrets: boolean } {
  const logins = Object.entries(document.SupportedLoginProviders);
  const shown = logins.map(([key, value]) => [key, withoutSecret(value)] as const);
  return {
    text: `${JSON.stringify({ ...document, SupportedLoginProviders: Object.fromEntries(shown) }, undefined, 2)}\n`,
    hasSecrets: logins.some(([, value]) => withoutSecret(value) !== value),
  };
}

/** The input of each of the two calls that set the pool, as `--cli-input-json` takes it. */
export function inputJson(document: PoolDocument): Record<'UpdateIdentityPool' | 'SetIdentityPoolRoles', PoolJson> {
  const [settings, roles] = planWhole(document).map((call) => ({
    text: `${JSON.stringify(callWithoutSecrets(call).input, undefined, 2)}\n`,
    hasSecrets: hasSecret(call),
  })) as [PoolJson, PoolJson];
  return { UpdateIdentityPool: settings, SetIdentityPoolRoles: roles };
}
