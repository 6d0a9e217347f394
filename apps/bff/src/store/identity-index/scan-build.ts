import type { IndexedPool, ScanResult } from '../identity-index.ts';
import type { SqliteFile } from '../sqlite-file.ts';
import { classSql, disabledClasses } from './identity-class.ts';
import { findPool } from './pools.ts';
import { dropTables, findScan, type ScanRow } from './scans.ts';
import { dateIndex, identitiesTable, stagedTable } from './schema.ts';
import { bytesOf, identityIdOf } from './uuid-bytes.ts';

/** Ids are built in ranges of their first two bytes. */
const idSpace = 65_536;
/** Staged rows that one step sorts: about half a second. */
const rowsPerStep = 400_000;
/** More than any `seq`. */
const enabledFirst = 2 ** 52;
const afterEveryId = Buffer.alloc(17, 0xff);

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

/**
 * Of a scan that is built and not published: the ids that were not listed as enabled.
 * @returns undefined where there are more than `atMost`, or the scan is published already
 */
export function builtAsDisabled(
  db: SqliteFile,
  pool: IndexedPool,
  scanId: string,
  atMost: number,
): string[] | undefined {
  const scan = listedScan(db, pool, scanId);
  if (scan.finished_at !== null) return undefined;
  const sets = db.all<{ login_set: number }>('SELECT login_set FROM login_sets WHERE pool = ?', scan.pool);
  const found: Uint8Array[] = [];
  for (const value of sets.flatMap(({ login_set }) => disabledClasses(login_set))) {
    const rows = db.all<{ id: Uint8Array }>(
      `SELECT id FROM ${identitiesTable(scan.scan)} INDEXED BY ${dateIndex(scan.scan, 'created')} WHERE class = ? LIMIT ?`,
      value,
      atMost + 1,
    );
    found.push(...rows.map(({ id }) => id));
    if (found.length > atMost) return undefined;
  }
  return found.map((id) => identityIdOf(pool.poolId, id));
}

/** Takes ids out of a scan that is built and not published. The scan before still has them, so that they count as gone. */
export function leaveOut(db: SqliteFile, pool: IndexedPool, scanId: string, identityIds: readonly string[]): void {
  db.transaction(() => {
    const scan = listedScan(db, pool, scanId);
    if (scan.finished_at !== null) return;
    for (const id of identityIds)
      db.run(`DELETE FROM ${identitiesTable(scan.scan)} WHERE id = ?`, bytesOf(pool.poolId, id));
  });
}

/** Puts a scan that is built in the place of the one before, with everything that belongs to that one taken out. */
export function publish(db: SqliteFile, pool: IndexedPool, scanId: string, finishedAt: number): ScanResult {
  return db.transaction(() => {
    const scan = listedScan(db, pool, scanId);
    if (scan.finished_at === null) replaceLatest(db, pool, scan, finishedAt);
    return resultOf(db, scan.scan);
  });
}

function listedScan(db: SqliteFile, pool: IndexedPool, scanId: string): ScanRow {
  const scan = findScan(db, pool, scanId);
  if (scan === undefined) throw new Error(`There is no scan ${scanId} of this pool.`);
  if (scan.is_complete !== 1) throw new Error(`The scan ${scanId} has not listed the whole pool.`);
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

/** Of what was listed twice, the newest counts, but what says that it is enabled before what does not. */
function buildRange(db: SqliteFile, pool: IndexedPool, scan: ScanRow, from: number): void {
  const staged = stagedTable(scan.scan);
  const { rows } = db.get<{ rows: number }>(`SELECT coalesce(max(seq), 0) AS rows FROM ${staged}`) ?? { rows: 0 };
  const to = Math.min(idSpace, from + Math.ceil(idSpace / Math.max(1, Math.ceil(rows / rowsPerStep))));
  const latest = findPool(db, pool)?.latest ?? null;
  const isNew =
    latest === null ? '0' : `NOT EXISTS (SELECT 1 FROM ${identitiesTable(latest)} AS known WHERE known.id = listed.id)`;
  db.run(
    `INSERT INTO ${identitiesTable(scan.scan)} (id, class, created, modified)
     SELECT id, ${classSql('login_set', `max(seq + is_enabled * ${enabledFirst}) < ${enabledFirst}`, isNew)}, created, modified
     FROM ${staged} AS listed
     WHERE id >= ? AND id < ? AND id NOT IN (SELECT id FROM forgotten WHERE scan = ?)
     GROUP BY id ORDER BY id`,
    boundOf(from),
    boundOf(to),
    scan.scan,
  );
  db.run('UPDATE scans SET built_to = ? WHERE scan = ?', to, scan.scan);
}

function boundOf(prefix: number): Buffer {
  if (prefix >= idSpace) return afterEveryId;
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16BE(prefix);
  return bytes;
}

function hasIndex(db: SqliteFile, scan: number, by: 'created' | 'modified'): boolean {
  const name = dateIndex(scan, by);
  return db.get("SELECT 1 FROM sqlite_schema WHERE type = 'index' AND name = ?", name) !== undefined;
}

function createIndex(db: SqliteFile, scan: number, by: 'created' | 'modified', then: 'created' | 'modified'): void {
  db.define(`CREATE INDEX ${dateIndex(scan, by)} ON ${identitiesTable(scan)} (class, ${by}, ${then})`);
}

function replaceLatest(db: SqliteFile, pool: IndexedPool, { scan, pool: key }: ScanRow, finishedAt: number): void {
  const latest = findPool(db, pool)?.latest ?? null;
  const identities = identitiesTable(scan);
  db.run(`INSERT INTO class_counts SELECT ?, class, count(*) FROM ${identities} GROUP BY class`, scan);
  const before = latest === null ? 0 : total(db, latest);
  const appeared = total(db, scan, 'AND class % 2 = 1');
  const gone = latest === null ? 0 : before - (total(db, scan) - appeared);
  db.run(
    'UPDATE scans SET finished_at = ?, appeared = ?, gone = ?, is_first = ?, next_token = NULL WHERE scan = ?',
    finishedAt,
    appeared,
    gone,
    latest === null ? 1 : 0,
    scan,
  );
  db.run('UPDATE pools SET latest = ?, version = version + 1 WHERE pool = ?', scan, key);
  db.run('DELETE FROM forgotten WHERE scan = ?', scan);
  db.define(`DROP TABLE ${stagedTable(scan)}`);
  if (latest !== null) dropTables(db, latest);
}

function resultOf(db: SqliteFile, scan: number): ScanResult {
  const { appeared, gone } = db.get<{ appeared: number; gone: number }>(
    'SELECT appeared, gone FROM scans WHERE scan = ?',
    scan,
  ) ?? { appeared: 0, gone: 0 };
  return { found: total(db, scan), appeared, gone, disabled: total(db, scan, 'AND class / 2 % 2 = 1') };
}

function total(db: SqliteFile, scan: number, more = ''): number {
  return (
    db.get<{ total: number }>(`SELECT coalesce(sum(count), 0) AS total FROM class_counts WHERE scan = ? ${more}`, scan)
      ?.total ?? 0
  );
}
