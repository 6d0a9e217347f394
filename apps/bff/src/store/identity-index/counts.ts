import { type Condition, type Path, pathFor, sourcesFor } from './conditions.ts';
import { everything, type Selection } from './selection.ts';
import type { SqliteFile } from './sqlite-file.ts';

const rememberedCounts = 256;

export type Counts = ReturnType<typeof createCounts>;

/** Counting, and what was counted before: people page through one filter, and only the first page has to count. */
export function createCounts(db: SqliteFile) {
  const remembered = new Map<string, number>();

  /** How many the selection has. */
  function count(selection: Selection): number {
    const { created, modified, pks, classes } = selection;
    if (created === everything && modified === everything && pks === undefined)
      return classes.reduce((sum, item) => sum + item.count, 0);
    const key = keyOf(selection);
    const known = remembered.get(key);
    if (known !== undefined) return known;
    const counted = countAlong(selection, pathFor(selection));
    const [oldest] = remembered.keys();
    if (remembered.size >= rememberedCounts && oldest !== undefined) remembered.delete(oldest);
    remembered.set(key, counted);
    return counted;
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

/** The same key, the same rows: the version of the pool changes with them. */
export function keyOf({ scan, version, classes, created, modified, pks }: Selection): string {
  return JSON.stringify([scan, version, classes.map((item) => item.class), created, modified, pks]);
}
