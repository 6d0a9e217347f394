import type { IndexedPool } from '../identity-index.ts';
import type { SqliteFile } from '../sqlite-file.ts';
import { idSpace, rangeFrom } from './id-ranges.ts';
import { rowsOf } from './scan-rows.ts';
import { settle } from './scan-settle.ts';
import { findScan, type ScanRow } from './scans.ts';
import { dateIndex, identitiesTable, numberStep, stagedTable } from './schema.ts';

/** Staged rows that one step sorts: about half a second. */
const rowsPerStep = 200_000;

/**
 * The other half of a scan: makes the sorted table of identities out of what was listed, in steps of at most about a
 * second, each a transaction after which it can be called again.
 *
 * What the first pass listed does not change any more, and the second one mostly repeats it. So the table is made of the
 * first pass while the second is under way, and at the end only what that one said otherwise is set right.
 *
 * @returns whether there is another step
 * @throws Error if there is no such scan, or it has not listed everything
 */
export function buildStep(db: SqliteFile, pool: IndexedPool, scanId: string): boolean {
  return db.transaction(() => {
    const scan = listedScan(db, pool, scanId);
    if (scan.finished_at !== null) return false;
    if (buildNext(db, pool, scan)) return true;
    if (scan.settled_to === idSpace) return false;
    const settledTo = settle(db, pool, scan, scan.settled_to);
    if (settledTo === undefined) dropTable(db, scan.scan);
    else db.run('UPDATE scans SET settled_to = ? WHERE scan = ?', settledTo, scan.scan);
    return true;
  });
}

/**
 * A step of those that need the first pass only, if it is time for one: they are spread over the second pass, so that
 * neither the listing nor readers wait for more than one of them.
 */
export function buildAhead(db: SqliteFile, pool: IndexedPool, scanId: string): void {
  db.transaction(() => {
    const scan = findScan(db, pool, scanId);
    if (scan?.pass !== 'enabled' || scan.finished_at !== null) return;
    if (scan.listed >= (scan.found ?? 0) * shareBefore(db, scan)) buildNext(db, pool, scan);
  });
}

/** How much of the second pass comes before the next step, as a part of 1. */
function shareBefore(db: SqliteFile, { scan, built_to }: ScanRow): number {
  if (built_to === null || built_to < idSpace) return (0.6 * (built_to ?? 0)) / idSpace;
  return hasIndex(db, scan, 'created') ? 0.8 : 0.65;
}

/** @throws Error if there is no such scan, or it has not listed everything */
export function listedScan(db: SqliteFile, pool: IndexedPool, scanId: string): ScanRow {
  const scan = findScan(db, pool, scanId);
  if (scan === undefined) throw new Error(`There is no scan ${scanId} of this pool.`);
  if (scan.is_complete !== 1) throw new Error(`The scan ${scanId} has not listed the whole pool.`);
  return scan;
}

/** Takes a step; false if the table and its indexes are there. */
function buildNext(db: SqliteFile, pool: IndexedPool, scan: ScanRow): boolean {
  if (scan.built_to === null) createTable(db, scan);
  else if (scan.built_to < idSpace) buildRange(db, pool, scan, scan.built_to);
  else if (!hasIndex(db, scan.scan, 'created')) createIndex(db, scan.scan, 'created', 'modified');
  else if (!hasIndex(db, scan.scan, 'modified')) createIndex(db, scan.scan, 'modified', 'created');
  else return false;
  return true;
}

/** Begun when everything is listed, it has nothing to be settled later. */
function createTable(db: SqliteFile, { scan, is_complete, settled_to }: ScanRow): void {
  db.define(`
    CREATE TABLE ${identitiesTable(scan)} (
      pk INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, class INTEGER NOT NULL, created INTEGER NOT NULL,
      modified INTEGER NOT NULL
    ) STRICT`);
  const settledTo = is_complete === 1 ? idSpace : settled_to;
  db.run('UPDATE scans SET built_to = 0, settled_to = ? WHERE scan = ?', settledTo, scan);
}

/** It is made anew by the next steps. */
function dropTable(db: SqliteFile, scan: number): void {
  db.define(`DROP TABLE ${identitiesTable(scan)}`);
  db.run('UPDATE scans SET built_to = NULL WHERE scan = ?', scan);
}

function buildRange(db: SqliteFile, pool: IndexedPool, scan: ScanRow, from: number): void {
  const identities = identitiesTable(scan.scan);
  const { staged } = db.get<{ staged: number }>(
    `SELECT coalesce(max(seq), 0) AS staged FROM ${stagedTable(scan.scan)}`,
  ) ?? { staged: 0 };
  const range = rangeFrom(from, staged, rowsPerStep);
  const { last } = db.get<{ last: number }>(`SELECT coalesce(max(pk), 0) AS last FROM ${identities}`) ?? { last: 0 };
  const rows = rowsOf(db, pool, scan, scan.settled_to === idSpace ? 'both' : 'first', [range]);
  db.run(
    `INSERT INTO ${identities} (pk, id, class, created, modified)
     SELECT ? + row_number() OVER (ORDER BY id) * ?, id, class, created, modified FROM (${rows.sql}) ORDER BY id`,
    last,
    numberStep,
    ...rows.parameters,
  );
  db.run('UPDATE scans SET built_to = ? WHERE scan = ?', range.to, scan.scan);
}

function hasIndex(db: SqliteFile, scan: number, by: 'created' | 'modified'): boolean {
  const name = dateIndex(scan, by);
  return db.get("SELECT 1 FROM sqlite_schema WHERE type = 'index' AND name = ?", name) !== undefined;
}

function createIndex(db: SqliteFile, scan: number, by: 'created' | 'modified', then: 'created' | 'modified'): void {
  db.define(`CREATE INDEX ${dateIndex(scan, by)} ON ${identitiesTable(scan)} (class, ${by}, ${then})`);
}
