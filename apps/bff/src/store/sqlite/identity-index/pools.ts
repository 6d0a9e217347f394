import type { IndexedPool } from '../../identity-index.ts';
import type { SqliteFile } from '@lifeguard/sqlite/file';

export interface PoolRow {
  readonly pool: number;
  /** The latest complete scan; null before the first one has ended. */
  readonly latest: number | null;
  /** Grows with everything that changes what readers see. */
  readonly version: number;
}

export function findPool(db: SqliteFile, { connectionId, poolId }: IndexedPool): PoolRow | undefined {
  return db.get<PoolRow>(
    'SELECT pool, latest, version FROM pools WHERE connection_id = ? AND pool_id = ?',
    connectionId,
    poolId,
  );
}

export function findOrAddPool(db: SqliteFile, pool: IndexedPool): PoolRow {
  const known = findPool(db, pool);
  if (known !== undefined) return known;
  const { key } = db.run('INSERT INTO pools (connection_id, pool_id) VALUES (?, ?)', pool.connectionId, pool.poolId);
  return { pool: key, latest: null, version: 0 };
}

/** What readers know of this pool is not true any more. */
export function touchPool(db: SqliteFile, pool: number): void {
  db.run('UPDATE pools SET version = version + 1 WHERE pool = ?', pool);
}

export function movePool(db: SqliteFile, { connectionId, poolId }: IndexedPool, to: string): void {
  const sql = 'UPDATE OR IGNORE pools SET connection_id = ? WHERE connection_id = ? AND pool_id = ?';
  db.run(sql, to, connectionId, poolId);
}
