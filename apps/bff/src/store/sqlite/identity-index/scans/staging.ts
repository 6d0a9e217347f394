import type { IndexedPool, ListedPage, ScanPass } from '../../../identity-index.ts';
import type { SqliteFile } from '@lifeguard/sqlite/file';
import type { ScanRow } from './scan-row.ts';
import { stagedTable, unknownTime } from '../schema.ts';
import { bytesOf } from '../uuid-bytes.ts';

/** What can be written as a date in ISO 8601 with a year of four digits. */
const lastTime = Date.UTC(10_000, 0);
/** The number of the first row of the pass `enabled`: more than the other one lists. */
const firstOfEnabled = 2 ** 50;
/** A statement for each row takes twice the time. */
const rowsPerInsert = 20;

interface Staged {
  readonly id: Uint8Array;
  readonly loginSet: number;
  readonly created: number;
  readonly modified: number;
}

interface Known extends Staged {
  readonly seq: number;
}

export function createStaged(db: SqliteFile, scan: number): void {
  db.define(`
    CREATE TABLE ${stagedTable(scan)} (
      seq INTEGER PRIMARY KEY, id BLOB NOT NULL, login_set INTEGER NOT NULL, created INTEGER NOT NULL,
      modified INTEGER NOT NULL, is_enabled INTEGER NOT NULL DEFAULT 1
    ) STRICT`);
}

/** Stores what one or more pages of a pass have listed. */
export function stage(db: SqliteFile, pool: IndexedPool, scan: ScanRow, { pass, identities }: ListedPage): void {
  const sets = new Map<string, number>();
  const rows = identities.map(({ IdentityId, Logins, CreationDate, LastModifiedDate }): Staged => {
    const logins = JSON.stringify(Logins);
    const loginSet = sets.get(logins) ?? loginSetOf(db, scan.pool, Logins);
    sets.set(logins, loginSet);
    const id = bytesOf(pool.poolId, IdentityId);
    return { id, loginSet, created: timeOf(CreationDate), modified: timeOf(LastModifiedDate) };
  });
  if (pass === 'all') insert(db, scan.scan, scan.all_listed + 1, rows);
  else insert(db, scan.scan, firstOfEnabled + scan.enabled_listed, differing(db, scan, rows));
}

/** What the pass `enabled` has not come by is not enabled. */
export function endComparing(db: SqliteFile, scan: number): void {
  db.run(
    `UPDATE ${stagedTable(scan)} SET is_enabled = 0
     WHERE seq > (SELECT compared_to FROM scans WHERE scan = ?) AND seq < ?`,
    scan,
    firstOfEnabled,
  );
}

/** Takes back all that a pass has stored. */
export function unstage(db: SqliteFile, scan: number, pass: ScanPass): void {
  db.run(`DELETE FROM ${stagedTable(scan)} WHERE seq ${pass === 'all' ? '<' : '>='} ?`, firstOfEnabled);
  db.run(`UPDATE ${stagedTable(scan)} SET is_enabled = 1 WHERE is_enabled = 0`);
  db.run('UPDATE scans SET compared_to = 0 WHERE scan = ?', scan);
}

/**
 * The pass `enabled` lists what the other one has, mostly the same and in the same order, less the disabled ones. So both
 * are gone through side by side: what it passes over is disabled, and only what it lists otherwise is answered. The order
 * is not relied on: what was passed over and comes later, or what the other pass has not listed yet, is listed otherwise,
 * and thereby enabled.
 */
function differing(db: SqliteFile, scan: ScanRow, rows: readonly Staged[]): readonly Staged[] {
  const known = knownAfter(db, scan, scan.compared_to, rows.length);
  const others: Staged[] = [];
  let places: Map<string, number> | undefined;
  let next = 0;
  for (const row of rows) {
    let place = next;
    if (!hasId(known[next], row)) {
      if (places === undefined) {
        known.push(...knownAfter(db, scan, known.at(-1)?.seq ?? scan.compared_to, rows.length));
        places = new Map(known.map(({ id }, index) => [keyOf(id), index]));
      }
      place = places.get(keyOf(row.id)) ?? -1;
    }
    const same = place < next ? undefined : known[place];
    if (same === undefined || !isSame(same, row)) others.push(row);
    if (same === undefined) continue;
    passOver(db, scan, known.slice(next, place));
    next = place + 1;
  }
  // Nothing of it was found here: more are disabled in a row than is looked ahead, or the order is another one.
  if (next === 0) passOver(db, scan, known);
  const last = known[(next === 0 ? known.length : next) - 1];
  if (last !== undefined) db.run('UPDATE scans SET compared_to = ? WHERE scan = ?', last.seq, scan.scan);
  return others;
}

function knownAfter(db: SqliteFile, { scan }: ScanRow, after: number, count: number): Known[] {
  const rows = db.arrays(
    `SELECT seq, id, login_set, created, modified FROM ${stagedTable(scan)} WHERE seq > ? AND seq < ? ORDER BY seq LIMIT ?`,
    after,
    firstOfEnabled,
    count,
  );
  return rows.map(([seq, id, loginSet, created, modified]) => ({ seq, id, loginSet, created, modified }) as Known);
}

function passOver(db: SqliteFile, { scan }: ScanRow, rows: readonly Known[]): void {
  const [first] = rows;
  const last = rows.at(-1);
  if (first === undefined || last === undefined) return;
  db.run(`UPDATE ${stagedTable(scan)} SET is_enabled = 0 WHERE seq BETWEEN ? AND ?`, first.seq, last.seq);
}

function hasId(known: Known | undefined, row: Staged): boolean {
  return known !== undefined && Buffer.compare(known.id, row.id) === 0;
}

function isSame(known: Known, row: Staged): boolean {
  return known.loginSet === row.loginSet && known.created === row.created && known.modified === row.modified;
}

function keyOf(id: Uint8Array): string {
  return Buffer.from(id.buffer, id.byteOffset, id.byteLength).toString('latin1');
}

function insert(db: SqliteFile, scan: number, firstSeq: number, rows: readonly Staged[]): void {
  for (let from = 0; from < rows.length; from += rowsPerInsert) {
    const some = rows.slice(from, from + rowsPerInsert);
    db.run(
      `INSERT INTO ${stagedTable(scan)} (seq, id, login_set, created, modified)
       VALUES ${some.map(() => '(?, ?, ?, ?, ?)').join()}`,
      ...some.flatMap(({ id, loginSet, created, modified }, index) => [
        firstSeq + from + index,
        id,
        loginSet,
        created,
        modified,
      ]),
    );
  }
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
