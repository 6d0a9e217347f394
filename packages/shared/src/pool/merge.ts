import type { PoolChanges } from './changes.ts';
import type { PoolDocument } from '../aws/pool-document.ts';
import { sameValue } from './canonical.ts';
import { differingPaths, type PoolPath, pathText, valueAt, withValue } from './paths.ts';
import { poolSettings, type SettingsTable, type SettingGroup } from './settings.ts';
import { reservedTags } from '../aws/tags.ts';

/** What the three-way merge of two edits of the same pool came to. */
export interface PoolMerge {
  /** `current` with the changes of `yours` on top. To be saved as it stands only where `mergeable`. */
  readonly merged: PoolDocument;
  /** Settings that both sides changed, to different values. */
  readonly conflicts: string[];
  /** Settings of one group that both sides changed, though not the same setting of it. */
  readonly coupled: string[];
  /** No conflict and nothing coupled: both edits can be kept. */
  readonly mergeable: boolean;
}

/** The document that an edit of `base` asks for. AWS's own tags stay, as nobody can change them. */
export function applyChanges(base: PoolDocument, changes: PoolChanges): PoolDocument {
  const given = Object.entries(changes).filter(([, value]) => value !== undefined);
  const unset = new Set(given.flatMap(([member, value]) => (value === null ? [member] : [])));
  const members = Object.entries({ ...base, ...Object.fromEntries(given) }).filter(([member]) => !unset.has(member));
  const next = Object.fromEntries(members) as PoolDocument;
  if (changes.IdentityPoolTags === undefined) return next;
  return { ...next, IdentityPoolTags: { ...changes.IdentityPoolTags, ...reservedTags(base.IdentityPoolTags) } };
}

/**
 * Three-way merge: `yours` was made from `base`, while AWS now holds `current`. Settings that mean something together
 * are never merged silently, even where the two edits touch different ones: a guest role that one person chose while
 * another opened guest access, or a role mapping whose provider somebody removed.
 */
export function mergePool(
  base: PoolDocument,
  current: PoolDocument,
  yours: PoolDocument,
  settings: SettingsTable = poolSettings,
): PoolMerge {
  const ours = differingPaths(base, yours, settings);
  const theirs = differingPaths(base, current, settings);
  const theirTexts = new Set(theirs.map(pathText));
  const conflicts = ours
    .filter((path) => theirTexts.has(pathText(path)) && !sameValue(valueAt(yours, path), valueAt(current, path)))
    .map(pathText);
  const coupled = coupledPaths(yours, current, ours, theirs, settings).filter((text) => !conflicts.includes(text));
  const merged = ours.reduce((document, path) => withValue(document, path, valueAt(yours, path)), current);
  return { merged, conflicts, coupled, mergeable: conflicts.length === 0 && coupled.length === 0 };
}

const groups = ['guests', 'providers'] as const satisfies SettingGroup[];

function groupOf({ member, key = '' }: PoolPath, settings: SettingsTable): SettingGroup | undefined {
  const { group, groupKeys } = settings[member];
  return groupKeys === undefined || groupKeys.includes(key) ? group : undefined;
}

function coupledPaths(
  yours: PoolDocument,
  current: PoolDocument,
  ours: readonly PoolPath[],
  theirs: readonly PoolPath[],
  settings: SettingsTable,
): string[] {
  const found = new Set<string>();
  for (const group of groups) {
    const isInGroup = (path: PoolPath): boolean => groupOf(path, settings) === group;
    const oursInGroup = ours.filter(isInGroup);
    const theirsInGroup = theirs.filter(isInGroup);
    const differ = [...oursInGroup, ...theirsInGroup].some(
      (path) => !sameValue(valueAt(yours, path), valueAt(current, path)),
    );
    if (oursInGroup.length === 0 || theirsInGroup.length === 0 || !differ) continue;
    for (const path of [...oursInGroup, ...theirsInGroup]) found.add(pathText(path));
  }
  return [...found];
}
