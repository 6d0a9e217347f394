import type { PoolDocument } from '../aws/pool-document.ts';
import { differingPaths, type PoolPath, pathOf, pathText, valueAt } from './paths.ts';
import { poolSettings, type SettingsTable, settingWords } from './settings.ts';
import type { ValueRow } from './value-rows.ts';

/** One setting that differs, in words. `before` is absent where it was added, `after` where it was removed. */
export interface PoolDifference {
  /** `IdentityPoolName`, `IdentityPoolTags.team` */
  readonly path: string;
  readonly label: string;
  readonly kind: 'added' | 'removed' | 'changed';
  readonly before?: string;
  readonly after?: string;
}

/** What changes between two versions of a pool, setting by setting. */
export function diffPools(
  before: PoolDocument,
  after: PoolDocument,
  settings: SettingsTable = poolSettings,
): PoolDifference[] {
  return differingPaths(before, after, settings).map((path) => {
    const old = wordsAt(before, path, settings);
    const next = changedText(old, wordsAt(after, path, settings));
    return {
      path: pathText(path),
      label: labelOf(path, settings),
      kind: old === undefined ? 'added' : next === undefined ? 'removed' : 'changed',
      ...(old === undefined ? {} : { before: old }),
      ...(next === undefined ? {} : { after: next }),
    };
  });
}

/** Two values that differ in a secret only read the same: the second then says that it differs. */
export function changedText(before: string | undefined, after: string | undefined): string | undefined {
  return after !== undefined && before === after ? `${after} (changed)` : after;
}

/** The words of a setting at a path as text, for example for a conflict: see `pathText`. */
export function labelOfPath(text: string, settings: SettingsTable = poolSettings): string {
  return labelOf(pathOf(text), settings);
}

/** The value of a setting at a path as text, in words; undefined where the pool does not have it. */
export function valueTextAt(
  document: PoolDocument,
  text: string,
  settings: SettingsTable = poolSettings,
): string | undefined {
  return wordsAt(document, pathOf(text), settings);
}

/** The rows of a setting at a path as text; none where it is not a list, or the pool does not have it. */
export function rowsAt(
  document: PoolDocument,
  text: string,
  settings: SettingsTable = poolSettings,
): readonly ValueRow[] | undefined {
  const path = pathOf(text);
  const value = valueAt(document, path);
  return value === undefined ? undefined : settings[path.member].rows?.(value);
}

function labelOf({ member, key }: PoolPath, settings: SettingsTable): string {
  const { label, entryLabel } = settings[member];
  if (key === undefined) return label;
  return entryLabel === undefined ? `${label} ${key}` : entryLabel(key);
}

function wordsAt(document: PoolDocument, path: PoolPath, settings: SettingsTable): string | undefined {
  return settingWords(settings[path.member], valueAt(document, path));
}
