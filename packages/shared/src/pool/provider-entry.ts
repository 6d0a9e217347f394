import type { PoolDocument } from '../aws/pool-document.ts';
import { userPoolKey } from '../roles/provider-keys.ts';
import type { UserPoolProvider } from '../aws/providers.ts';

/** One provider of a pool as it stands in its member. */
export type ProviderEntry =
  | ({ readonly member: 'CognitoIdentityProviders' } & UserPoolProvider)
  | { readonly member: 'SupportedLoginProviders'; readonly key: string; readonly value: string }
  | { readonly member: 'OpenIdConnectProviderARNs' | 'SamlProviderARNs'; readonly arn: string }
  | { readonly member: 'DeveloperProviderName'; readonly name: string };

/** Stands for the developer provider where the others have their key; no other provider is called so. */
export const developerProviderKey = 'developer-provider';

/** What tells the provider from every other of its pool: see `PoolProvider.key`. */
export function entryKey(entry: ProviderEntry): string {
  switch (entry.member) {
    case 'CognitoIdentityProviders':
      return userPoolKey(entry);
    case 'SupportedLoginProviders':
      return entry.key;
    case 'OpenIdConnectProviderARNs':
    case 'SamlProviderARNs':
      return entry.arn;
    case 'DeveloperProviderName':
      return developerProviderKey;
  }
}

/** The provider as attribute maps spell it: a user pool without its client. The developer provider has no map. */
export function entryTagProvider(entry: ProviderEntry): string | undefined {
  if (entry.member === 'DeveloperProviderName') return undefined;
  return entry.member === 'CognitoIdentityProviders' ? entry.ProviderName : entryKey(entry);
}

/** All providers of a pool, the developer provider too, in the order of the console. */
export function providerEntries(pool: PoolDocument): ProviderEntry[] {
  return [
    ...pool.CognitoIdentityProviders.map((item) => ({ member: 'CognitoIdentityProviders' as const, ...item })),
    ...Object.entries(pool.SupportedLoginProviders).map(([key, value]) => ({
      member: 'SupportedLoginProviders' as const,
      key,
      value,
    })),
    ...pool.OpenIdConnectProviderARNs.map((arn) => ({ member: 'OpenIdConnectProviderARNs' as const, arn })),
    ...pool.SamlProviderARNs.map((arn) => ({ member: 'SamlProviderARNs' as const, arn })),
    ...(pool.DeveloperProviderName === undefined
      ? []
      : [{ member: 'DeveloperProviderName' as const, name: pool.DeveloperProviderName }]),
  ];
}

export function findEntry(pool: PoolDocument, key: string): ProviderEntry | undefined {
  return providerEntries(pool).find((entry) => entryKey(entry) === key);
}

/**
 * The pool with the provider `key` replaced by `entry`, in its place where it stays in the same member. Without `key`
 * the entry is added, without an entry the provider is removed. The developer provider can't be removed.
 */
export function withProvider(
  pool: PoolDocument,
  key: string | undefined,
  entry: ProviderEntry | undefined,
): PoolDocument {
  const before = providerEntries(pool);
  const place = key === undefined ? -1 : before.findIndex((one) => entryKey(one) === key);
  const added = entry === undefined ? [] : [entry];
  const after = place < 0 ? [...before, ...added] : before.toSpliced(place, 1, ...added);
  return {
    ...pool,
    CognitoIdentityProviders: after.flatMap((one) => {
      if (one.member !== 'CognitoIdentityProviders') return [];
      const { member: _, ...item } = one;
      return [item];
    }),
    SupportedLoginProviders: Object.fromEntries(
      after.flatMap((one) => (one.member === 'SupportedLoginProviders' ? [[one.key, one.value] as const] : [])),
    ),
    OpenIdConnectProviderARNs: arnsOf(after, 'OpenIdConnectProviderARNs'),
    SamlProviderARNs: arnsOf(after, 'SamlProviderARNs'),
    ...(entry?.member === 'DeveloperProviderName' ? { DeveloperProviderName: entry.name } : {}),
  };
}

function arnsOf(entries: readonly ProviderEntry[], member: 'OpenIdConnectProviderARNs' | 'SamlProviderARNs'): string[] {
  return entries.flatMap((one) => (one.member === member ? [one.arn] : []));
}
