import type { PoolDocument } from '@lifeguard/shared/aws/pool-document';
import type { ProviderFamily } from '@lifeguard/shared/roles/tag-resolution';
import { type PoolProvider, poolProviders } from '@lifeguard/shared/roles/provider-keys';
import type { ProviderKind } from '@lifeguard/shared/aws/providers';
import { kindText, userPoolText } from '#pool/provider-words.ts';

/** A provider as attribute maps know it: a user pool is one, however many of its app clients the pool names. */
export interface TaggedProvider {
  /** As SetPrincipalTagAttributeMap spells it. */
  readonly name: string;
  readonly family: ProviderFamily;
  /** For people, and different for each provider of a pool: `User pool us-east-1_AbC`, `Google`. */
  readonly title: string;
  /** The first of the pool's providers that share the map. */
  readonly first: PoolProvider;
  /** App clients of a user pool that share the map; empty for other providers. */
  readonly clients: readonly string[];
}

/** The providers of a pool that can have an attribute map, in the order of the console. */
export function taggedProvidersOf(
  document: PoolDocument,
  userPoolNames?: ReadonlyMap<string, string>,
): TaggedProvider[] {
  const byName = new Map<string, [PoolProvider, ...PoolProvider[]]>();
  for (const provider of poolProviders(document)) {
    const same = byName.get(provider.tagProvider);
    byName.set(provider.tagProvider, same === undefined ? [provider] : [...same, provider]);
  }
  return [...byName].map(([name, same]) => {
    const [first] = same;
    const { kind } = first;
    return {
      name,
      first,
      family: familyOf(kind),
      title: titleOf(first, userPoolNames),
      clients: kind === 'user-pool' ? same.map(({ detail }) => detail) : [],
    };
  });
}

function familyOf(kind: ProviderKind): ProviderFamily {
  return kind === 'other' || kind === 'developer' ? 'oidc' : kind;
}

function titleOf(provider: PoolProvider, userPoolNames?: ReadonlyMap<string, string>): string {
  const { kind, tagProvider } = provider;
  switch (kind) {
    case 'user-pool':
      return `${kindText(provider)} ${userPoolText(tagProvider, userPoolNames)}`;
    case 'oidc':
    case 'saml':
      return `${kindText(provider)} ${tagProvider.slice(tagProvider.indexOf('/') + 1)}`;
    default:
      return kindText(provider);
  }
}
