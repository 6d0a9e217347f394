import type { IndexedPool } from '../../../identity-index.ts';
import type { SqliteFile } from '@lifeguard/sqlite/file';
import { idSpace, rangeFrom } from './id-ranges.ts';
import { classSql } from '../identity-class.ts';
import { findPool } from '../pools.ts';
import { findScan } from './progress.ts';
import type { ScanRow } from './row.ts';
import { dateIndex, identitiesTable, stagedTable } from '../schema.ts';
import { firstOfEnabled } from './staging.ts';

/** Staged rows that one step sorts: less than a second. Each identity is staged twice, unless it is disabled. */
const rowsPerStep = 300_000;

/**
 * The other half of a scan: makes the sorted table of identities out of what was listed, in steps of at most about a
 * second, each a transaction after which it can be called again.
 *
 * @returns whether there is another step
 * @throws Error if there is no such scan, or it has not listed everything
 */
export function buildStep(db: SqliteFile, pool: IndexedPool, scanId: string): boolean {
  return db.transaction(() => {
    const scan = listedScan(db, pool, scanId);
    if (scan.finished_at !== null) return false;
    if (scan.built_to === null) createTable(db, scan.scan);
    else if (scan.built_to < idSpace) buildRange(db, pool, scan, scan.built_to);
    else if (!hasIndex(db, scan.scan, 'created')) createIndex(db, scan.scan, 'created', 'modified');
    else if (!hasIndex(db, scan.scan, 'modified')) createIndex(db, scan.scan, 'modified', 'created');
    else return false;
    return true;
  });
}

/** @throws Error if there is no such scan, or it has not listed everything */
export function listedScan(db: SqliteFile, pool: IndexedPool, scanId: string): ScanRow {
  const scan = findScan(db, pool, scanId);
  if (scan === undefined) throw new Error(`There is no scan ${scanId} of this pool.`);
  if (scan.enabled_is_complete === 0) throw new Error(`The scan ${scanId} has not listed the whole pool.`);
  return scan;
}

function createTable(db: SqliteFile, scan: number): void {
  db.define(`
    CREATE TABLE ${identitiesTable(scan)} (
      pk INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, class INTEGER NOT NULL, created INTEGER NOT NULL,
      modified INTEGER NOT NULL
    ) STRICT`);
  db.run('UPDATE scans SET built_to = 0 WHERE scan = ?', scan);
}

/** Of what was listed twice, the newest counts: that of the pass `enabled`, where it is there. */
function buildRange(db: SqliteFile, pool: IndexedPool, scan: ScanRow, from: number): void {
  const latest = findPool(db, pool)?.latest ?? null;
  const isNew =
    latest === null ? '0' : `NOT EXISTS (SELECT 1 FROM ${identitiesTable(latest)} AS known WHERE known.id = listed.id)`;
  const isDisabled = `max(seq) < ${firstOfEnabled}`;
  const range = rangeFrom(from, scan.all_listed + scan.enabled_listed, rowsPerStep);
  db.run(
    `INSERT INTO ${identitiesTable(scan.scan)} (id, class, created, modified)
     SELECT id, ${classSql('login_set', isDisabled, isNew)}, created, modified
     FROM ${stagedTable(scan.scan)} AS listed
     WHERE ${range.sql} AND id NOT IN (SELECT id FROM forgotten WHERE scan = ?)
     GROUP BY id ORDER BY id`,
    ...range.parameters,
    scan.scan,
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
