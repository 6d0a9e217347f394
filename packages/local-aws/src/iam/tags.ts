import { invalidInput, limitExceeded } from './errors.ts';
import { afterMarker, firstPage } from './pages.ts';
import type { Tag } from './shapes.ts';

const maxTags = 50;

/**
 * Whether keys that differ only in the case of their letters are one: so it is for roles, and for nothing else here.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_tags.html#id_tags_rules
 */
export type TagCase = 'ignored' | 'kept';

/** The tags with those of a request added; a key that is there already takes the new value. In the order of their keys. */
export function withTags(tags: readonly Tag[], added: readonly Tag[], tagCase: TagCase): Tag[] {
  checkNoneReserved(added.map(({ Key }) => Key));
  const keys = new Set(added.map(({ Key }) => folded(Key, tagCase)));
  if (keys.size < added.length) {
    const hint = tagCase === 'ignored' ? ' Please note that Tag keys are case insensitive.' : '';
    throw invalidInput(`Duplicate tag keys found.${hint}`);
  }
  const all = [...tags.filter(({ Key }) => !keys.has(folded(Key, tagCase))), ...added];
  if (all.length > maxTags) throw limitExceeded('The number of tags has reached the maximum limit.');
  return all.sort((left, right) => (left.Key < right.Key ? -1 : 1));
}

/** The tags without those of some keys; keys that are not there change nothing. */
export function withoutTags(tags: readonly Tag[], removed: readonly string[], tagCase: TagCase): Tag[] {
  const keys = new Set(removed.map((key) => folded(key, tagCase)));
  return tags.filter(({ Key }) => !keys.has(folded(Key, tagCase)));
}

/** The answer of an operation that lists tags, which are in the order of their keys. */
export function tagPage(tags: readonly Tag[], input: { readonly Marker?: string; readonly MaxItems?: number }): object {
  const after = afterMarker(input);
  const left = tags.filter(({ Key }) => Key > after);
  const { items, end } = firstPage(left, input, ({ Key }) => Key);
  return { Tags: { member: items }, ...end };
}

function folded(key: string, tagCase: TagCase): string {
  return tagCase === 'ignored' ? key.toLowerCase() : key;
}

function checkNoneReserved(keys: readonly string[]): void {
  const reserved = keys.find((key) => /^aws:/i.test(key));
  // AWS's text for this is not public.
  if (reserved !== undefined) throw invalidInput(`The tag key '${reserved}' is reserved: it begins with aws:.`);
}

/** The tags of a role as a record. */
export function tagsOf({ Tags }: { readonly Tags: readonly Tag[] }): Readonly<Record<string, string>> {
  return Object.fromEntries(Tags.map(({ Key, Value }) => [Key, Value]));
}
