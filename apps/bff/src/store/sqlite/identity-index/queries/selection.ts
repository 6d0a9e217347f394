import type { IndexedPool, IndexQuery } from '../../../identity-index.ts';
import type { SqliteFile } from '@lifeguard/sqlite/file';
import { readClass } from '../identity-class.ts';
import { findPool } from '../pools.ts';
import { identitiesTable } from '../schema.ts';
import { prefixBounds } from '../uuid-bytes.ts';

/** From ≤ value < to. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/** Unknown times included. */
export const everything: Range = { from: -1, to: Number.MAX_SAFE_INTEGER };

export function isUnbounded({ from, to }: Range): boolean {
  return from === everything.from && to === everything.to;
}

/** What lies in both; a range whose end is not after its beginning has nothing. */
export function overlap(left: Range, right: Range): Range {
  return { from: Math.max(left.from, right.from), to: Math.min(left.to, right.to) };
}

export const dayMs = 86_400_000;

export interface SelectedClass {
  readonly class: number;
  /** In the whole scan. */
  readonly count: number;
  /** Sorted. */
  readonly logins: readonly string[];
  readonly isDisabled: boolean;
}

/** A filter in the terms of the tables of the latest scan. */
export interface Selection {
  readonly poolId: string;
  readonly scan: number;
  readonly version: number;
  readonly classes: readonly SelectedClass[];
  readonly created: Range;
  readonly modified: Range;
  /** Ids are numbered in their order, so that a prefix of an id is a range of numbers. */
  readonly pks: Range | undefined;
}

/** Undefined: the pool was never scanned to the end. */
export function select(db: SqliteFile, pool: IndexedPool, { filter, now }: IndexQuery): Selection | undefined {
  const known = findPool(db, pool);
  if (known === undefined || known.latest === null) return undefined;
  const isWanted = (item: SelectedClass & { isNew: boolean }) =>
    (filter.kind === undefined || filter.kind === kindOf(item)) &&
    (filter.disabled === undefined || filter.disabled === String(item.isDisabled)) &&
    (filter.login === undefined || item.logins.includes(filter.login)) &&
    (filter.isNew === undefined || item.isNew);
  return {
    poolId: pool.poolId,
    scan: known.latest,
    version: known.version,
    classes: classesOf(db, known.latest).filter(isWanted),
    created: rangeOf(filter.createdFrom, filter.createdTo, filter.createdDaysAgo, now),
    modified: rangeOf(filter.modifiedFrom, filter.modifiedTo, filter.untouchedDays, now),
    pks: filter.idPrefix === undefined ? undefined : pksOf(db, pool.poolId, known.latest, filter.idPrefix),
  };
}

/** AWS calls an identity without any login unauthenticated; people call it a guest. */
export function kindOf({ logins }: Pick<SelectedClass, 'logins'>): 'guest' | 'linked' {
  return logins.length === 0 ? 'guest' : 'linked';
}

/** Those that still have identities, the largest first. */
export function classesOf(db: SqliteFile, scan: number): (SelectedClass & { isNew: boolean })[] {
  return db
    .all<{ class: number; count: number; logins: string }>(
      `SELECT class, count, logins FROM class_counts JOIN login_sets ON login_set = class / 4
       WHERE scan = ? AND count > 0 ORDER BY count DESC, class`,
      scan,
    )
    .map((row) => {
      const { isDisabled, isNew } = readClass(row.class);
      return { class: row.class, count: row.count, logins: JSON.parse(row.logins) as string[], isDisabled, isNew };
    });
}

/** Whoever has no date is in no range of dates, but in the one that has no end on either side. */
function rangeOf(from: string | undefined, to: string | undefined, days: number | undefined, now: number): Range {
  if (from === undefined && to === undefined && days === undefined) return everything;
  return {
    from: Math.max(0, from === undefined ? 0 : Date.parse(from)),
    to: Math.min(
      to === undefined ? everything.to : Date.parse(to),
      days === undefined ? everything.to : now - days * dayMs,
    ),
  };
}

function pksOf(db: SqliteFile, poolId: string, scan: number, prefix: string): Range | undefined {
  const bounds = prefixBounds(poolId, prefix);
  if (bounds === undefined) return { from: 0, to: 0 };
  const { first, last } = bounds;
  const row = db.get<{ from: number | null; to: number | null }>(
    `SELECT (SELECT pk FROM ${identitiesTable(scan)} WHERE id >= ? ORDER BY id LIMIT 1) AS "from",
       (SELECT pk FROM ${identitiesTable(scan)} WHERE id <= ? ORDER BY id DESC LIMIT 1) AS "to"`,
    first,
    last,
  );
  if (row === undefined || row.from === null || row.to === null) return { from: 0, to: 0 };
  return { from: row.from, to: row.to + 1 };
}
