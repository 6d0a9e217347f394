import type { PoolChanges } from './changes.ts';
import type { PoolDocument } from '../aws/pool-document.ts';
import { own, sameValue } from './canonical.ts';
import { taggedProviders } from './plan.ts';
import { entryKey, entryTagProvider, findEntry, type ProviderEntry, withProvider } from './provider-entry.ts';
import { danglingMappings } from '../roles/provider-keys.ts';

/**
 * What becomes of a role mapping or attribute map whose provider goes. `move`: to the provider that takes its place,
 * where there is one that has none of its own; otherwise it is removed.
 */
export type LeftoverChoice = 'move' | 'remove' | 'keep';

/** A change of one provider. */
export interface ProviderEdit {
  /** The provider to change or remove; absent where one is added. */
  readonly key?: string | undefined;
  /** What it should be; absent where it should go. */
  readonly entry?: ProviderEntry | undefined;
  /** For the keys of RoleMappings that name no provider afterwards, those that name none already included. */
  readonly mappings: LeftoverChoice;
  /** For the attribute maps of providers that are not in the pool afterwards. */
  readonly attributes: LeftoverChoice;
}

/** A key that names no provider after an edit, and the key that it can move to. */
export interface Leftover {
  readonly key: string;
  readonly to?: string;
  /** It named none before either. */
  readonly isOld: boolean;
}

/** What an edit that removes a key leaves behind, were nothing else changed; nothing for other edits. */
export function providerLeftovers(
  pool: PoolDocument,
  { key, entry }: Pick<ProviderEdit, 'key' | 'entry'>,
): { readonly mappings: Leftover[]; readonly attributes: Leftover[] } {
  const replaced = key === undefined ? undefined : findEntry(pool, key);
  if (replaced === undefined || (entry !== undefined && entryKey(entry) === key))
    return { mappings: [], attributes: [] };
  const after = withProvider(pool, key, entry);
  const oldMappings = danglingMappings(pool);
  const oldMaps = danglingTagMaps(pool);
  const newKey = entry && entryKey(entry);
  const newTagProvider = entry && entryTagProvider(entry);
  // Other clients of the same user pool would get the attributes too.
  const isShared = newTagProvider !== undefined && taggedProviders(pool).includes(newTagProvider);
  return {
    mappings: danglingMappings(after).map((name) =>
      leftover(name, oldMappings, name === key ? newKey : undefined, pool.RoleMappings),
    ),
    attributes: danglingTagMaps(after).map((name) => {
      const isMovable = name === entryTagProvider(replaced) && !isShared;
      return leftover(name, oldMaps, isMovable ? newTagProvider : undefined, pool.PrincipalTagAttributeMaps);
    }),
  };
}

/** The changes that an edit of one provider comes to: the provider's member, and what referred to it. Nothing else. */
export function providerChanges(pool: PoolDocument, edit: ProviderEdit): PoolChanges {
  const left = providerLeftovers(pool, edit);
  const after: PoolDocument = {
    ...withProvider(pool, edit.key, edit.entry),
    RoleMappings: settle(pool.RoleMappings, left.mappings, edit.mappings),
    PrincipalTagAttributeMaps: settle(pool.PrincipalTagAttributeMaps, left.attributes, edit.attributes),
  };
  return Object.fromEntries(
    editedMembers.flatMap((member) => (sameValue(pool[member], after[member]) ? [] : [[member, after[member]]])),
  );
}

/** Attribute maps of providers that are not in the pool. */
export function danglingTagMaps(pool: PoolDocument): string[] {
  const providers = taggedProviders(pool);
  return Object.keys(pool.PrincipalTagAttributeMaps).filter((key) => !providers.includes(key));
}

/** The role mappings of a pool without those that name no provider. */
export function withoutDanglingMappings(pool: PoolDocument): PoolDocument['RoleMappings'] {
  const dangling = danglingMappings(pool);
  return Object.fromEntries(Object.entries(pool.RoleMappings).filter(([key]) => !dangling.includes(key)));
}

const editedMembers = [
  'CognitoIdentityProviders',
  'SupportedLoginProviders',
  'OpenIdConnectProviderARNs',
  'SamlProviderARNs',
  'DeveloperProviderName',
  'RoleMappings',
  'PrincipalTagAttributeMaps',
] as const satisfies (keyof PoolChanges)[];

function leftover(key: string, old: readonly string[], to: string | undefined, map: object): Leftover {
  const isFree = to !== undefined && own(map, to) === undefined;
  return { key, isOld: old.includes(key), ...(isFree ? { to } : {}) };
}

function settle<V>(
  map: Readonly<Record<string, V>>,
  leftovers: readonly Leftover[],
  choice: LeftoverChoice,
): Record<string, V> {
  return Object.fromEntries(
    Object.entries(map).flatMap(([key, value]) => {
      const left = leftovers.find((one) => one.key === key);
      if (left === undefined || choice === 'keep') return [[key, value]];
      return choice === 'move' && left.to !== undefined ? [[left.to, value]] : [];
    }),
  );
}
