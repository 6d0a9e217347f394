import type { SqliteFile } from '@lifeguard/sqlite/file';
import { type Condition, type Path, pathFor, sourcesFor } from './conditions.ts';
import type { Sample } from './sample.ts';
import { everything, isUnbounded, type Range, type Selection } from './selection.ts';

const rememberedCounts = 256;

export type Counts = ReturnType<typeof createCounts>;

/** Counting, and what was counted before: people page through one filter, and only the first page has to count. */
export function createCounts(db: SqliteFile, shareOf: Sample) {
  const remembered = new Map<string, number>();

  /** How many the selection has. */
  function count(selection: Selection): number {
    const key = keyOf(selection);
    const known = remembered.get(key);
    if (known !== undefined) return known;
    const counted = countShortest(selection);
    const [oldest] = remembered.keys();
    if (remembered.size >= rememberedCounts && oldest !== undefined) remembered.delete(oldest);
    remembered.set(key, counted);
    return counted;
  }

  /** A range that holds most identities is counted by those that it leaves out. */
  function countShortest(selection: Selection): number {
    const path = pathFor(selection, shareOf);
    if (path === 'table') return countAlong(selection, path);
    const range = selection[path];
    if (isUnbounded(range)) return selection.classes.reduce((sum, item) => sum + item.count, 0);
    if (shareOf(selection, path, range) <= 0.5) return countAlong(selection, path);
    return outside(range).reduce(
      (sum, left) => sum - countAlong({ ...selection, [path]: left }, path),
      countShortest({ ...selection, [path]: everything }),
    );
  }

  /** By visiting the rows. `narrow` is a condition on top of the selection. */
  function countAlong(selection: Selection, path: Path, narrow?: Condition): number {
    return sourcesFor(selection, path, narrow).reduce(
      (sum, { sql, parameters }) =>
        sum + (db.get<{ count: number }>(`SELECT count(*) AS count ${sql}`, ...parameters)?.count ?? 0),
      0,
    );
  }

  return { count, countAlong };
}

function outside({ from, to }: Range): Range[] {
  return [
    { from: everything.from, to: from },
    { from: to, to: everything.to },
  ].filter((range) => range.from < range.to);
}

/** The same key, the same rows: the version of the pool changes with them. */
export function keyOf({ scan, version, classes, created, modified, pks }: Selection): string {
  return JSON.stringify([scan, version, classes.map((item) => item.class), created, modified, pks]);
}
