import type { IdentityBreakdown, IdentityCounts } from '@lifeguard/shared/identity-index';

import type { IndexedPool, IndexQuery, ScanSummary } from '../identity-index.ts';
import { sourcesFor } from './conditions.ts';
import type { Counts } from './counts.ts';
import { findPool } from './pools.ts';
import { selected } from './rows.ts';
import { classesOf, dayMs, kindOf, type Range, type Selection, type SelectedClass } from './selection.ts';
import type { SqliteFile } from './sqlite-file.ts';

/** A longer range is shown by months. */
const mostDays = 92;
const untouchedDays = [30, 90, 180, 365] as const;

type Kinds = Pick<IdentityCounts, 'guests' | 'linked'>;

/** Counts over the latest scan. All of them are counts of ranges along an index, class by class. */
export function createBreakdown(db: SqliteFile, counts: Counts) {
  return {
    summary(pool: IndexedPool): ScanSummary | undefined {
      const known = findPool(db, pool);
      if (known === undefined || known.latest === null) return undefined;
      const scan = db.get<{
        started_at: number;
        finished_at: number;
        appeared: number;
        gone: number;
        is_first: number;
      }>('SELECT * FROM scans WHERE scan = ?', known.latest);
      if (scan === undefined) return undefined;
      const classes = classesOf(db, known.latest);
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
      const ranges = bucketsOf(createdRange(selection));
      const buckets = ranges.map((range) => ({
        from: new Date(range.from).toISOString(),
        to: new Date(range.to).toISOString(),
        guests: 0,
        linked: 0,
      }));
      const classes = selection.classes.map((item): SelectedClass => {
        const perBucket = ranges.map((range) => countIn(selection, item, 'created', range));
        for (const [index, bucket] of buckets.entries()) add(bucket, item, perBucket[index] ?? 0);
        const withoutDate = countIn(selection, item, 'created', { from: -1, to: 0 });
        return { ...item, count: perBucket.reduce((sum, count) => sum + count, withoutDate) };
      });
      return {
        counts: countsOf(classes),
        created: { unit: unitOf(createdRange(selection)), buckets },
        logins: loginsOf(classes),
        untouched: untouchedOf(selection, query.now),
      };
    },
  };

  function countIn(selection: Selection, item: SelectedClass, by: 'created' | 'modified', range: Range): number {
    const narrowed = {
      from: Math.max(selection[by].from, range.from),
      to: Math.min(selection[by].to, range.to),
    };
    if (narrowed.from >= narrowed.to) return 0;
    return counts.countAlong({ ...selection, classes: [item], [by]: narrowed }, by);
  }

  /** From the first to the last one that was created; undefined where no date is known. */
  function createdRange(selection: Selection): Range | undefined {
    const ends = (['ASC', 'DESC'] as const).map((direction) =>
      sourcesFor(selection, 'created', { sql: 'created >= 0', parameters: [] })
        .map(({ sql, parameters }) =>
          db.get<{ created: number }>(`SELECT created ${sql} ORDER BY created ${direction} LIMIT 1`, ...parameters),
        )
        .filter((row) => row !== undefined)
        .map((row) => row.created),
    );
    const [firsts = [], lasts = []] = ends;
    return firsts.length === 0 ? undefined : { from: Math.min(...firsts), to: Math.max(...lasts) + 1 };
  }

  function untouchedOf(selection: Selection, now: number): IdentityBreakdown['untouched'] {
    let after = 0;
    const kinds = { guests: 0, linked: 0 };
    const longestFirst = [...untouchedDays].reverse().map((days) => {
      const before = now - days * dayMs;
      for (const item of selection.classes)
        add(kinds, item, countIn(selection, item, 'modified', { from: after, to: before }));
      after = Math.max(after, before);
      return { days, ...kinds };
    });
    return longestFirst.reverse();
  }
}

function add(to: Kinds, item: SelectedClass, count: number): void {
  if (kindOf(item) === 'guest') to.guests += count;
  else to.linked += count;
}

function countsOf(classes: readonly SelectedClass[]): IdentityCounts {
  const kinds = { guests: 0, linked: 0 };
  let disabled = 0;
  for (const item of classes) {
    add(kinds, item, item.count);
    if (item.isDisabled) disabled += item.count;
  }
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

function unitOf(range: Range | undefined): 'day' | 'month' {
  if (range === undefined) return 'day';
  return Math.floor((range.to - 1) / dayMs) - Math.floor(range.from / dayMs) < mostDays ? 'day' : 'month';
}

/** Whole days or months of UTC that cover the range. */
function bucketsOf(range: Range | undefined): Range[] {
  if (range === undefined) return [];
  const unit = unitOf(range);
  const buckets: Range[] = [];
  for (let from = startOf(range.from, unit); from < range.to; ) {
    const to = nextStart(from, unit);
    buckets.push({ from, to });
    from = to;
  }
  return buckets;
}

function startOf(time: number, unit: 'day' | 'month'): number {
  const date = new Date(time);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), unit === 'day' ? date.getUTCDate() : 1);
}

function nextStart(time: number, unit: 'day' | 'month'): number {
  const date = new Date(time);
  const [year, month, day] = [date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()];
  return unit === 'day' ? Date.UTC(year, month, day + 1) : Date.UTC(year, month + 1, 1);
}
