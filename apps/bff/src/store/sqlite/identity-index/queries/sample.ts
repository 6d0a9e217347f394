import type { SqliteFile } from '@lifeguard/sqlite/file';
import { identitiesTable } from '../schema.ts';
import type { Range, Selection } from './selection.ts';

interface Dates {
  readonly created: number;
  readonly modified: number;
}

export type Sample = ReturnType<typeof createSample>;

const sampleSize = 1000;

/**
 * A thousand identities of a scan, evenly over their ids, and as ids are random, a fair choice: they tell which share of
 * all a range of dates holds, to choose the shorter of two ways. Only speed depends on it.
 */
export function createSample(db: SqliteFile) {
  let known: { scan: number; dates: readonly Dates[] } | undefined;

  function datesOf(scan: number): readonly Dates[] {
    if (known?.scan === scan) return known.dates;
    const table = identitiesTable(scan);
    const { last } = db.get<{ last: number | null }>(`SELECT max(pk) AS last FROM ${table}`) ?? { last: null };
    const step = Math.max(1, Math.floor((last ?? 0) / sampleSize));
    const dates = Array.from({ length: Math.ceil((last ?? 0) / step) }, (_, index) =>
      db.get<Dates>(`SELECT created, modified FROM ${table} WHERE pk > ? ORDER BY pk LIMIT 1`, index * step),
    ).filter((row) => row !== undefined);
    known = { scan, dates };
    return dates;
  }

  /** From 0 to 1. */
  return function shareOf({ scan }: Pick<Selection, 'scan'>, by: keyof Dates, { from, to }: Range): number {
    const dates = datesOf(scan);
    return dates.filter((item) => from <= item[by] && item[by] < to).length / Math.max(1, dates.length);
  };
}
