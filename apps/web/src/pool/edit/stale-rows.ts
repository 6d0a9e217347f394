import type { PoolChanges } from '@lifeguard/shared/pool/changes';
import type { PoolDocument } from '@lifeguard/shared/aws/pool-document';
import { changedText, diffPools, labelOfPath, rowsAt, valueTextAt } from '@lifeguard/shared/pool/diff';
import { applyChanges } from '@lifeguard/shared/pool/merge';
import { differingPaths, pathText, valueAt, withValue } from '@lifeguard/shared/pool/paths';
import { poolSettings, type SettingsTable } from '@lifeguard/shared/pool/settings';
import type { StaleVersion } from '@lifeguard/shared/api/problem';
import { ownTags } from '@lifeguard/shared/aws/tags';
import { type RowChange, rowDiff } from '#ui/diff/row-diff.ts';

export type Choice = 'theirs' | 'mine';

/** One setting that either side changed. */
export interface StaleRow {
  path: string;
  label: string;
  base: string | undefined;
  theirs: string | undefined;
  yours: string | undefined;
  /** Where the setting is a list, row by row: what became of it on each side. */
  rows: { theirs: readonly RowChange[]; yours: readonly RowChange[] } | undefined;
  isTheirs: boolean;
  isYours: boolean;
  isConflict: boolean;
  isCoupled: boolean;
}

export function staleRows(
  { base, current, yours, conflicts, coupled }: StaleVersion,
  settings: SettingsTable = poolSettings,
): StaleRow[] {
  const textAt = (document: PoolDocument, path: string) => valueTextAt(document, path, settings);
  const textOfVersion = (version: PoolDocument, path: string, isChanged: boolean) =>
    isChanged ? changedText(textAt(base, path), textAt(version, path)) : textAt(version, path);
  const rowsOf = (path: string): StaleRow['rows'] => {
    const [old, theirs, mine] = [base, current, yours].map((version) => rowsAt(version, path, settings));
    if (old === undefined || theirs === undefined || mine === undefined) return undefined;
    return { theirs: rowDiff(old, theirs), yours: rowDiff(old, mine) };
  };
  const theirPaths = diffPools(base, current, settings).map((difference) => difference.path);
  const yourPaths = diffPools(base, yours, settings).map((difference) => difference.path);
  return [...new Set([...yourPaths, ...theirPaths])].map((path) => ({
    path,
    label: labelOfPath(path, settings),
    base: textAt(base, path),
    theirs: textOfVersion(current, path, theirPaths.includes(path)),
    yours: textOfVersion(yours, path, yourPaths.includes(path)),
    rows: rowsOf(path),
    isTheirs: theirPaths.includes(path),
    isYours: yourPaths.includes(path),
    isConflict: conflicts.includes(path),
    isCoupled: coupled.includes(path),
  }));
}

/**
 * What remains to be changed in the current version, given a choice per setting; mine where none was made. What only
 * they changed stays theirs, entry by entry of a map too; what is not set any more is `null`.
 */
export function resolveChanges(
  { base, current, yours }: StaleVersion,
  changes: PoolChanges,
  choices: ReadonlyMap<string, Choice>,
  settings: SettingsTable = poolSettings,
): PoolChanges {
  let resolved = current;
  for (const path of differingPaths(base, applyChanges(yours, changes), settings)) {
    if (choices.get(pathText(path)) !== 'theirs') resolved = withValue(resolved, path, valueAt(yours, path));
  }
  const values: PoolDocument = { ...resolved, IdentityPoolTags: ownTags(resolved.IdentityPoolTags) };
  const members = new Set(differingPaths(current, resolved, settings).map((path) => path.member));
  return Object.fromEntries([...members].map((member) => [member, values[member] ?? null]));
}
