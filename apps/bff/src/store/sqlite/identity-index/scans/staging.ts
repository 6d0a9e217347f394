import type { IndexedPool, ListedPage, ScanPass } from '../../../identity-index.ts';
import type { SqliteFile } from '@lifeguard/sqlite/file';
import type { ScanRow } from './row.ts';
import { stagedTable, unknownTime } from '../schema.ts';
import { bytesOf } from '../uuid-bytes.ts';

/** What can be written as a date in ISO 8601 with a year of four digits. */
const lastTime = Date.UTC(10_000, 0);

/** The number of the first row of the pass `enabled`: more than the other one lists. */
export const firstOfEnabled = 2 ** 50;

export function createStaged(db: SqliteFile, scan: number): void {
  db.define(`
    CREATE TABLE ${stagedTable(scan)} (
      seq INTEGER PRIMARY KEY, id BLOB NOT NULL, login_set INTEGER NOT NULL, created INTEGER NOT NULL,
      modified INTEGER NOT NULL
    ) STRICT`);
}

/** Stores the next page of a pass. */
export function stage(db: SqliteFile, pool: IndexedPool, scan: ScanRow, { pass, after, identities }: ListedPage): void {
  const firstSeq = (pass === 'all' ? 0 : firstOfEnabled) + after;
  // Most identities of a page have the same logins.
  const loginSets = new Map<string, number>();
  for (const [index, { IdentityId, Logins, CreationDate, LastModifiedDate }] of identities.entries()) {
    const listed = JSON.stringify(Logins);
    const loginSet = loginSets.get(listed) ?? loginSetOf(db, scan.pool, Logins);
    loginSets.set(listed, loginSet);
    db.run(
      `INSERT INTO ${stagedTable(scan.scan)} (seq, id, login_set, created, modified) VALUES (?, ?, ?, ?, ?)`,
      firstSeq + index,
      bytesOf(pool.poolId, IdentityId),
      loginSet,
      timeOf(CreationDate),
      timeOf(LastModifiedDate),
    );
  }
}

/** Takes back all that a pass has stored. */
export function unstage(db: SqliteFile, scan: number, pass: ScanPass): void {
  db.run(`DELETE FROM ${stagedTable(scan)} WHERE seq ${pass === 'all' ? '<' : '>='} ?`, firstOfEnabled);
}

function loginSetOf(db: SqliteFile, pool: number, listed: readonly string[]): number {
  const logins = JSON.stringify([...new Set(listed)].sort());
  const known = db.get<{ login_set: number }>(
    'SELECT login_set FROM login_sets WHERE pool = ? AND logins = ?',
    pool,
    logins,
  );
  return known?.login_set ?? db.run('INSERT INTO login_sets (pool, logins) VALUES (?, ?)', pool, logins).key;
}

/** Nothing that is not a date of our time may become one. */
function timeOf(time: number | undefined): number {
  return time !== undefined && time >= 0 && time < lastTime ? Math.floor(time) : unknownTime;
}
