import type { IdentityBreakdown, IdentityCounts } from '@lifeguard/shared/api/identity-index';

import type { IndexedPool, IndexQuery, ScanSummary } from '../../../identity-index.ts';
import type { SqliteFile } from '@lifeguard/sqlite/file';
import { calendarRanges, startOf } from './calendar.ts';
import { type Cells, createCells } from './cells.ts';
import type { Counts } from './counts.ts';
import { findPool } from '../pools.ts';
import { selected } from './rows.ts';
import type { Sample } from './sample.ts';
import { classesOf, dayMs, kindOf, overlap, type Range, type Selection, type SelectedClass } from './selection.ts';

/** The longest first. */
const untouchedDays = [365, 180, 90, 30] as const;

type Kinds = Pick<IdentityCounts, 'guests' | 'linked'>;

/** Counts over the latest scan. */
export function createBreakdown(db: SqliteFile, counts: Counts, shareOf: Sample) {
  const cellsOf = createCells(db, counts, shareOf);
  return {
    summary(pool: IndexedPool): ScanSummary | undefined {
      const latest = findPool(db, pool)?.latest ?? null;
      if (latest === null) return undefined;
      const scan = db.get<{
        started_at: number;
        finished_at: number;
        appeared: number;
        gone: number;
        is_first: number;
      }>('SELECT started_at, finished_at, appeared, gone, is_first FROM scans WHERE scan = ?', latest);
      if (scan === undefined) return undefined;
      const classes = classesOf(db, latest);
      return {
        startedAt: scan.started_at,
        finishedAt: scan.finished_at,
        ...(scan.is_first === 1 ? {} : { changes: { appeared: scan.appeared, gone: scan.gone } }),
        counts: countsOf(classes),
        logins: loginsOf(classes),
      };
    },

    breakdown(pool: IndexedPool, query: IndexQuery): IdentityBreakdown {
      const selection = selected(db, pool, query);
      const found = cellsOf(selection);
      const byClass = new Map(selection.classes.map((item) => [item.class, { ...item, count: 0 }]));
      for (const cell of found.cells) {
        const item = byClass.get(cell.class);
        if (item !== undefined) item.count += cell.count;
      }
      const classes = [...byClass.values()];
      const guests = new Set(classes.filter((item) => kindOf(item) === 'guest').map((item) => item.class));
      return {
        counts: countsOf(classes),
        created: createdOf(found, guests),
        logins: loginsOf(classes),
        untouched: untouchedOf(selection, guests, query.now),
      };
    },
  };

  /** From the longest time on, so that each identity is counted once and then added up. */
  function untouchedOf(selection: Selection, guests: ReadonlySet<number>, now: number): IdentityBreakdown['untouched'] {
    const countKind = (isGuest: boolean, range: Range) =>
      counts.count({
        ...selection,
        classes: selection.classes.filter((item) => guests.has(item.class) === isGuest),
        modified: overlap(selection.modified, range),
      });
    let sum: Kinds = { guests: 0, linked: 0 };
    let from = 0;
    return untouchedDays
      .map((days) => {
        const to = Math.max(from, now - days * dayMs);
        const range = { from, to };
        from = to;
        sum = { guests: sum.guests + countKind(true, range), linked: sum.linked + countKind(false, range) };
        return { days, ...sum };
      })
      .reverse();
  }
}

function createdOf({ cells, unit }: Cells, guests: ReadonlySet<number>): IdentityBreakdown['created'] {
  const perStart = new Map<number, [isGuest: boolean, count: number][]>();
  for (const cell of cells) {
    if (cell.created === undefined) continue;
    const start = startOf(cell.created, unit);
    perStart.set(start, [...(perStart.get(start) ?? []), [guests.has(cell.class), cell.count]]);
  }
  const starts = [...perStart.keys()];
  const ranges = starts.length === 0 ? [] : calendarRanges(Math.min(...starts), Math.max(...starts), unit);
  const buckets = ranges.map(({ from, to }) => ({
    from: new Date(from).toISOString(),
    to: new Date(to).toISOString(),
    ...kindsOf(perStart.get(from) ?? []),
  }));
  return { unit, buckets };
}

function kindsOf(counted: readonly (readonly [isGuest: boolean, count: number])[]): Kinds {
  const kinds = { guests: 0, linked: 0 };
  for (const [isGuest, count] of counted) kinds[isGuest ? 'guests' : 'linked'] += count;
  return kinds;
}

function countsOf(classes: readonly SelectedClass[]): IdentityCounts {
  const kinds = kindsOf(classes.map((item) => [kindOf(item) === 'guest', item.count]));
  const disabled = classes.reduce((sum, item) => sum + (item.isDisabled ? item.count : 0), 0);
  return { total: kinds.guests + kinds.linked, ...kinds, disabled };
}

/** The most frequent login first. */
function loginsOf(classes: readonly SelectedClass[]): { login: string; count: number }[] {
  const found = new Map<string, number>();
  for (const { logins, count } of classes) {
    for (const login of logins) found.set(login, (found.get(login) ?? 0) + count);
  }
  return [...found]
    .filter(([, count]) => count > 0)
    .map(([login, count]) => ({ login, count }))
    .sort((left, right) => right.count - left.count || (left.login < right.login ? -1 : 1));
}
