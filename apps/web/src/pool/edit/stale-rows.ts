import type { PoolChanges } from '@lifeguard/shared/pool/changes';
import type { PoolDocument, PoolMember } from '@lifeguard/shared/aws/pool-document';
import { changedText, diffPools, labelOfPath, valueTextAt } from '@lifeguard/shared/pool/diff';
import { applyChanges } from '@lifeguard/shared/pool/merge';
import { differingPaths, pathText, valueAt, withValue } from '@lifeguard/shared/pool/paths';
import type { StaleVersion } from '@lifeguard/shared/api/problem';
import { ownTags } from '@lifeguard/shared/aws/tags';

export type Choice = 'theirs' | 'mine';

/** One setting that either side changed. */
export interface StaleRow {
  path: string;
  label: string;
  base: string | undefined;
  theirs: string | undefined;
  yours: string | undefined;
  isTheirs: boolean;
  isYours: boolean;
  isConflict: boolean;
  isCoupled: boolean;
}

export function staleRows({ base, current, yours, conflicts, coupled }: StaleVersion): StaleRow[] {
  const theirPaths = diffPools(base, current).map((difference) => difference.path);
  const yourPaths = diffPools(base, yours).map((difference) => difference.path);
  return [...new Set([...yourPaths, ...theirPaths])].map((path) => ({
    path,
    label: labelOfPath(path),
    base: valueTextAt(base, path),
    theirs: textOfVersion(base, current, path, theirPaths.includes(path)),
    yours: textOfVersion(base, yours, path, yourPaths.includes(path)),
    isTheirs: theirPaths.includes(path),
    isYours: yourPaths.includes(path),
    isConflict: conflicts.includes(path),
    isCoupled: coupled.includes(path),
  }));
}

function textOfVersion(base: PoolDocument, version: PoolDocument, path: string, isChanged: boolean) {
  const text = valueTextAt(version, path);
  return isChanged ? changedText(valueTextAt(base, path), text) : text;
}

/**
 * What remains to be changed in the current version, given a choice per setting; mine where none was made. What only
 * they changed stays theirs, entry by entry of a map too.
 */
export function resolveChanges(
  { base, current, yours }: StaleVersion,
  changes: PoolChanges,
  choices: ReadonlyMap<string, Choice>,
): PoolChanges {
  let resolved = current;
  for (const path of differingPaths(base, applyChanges(yours, changes))) {
    if (choices.get(pathText(path)) !== 'theirs') resolved = withValue(resolved, path, valueAt(yours, path));
  }
  const members = new Set<PoolMember>(differingPaths(current, resolved).map((path) => path.member));
  const values: PoolDocument = { ...resolved, IdentityPoolTags: ownTags(resolved.IdentityPoolTags) };
  return Object.fromEntries([...members].map((member) => [member, values[member]]));
}
