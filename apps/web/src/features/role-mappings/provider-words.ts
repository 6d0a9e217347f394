import type { PoolProvider } from '@lifeguard/shared/roles/provider-keys';
import { loginProviders, type ProviderKind } from '@lifeguard/shared/aws/providers';

const kindWords: ReadonlyMap<ProviderKind, string> = new Map<ProviderKind, string>([
  ...loginProviders.map(({ kind, label }) => [kind, label] as const),
  ['user-pool', 'User pool'],
  ['oidc', 'OIDC'],
  ['saml', 'SAML'],
  ['developer', 'Developer'],
]);

/** `User pool`, `Google` */
export function kindText({ kind, key }: PoolProvider): string {
  return kindWords.get(kind) ?? key;
}

/** The provider as people know it: a user pool by its id and client, others by their host, or the end of their ARN. */
export function providerName({ kind, login, detail, key }: PoolProvider): string {
  if (kind === 'user-pool') return `${login.slice(login.lastIndexOf('/') + 1)}, client ${detail}`;
  return kind === 'oidc' || kind === 'saml' ? key.slice(key.indexOf('/') + 1) : key;
}
