import type { PoolChanges } from '@lifeguard/shared/pool/changes';
import { protectedTag } from '@lifeguard/shared/pool/protection';
import type { PoolDocument } from '@lifeguard/shared/aws/pool-document';
import { sameValue } from '@lifeguard/shared/pool/canonical';
import { isProtected } from '@lifeguard/shared/pool/protection';
import { enteredTags, ownTags } from '@lifeguard/shared/aws/tags';
import { z } from 'zod';
import { mapOf, mapRowProblems, rowsOf } from '#pool/map-rows.ts';
import { resolverOf } from '#ui/form/resolver.ts';

export const tagsValues = z.object({ rows: z.array(z.object({ key: z.string(), value: z.string() })) });
export type TagsValues = z.infer<typeof tagsValues>;

/** The tags of the table: not AWS's own, and not the one that protects the pool, which has a part of its own. */
export function tagsOf(document: PoolDocument): TagsValues {
  const { IdentityPoolTags } = document;
  const rows = rowsOf(ownTags(IdentityPoolTags));
  return { rows: isProtected(document) ? rows.filter(({ key }) => key !== protectedTag) : rows };
}

export function changesOf(document: PoolDocument, { rows }: TagsValues): PoolChanges {
  const IdentityPoolTags = { ...mapOf(rows), ...protection(isProtected(document)) };
  return sameValue(IdentityPoolTags, ownTags(document.IdentityPoolTags)) ? {} : { IdentityPoolTags };
}

/** Only the protection is set or taken away: the BFF refuses to take it away together with anything else. */
export function protectionChange(document: PoolDocument, on: boolean): PoolChanges {
  const others = rowsOf(ownTags(document.IdentityPoolTags)).filter(({ key }) => key !== protectedTag);
  return { IdentityPoolTags: { ...mapOf(others), ...protection(on) } };
}

export const tagsResolver = resolverOf<TagsValues>(({ rows }) => [
  ...rows.flatMap(({ key, value }, index) =>
    key === protectedTag && value === 'true'
      ? [
          [
            `rows.${index}.key`,
            'This tag protects the pool. Add and remove it with the button under Protection.',
          ] as const,
        ]
      : [],
  ),
  ...mapRowProblems('rows', enteredTags, rows, 'tag'),
  ...(rows.length > maxTags ? [['rows', `At most ${maxTags} tags; these are ${rows.length}.`] as const] : []),
]);

/** AWS's limit; the tags that it sets itself do not count. */
export const maxTags = 50;

function protection(on: boolean): Record<string, string> {
  return on ? { [protectedTag]: 'true' } : {};
}
