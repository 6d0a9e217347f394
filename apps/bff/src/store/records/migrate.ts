import { type Kysely, sql } from 'kysely';

import { type Engine, words } from './dialects.ts';
import type { Migration } from './migration.ts';

/** Any number: who migrates holds this lock. */
const lockKey = 5_731_224;

/** A newer version has changed the database so that this one can't use it. */
export class NewerError extends Error {
  override readonly name = 'NewerError';
}

/**
 * Brings the tables to the version of this code, once, however many processes start together. A database that is
 * further is left as it is, and used, unless a migration that this code does not know says otherwise.
 * @throws NewerError
 */
export async function migrate<Tables>(
  db: Kysely<Tables>,
  engine: Engine,
  migrations: readonly Migration[],
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    if (engine === 'postgres') await sql`SELECT pg_advisory_xact_lock(${lockKey})`.execute(trx);
    await sql`CREATE TABLE IF NOT EXISTS schema_version (version INTEGER NOT NULL, oldest INTEGER NOT NULL)`.execute(
      trx,
    );
    const { rows } = await sql<{ version: number; oldest: number }>`SELECT version, oldest FROM schema_version`.execute(
      trx,
    );
    const { version, oldest } = rows[0] ?? { version: 0, oldest: 0 };
    if (oldest > migrations.length) throw new NewerError(`It has version ${version}.`);
    let needs = oldest;
    for (const [index, { up, breaks }] of migrations.entries()) {
      if (index < version) continue;
      for (const statement of up(words[engine])) await sql.raw(statement).execute(trx);
      if (breaks === true) needs = index + 1;
    }
    if (version >= migrations.length) return;
    await sql`DELETE FROM schema_version`.execute(trx);
    await sql`INSERT INTO schema_version VALUES (${migrations.length}, ${needs})`.execute(trx);
  });
}
