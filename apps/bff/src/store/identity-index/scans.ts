import type { IndexedPool, ListedPage, ScanPass, ScanProgress } from '../identity-index.ts';
import type { SqliteFile } from '../sqlite-file.ts';
import { findOrAddPool, findPool, touchPool } from './pools.ts';
import { identitiesTable, stagedTable } from './schema.ts';
import { createStaged, endComparing, stage, unstage } from './staging.ts';
import { bytesOf } from './uuid-bytes.ts';

export interface ScanRow {
  readonly scan: number;
  readonly pool: number;
  readonly pass: ScanPass;
  readonly next_token: string | null;
  readonly listed: number;
  readonly found: number | null;
  readonly is_complete: number;
  readonly enabled_from: number | null;
  readonly compared_to: number;
  readonly built_to: number | null;
  readonly settled_to: number;
  readonly finished_at: number | null;
}

/** The listing half of scans: pages go, as they come, into a table of the scan's own. */
export function createScans(db: SqliteFile) {
  return {
    openScan(pool: IndexedPool, scanId: string, startedAt: number): ScanProgress {
      return db.transaction(() => {
        const { pool: key } = findOrAddPool(db, pool);
        const known = findScan(db, pool, scanId);
        if (known !== undefined) return progressOf(known);
        // A pool has one scan at a time: what another one has left is of no use to anybody.
        dropUnfinished(db, key);
        const { key: scan } = db.run(
          'INSERT INTO scans (pool, scan_id, started_at) VALUES (?, ?, ?)',
          key,
          scanId,
          startedAt,
        );
        createStaged(db, scan);
        return progressOf(openScanOf(db, pool, scanId));
      });
    },

    addPage(pool: IndexedPool, scanId: string, page: ListedPage): ScanProgress {
      return db.transaction(() => {
        const scan = openScanOf(db, pool, scanId);
        if (page.pass !== scan.pass || scan.is_complete === 1)
          throw new Error(`This page is of the pass "${page.pass}", which this scan is not in.`);
        if (page.after !== scan.listed)
          throw new Error(`This page is the one after ${page.after} identities, but ${scan.listed} are stored.`);
        stage(db, pool, scan, page.identities);
        const listed = scan.listed + page.identities.length;
        const next_token = page.nextToken ?? null;
        db.run('UPDATE scans SET listed = ?, next_token = ? WHERE scan = ?', listed, next_token, scan.scan);
        if (next_token !== null) return progressOf({ ...scan, listed, next_token });
        endPass(db, scan);
        return progressOf(openScanOf(db, pool, scanId));
      });
    },

    restartPass(pool: IndexedPool, scanId: string): ScanProgress {
      return db.transaction(() => {
        const scan = openScanOf(db, pool, scanId);
        if (scan.is_complete === 1) throw new Error(`The scan ${scanId} has listed everything.`);
        // All of it is listed again. What is gone meanwhile must not stay only because it was listed before.
        unstage(db, scan);
        db.run('UPDATE scans SET listed = 0, next_token = NULL WHERE scan = ?', scan.scan);
        return progressOf(openScanOf(db, pool, scanId));
      });
    },

    dropScan(pool: IndexedPool, scanId: string): void {
      db.transaction(() => {
        const scan = findScan(db, pool, scanId);
        if (scan !== undefined && scan.finished_at === null) dropTables(db, scan.scan);
      });
    },

    forget(pool: IndexedPool, identityIds: readonly string[]): void {
      const ids = identityIds.map((id) => bytesOf(pool.poolId, id));
      db.transaction(() => {
        const known = findPool(db, pool);
        if (known === undefined) return;
        for (const scan of db.all<ScanRow>('SELECT * FROM scans WHERE pool = ?', known.pool)) forgetIn(db, scan, ids);
        touchPool(db, known.pool);
      });
    },

    forgetPool(pool: IndexedPool): void {
      db.transaction(() => {
        const known = findPool(db, pool);
        if (known === undefined) return;
        for (const { scan } of db.all<{ scan: number }>('SELECT scan FROM scans WHERE pool = ?', known.pool))
          dropTables(db, scan);
        db.run('DELETE FROM pools WHERE pool = ?', known.pool);
      });
    },
  };
}

export function findScan(db: SqliteFile, pool: IndexedPool, scanId: string): ScanRow | undefined {
  const known = findPool(db, pool);
  if (known === undefined) return undefined;
  return db.get<ScanRow>('SELECT * FROM scans WHERE pool = ? AND scan_id = ?', known.pool, scanId);
}

/** Takes the scan with all that belongs to it out of the database. */
export function dropTables(db: SqliteFile, scan: number): void {
  db.define(`DROP TABLE IF EXISTS ${stagedTable(scan)}; DROP TABLE IF EXISTS ${identitiesTable(scan)}`);
  db.run('DELETE FROM scans WHERE scan = ?', scan);
}

/** @throws Error if there is no such scan, or it has ended */
function openScanOf(db: SqliteFile, pool: IndexedPool, scanId: string): ScanRow {
  const scan = findScan(db, pool, scanId);
  if (scan === undefined || scan.finished_at !== null) throw new Error(`There is no open scan ${scanId} of this pool.`);
  return scan;
}

function progressOf(scan: ScanRow): ScanProgress {
  return {
    pass: scan.pass,
    nextToken: scan.next_token ?? undefined,
    listed: scan.listed,
    found: scan.found ?? undefined,
    isComplete: scan.is_complete === 1,
  };
}

function dropUnfinished(db: SqliteFile, pool: number): void {
  const left = db.all<{ scan: number }>('SELECT scan FROM scans WHERE pool = ? AND finished_at IS NULL', pool);
  for (const { scan } of left) dropTables(db, scan);
}

function endPass(db: SqliteFile, row: ScanRow): void {
  const { scan, pass } = row;
  if (pass === 'enabled') {
    endComparing(db, row);
    db.run('UPDATE scans SET is_complete = 1 WHERE scan = ?', scan);
    return;
  }
  db.run(
    `UPDATE scans SET pass = 'enabled', listed = 0, found = listed,
       enabled_from = (SELECT coalesce(max(seq), 0) + 1 FROM ${stagedTable(scan)})
     WHERE scan = ?`,
    scan,
  );
}

/** What is staged has no index to delete by; building leaves out what is written down here. */
function forgetIn(db: SqliteFile, { scan, finished_at, built_to }: ScanRow, ids: readonly Buffer[]): void {
  for (const id of ids) {
    if (finished_at === null) db.run('INSERT OR IGNORE INTO forgotten VALUES (?, ?)', scan, id);
    if (finished_at === null && built_to === null) continue;
    const gone = db.get<{ class: number }>(`DELETE FROM ${identitiesTable(scan)} WHERE id = ? RETURNING class`, id);
    if (gone !== undefined && finished_at !== null)
      db.run('UPDATE class_counts SET count = count - 1 WHERE scan = ? AND class = ?', scan, gone.class);
  }
}
