import type { PoolChanges } from '@lifeguard/shared/pool/changes';
import { protectedTag } from '@lifeguard/shared/pool/protection';
import type { PoolDocument } from '@lifeguard/shared/aws/pool-document';
import { sameValue } from '@lifeguard/shared/pool/canonical';
import { isProtected } from '@lifeguard/shared/pool/protection';
import { enteredTags, ownTags } from '@lifeguard/shared/aws/tags';
import { type FieldErrors, type Resolver, set } from 'react-hook-form';
import { z } from 'zod';
import { mapOf, mapRowErrors, rowsOf } from '#pool/map-rows.ts';

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

export const tagsResolver: Resolver<TagsValues> = (values) => {
  const errors: FieldErrors<TagsValues> = {};
  const put = (path: string, message: string) => set(errors, path, { type: 'validate', message });
  for (const { index, part, message } of mapRowErrors(enteredTags, values.rows, 'tag')) {
    put(`rows.${index}.${part}`, message);
  }
  for (const [index, { key, value }] of values.rows.entries()) {
    if (key === protectedTag && value === 'true') {
      put(`rows.${index}.key`, 'This tag protects the pool. Add and remove it with the button under Protection.');
    }
  }
  if (values.rows.length > maxTags) put('rows.root', `At most ${maxTags} tags; these are ${values.rows.length}.`);
  return Object.keys(errors).length === 0 ? { values, errors: {} } : { values: {}, errors };
};

/** Of AWS; tags that it sets itself do not count. */
const maxTags = 50;

function protection(on: boolean): Record<string, string> {
  return on ? { [protectedTag]: 'true' } : {};
}
