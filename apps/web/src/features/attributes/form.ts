import type { PoolChanges } from '@lifeguard/shared/pool/changes';
import type { PoolDocument } from '@lifeguard/shared/aws/pool-document';
import { own, sameValue } from '@lifeguard/shared/pool/canonical';
import { enteredPrincipalTagMap, type PrincipalTagMap } from '@lifeguard/shared/aws/principal-tags';
import { z } from 'zod';
import { mapOf, mapRowProblems, rowsOf } from '#pool/map-rows.ts';
import { resolverOf } from '#ui/form/resolver.ts';
import { taggedProvidersOf } from './providers.ts';

/** AWS's limit for the tags of one provider. */
export const maxAttributes = 50;

const providerValues = z.object({
  /** As SetPrincipalTagAttributeMap spells it. */
  provider: z.string(),
  mode: z.enum(['inactive', 'default', 'custom']),
  /** Tag and claim; kept while another mode is chosen, so that a wrong click loses nothing. */
  rows: z.array(z.object({ key: z.string(), value: z.string() })),
});
export type ProviderValues = z.infer<typeof providerValues>;

export const attributesValues = z.object({ providers: z.array(providerValues) });
export type AttributesValues = z.infer<typeof attributesValues>;

export function attributesOf(document: PoolDocument): AttributesValues {
  const maps = new Map(Object.entries(document.PrincipalTagAttributeMaps));
  return {
    providers: taggedProvidersOf(document).map(({ name: provider }) => {
      const map = maps.get(provider);
      if (map === undefined) return { provider, mode: 'inactive', rows: [] };
      return { provider, mode: map.UseDefaults ? 'default' : 'custom', rows: rowsOf(map.PrincipalTags) };
    }),
  };
}

/** The map that a provider's values make; undefined for none. */
export function tagMapOf({ mode, rows }: ProviderValues): PrincipalTagMap | undefined {
  switch (mode) {
    case 'inactive':
      return undefined;
    case 'default':
      return { UseDefaults: true, PrincipalTags: {} };
    case 'custom':
      return { UseDefaults: false, PrincipalTags: mapOf(rows) };
  }
}

/** The maps of all providers where any of them differs. */
export function changesOf(document: PoolDocument, { providers }: AttributesValues): PoolChanges {
  const before = document.PrincipalTagAttributeMaps;
  const PrincipalTagAttributeMaps = Object.fromEntries(
    providers.flatMap((values) => {
      const map = tagMapOf(values);
      return map === undefined ? [] : [[values.provider, map]];
    }),
  );
  const isSame = [...new Set([...Object.keys(before), ...Object.keys(PrincipalTagAttributeMaps)])].every((provider) =>
    sameValue(own(before, provider), own(PrincipalTagAttributeMaps, provider)),
  );
  return isSame ? {} : { PrincipalTagAttributeMaps };
}

export const attributesResolver = resolverOf<AttributesValues>(({ providers }) =>
  providers.flatMap(({ mode, rows }, index) => {
    if (mode !== 'custom') return [];
    const field = `providers.${index}.rows` as const;
    return [
      ...mapRowProblems(field, enteredPrincipalTagMap.shape.PrincipalTags, rows, 'tag'),
      ...(rows.length === 0 ? [[field, 'Add a tag, or choose Inactive: a map without tags makes none.'] as const] : []),
      ...(rows.length > maxAttributes
        ? [[field, `At most ${maxAttributes} tags; these are ${rows.length}.`] as const]
        : []),
    ];
  }),
);
