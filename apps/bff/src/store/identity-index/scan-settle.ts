import type { IndexedPool } from '../identity-index.ts';
import type { SqliteFile } from '../sqlite-file.ts';
import type { Condition } from './conditions.ts';
import { rangeFrom } from './id-ranges.ts';
import { rowsOf } from './scan-rows.ts';
import type { ScanRow } from './scans.ts';
import { identitiesTable, stagedTable } from './schema.ts';

/** Staged rows that one step sets right one by one: some tenths of a second. */
const rowsPerStep = 10_000;
/** Of all staged rows: to set more than these right takes longer than to make the table anew. */
const mostShare = 0.05;
/** Never too many. */
const fewRows = 1000;

interface Row {
  readonly id: Uint8Array;
  readonly class: number;
  readonly created: number;
  readonly modified: number;
}

/**
 * Sets the table that was made of the first pass right by what the second one said, for the ids from the prefix `from` on.
 * @returns the prefix to go on at; undefined if there is too much of it, or no number left for a new identity, so that
 *   the table has to be made anew
 */
export function settle(db: SqliteFile, pool: IndexedPool, scan: ScanRow, from: number): number | undefined {
  const other = saidOtherwise(scan);
  const { count, all } = db.get<{ count: number; all: number }>(
    `SELECT (SELECT count(*) ${other.sql}) AS count, coalesce(max(seq), 0) AS "all" FROM ${stagedTable(scan.scan)}`,
    ...other.parameters,
  ) ?? { count: 0, all: 0 };
  if (count > Math.max(fewRows, all * mostShare)) return undefined;
  const range = rangeFrom(from, count, rowsPerStep);
  const rows = rowsOf(db, pool, scan, 'both', [
    range,
    { sql: `id IN (SELECT id ${other.sql})`, parameters: other.parameters },
  ]);
  const isRight = db
    .all<Row>(rows.sql, ...rows.parameters)
    .every((row) => update(db, scan.scan, row) || insert(db, scan.scan, row));
  return isRight ? range.to : undefined;
}

/** The rows that the first pass alone does not tell rightly. */
function saidOtherwise({ scan, enabled_from }: ScanRow): Condition {
  return { sql: `FROM ${stagedTable(scan)} WHERE is_enabled = 0 OR seq >= ?`, parameters: [enabled_from] };
}

function update(db: SqliteFile, scan: number, { id, class: value, created, modified }: Row): boolean {
  const { changes } = db.run(
    `UPDATE ${identitiesTable(scan)} SET class = ?, created = ?, modified = ? WHERE id = ?`,
    value,
    created,
    modified,
    id,
  );
  return changes === 1;
}

/** Puts it next to the one before it in the order of the ids: the table leaves some numbers free after each. */
function insert(db: SqliteFile, scan: number, { id, class: value, created, modified }: Row): boolean {
  const before = db.get<{ pk: number }>(
    `SELECT pk FROM ${identitiesTable(scan)} WHERE id < ? ORDER BY id DESC LIMIT 1`,
    id,
  );
  const { changes } = db.run(
    `INSERT OR IGNORE INTO ${identitiesTable(scan)} (pk, id, class, created, modified) VALUES (?, ?, ?, ?, ?)`,
    (before?.pk ?? 0) + 1,
    id,
    value,
    created,
    modified,
  );
  return changes === 1;
}
