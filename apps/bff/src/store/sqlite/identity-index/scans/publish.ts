import type { IndexedPool, ScanResult } from '../../../identity-index.ts';
import type { SqliteFile } from '@lifeguard/sqlite/file';
import { disabledClasses } from '../identity-class.ts';
import { findPool } from '../pools.ts';
import { listedScan } from './build.ts';
import { dropTables } from './progress.ts';
import type { ScanRow } from './row.ts';
import { dateIndex, identitiesTable, stagedTable } from '../schema.ts';
import { bytesOf, identityIdOf } from '../uuid-bytes.ts';

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

function replaceLatest(db: SqliteFile, pool: IndexedPool, { scan, pool: key }: ScanRow, finishedAt: number): void {
  const latest = findPool(db, pool)?.latest ?? null;
  const identities = identitiesTable(scan);
  db.run(`INSERT INTO class_counts SELECT ?, class, count(*) FROM ${identities} GROUP BY class`, scan);
  const before = latest === null ? 0 : total(db, latest);
  const appeared = total(db, scan, 'AND class % 2 = 1');
  const gone = latest === null ? 0 : before - (total(db, scan) - appeared);
  db.run(
    'UPDATE scans SET finished_at = ?, appeared = ?, gone = ?, is_first = ? WHERE scan = ?',
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
