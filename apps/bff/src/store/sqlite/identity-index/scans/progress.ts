import type { IndexedPool, ListedPage, ScanPass, ScanProgress } from '../../../identity-index.ts';
import type { SqliteFile } from '@lifeguard/sqlite/file';
import { findOrAddPool, findPool, touchPool } from '../pools.ts';
import { identitiesTable, stagedTable } from '../schema.ts';
import type { ScanRow } from './row.ts';
import { createStaged, stage, unstage } from './staging.ts';
import { bytesOf } from '../uuid-bytes.ts';

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
        const { pass, after, identities, nextToken } = page;
        const scan = openScanOf(db, pool, scanId);
        checkOrder(progressOf(scan), page);
        stage(db, pool, scan, page);
        setProgress(db, scan.scan, pass, after + identities.length, nextToken, nextToken === undefined);
        return progressOf(openScanOf(db, pool, scanId));
      });
    },

    restartPass(pool: IndexedPool, scanId: string, pass: ScanPass): ScanProgress {
      return db.transaction(() => {
        const scan = openScanOf(db, pool, scanId);
        if (progressOf(scan)[pass].isComplete) throw new Error(`The pass "${pass}" of the scan ${scanId} has ended.`);
        // All of it is listed again. What is gone meanwhile must not stay only because it was listed before.
        unstage(db, scan.scan, pass);
        setProgress(db, scan.scan, pass, 0, undefined, false);
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
    all: { nextToken: scan.all_token ?? undefined, listed: scan.all_listed, isComplete: scan.all_is_complete === 1 },
    enabled: {
      nextToken: scan.enabled_token ?? undefined,
      listed: scan.enabled_listed,
      isComplete: scan.enabled_is_complete === 1,
    },
  };
}

/** @throws Error if this is not the next page of the pass that is under way */
function checkOrder({ all, enabled }: ScanProgress, { pass, after }: ListedPage): void {
  const { listed, isComplete } = pass === 'all' ? all : enabled;
  if (isComplete) throw new Error(`This page is of the pass "${pass}", which has ended.`);
  if (pass === 'enabled' && !all.isComplete) throw new Error('The pass "enabled" begins when the other one has ended.');
  if (after !== listed) throw new Error(`This page is the one after ${after} identities, but ${listed} are stored.`);
}

function setProgress(
  db: SqliteFile,
  scan: number,
  pass: ScanPass,
  listed: number,
  nextToken: string | undefined,
  isComplete: boolean,
): void {
  db.run(
    `UPDATE scans SET ${pass}_listed = ?, ${pass}_token = ?, ${pass}_is_complete = ? WHERE scan = ?`,
    listed,
    nextToken ?? null,
    isComplete ? 1 : 0,
    scan,
  );
}

function dropUnfinished(db: SqliteFile, pool: number): void {
  const left = db.all<{ scan: number }>('SELECT scan FROM scans WHERE pool = ? AND finished_at IS NULL', pool);
  for (const { scan } of left) dropTables(db, scan);
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
