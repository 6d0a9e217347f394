import path from 'node:path';

import { Kysely, PostgresDialect, sql, SqliteDialect } from 'kysely';

import { kyselyDatabase } from '../sqlite/dialect.ts';
import { fileName, openSqlite, orStoreError } from '../sqlite/open.ts';
import { openPool, placeOf } from '../postgres/open.ts';
import { type OnTrouble, StoreError } from '../trouble.ts';
import type { Engine } from './dialects.ts';
import { migrate, NewerError } from './migrate.ts';
import { migrations } from './migrations.ts';
import type { Tables } from './schema.ts';

/** Where the records are kept: in `records.sqlite` of a folder, in memory, or in a PostgreSQL database. */
export type RecordsPlace = { readonly dataDir: string | undefined } | { readonly databaseUrl: string };

/** What is kept in rows beside jobs and the index, the same in both engines. Its stores are made over `db`. */
export interface Records {
  readonly engine: Engine;
  readonly db: Kysely<Tables>;
  /** Makes or updates the tables. @throws StoreError */
  ready(): Promise<void>;
  /** @throws StoreError while nothing can be written */
  probe(): Promise<void>;
  close(): Promise<void>;
}

/**
 * @param onTrouble hears of every StoreError, and of a database that goes away while nobody asks it
 * @throws StoreError if the file can't be used, or a newer version has written it; a database says so in `ready`
 */
export function openRecords(place: RecordsPlace, onTrouble: OnTrouble): Records {
  return 'databaseUrl' in place ? inPostgres(place.databaseUrl, onTrouble) : inSqlite(place.dataDir, onTrouble);
}

function inSqlite(dataDir: string | undefined, onTrouble: OnTrouble): Records {
  // What the file is at is kept in a table, as in the other engine.
  const file = openSqlite('records', dataDir, []);
  const db = new Kysely<Tables>({
    dialect: new SqliteDialect({ database: kyselyDatabase('records', file, onTrouble) }),
  });
  return {
    engine: 'sqlite',
    db,
    ready: () => upToDate(db, 'sqlite', dataDir === undefined ? ':memory:' : path.join(dataDir, fileName('records'))),
    // In turn with the transactions of others, of which a file has one at a time.
    probe: () => db.connection().execute(async () => orStoreError('records', () => file.probe())),
    close: () => db.destroy().then(() => file.close()),
  };
}

function inPostgres(url: string, onTrouble: OnTrouble): Records {
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: openPool(url, onTrouble) }) });
  return {
    engine: 'postgres',
    db,
    ready: () => upToDate(db, 'postgres', placeOf(url)),
    probe: async () => void (await sql`SELECT 1`.execute(db)),
    close: () => db.destroy(),
  };
}

async function upToDate(db: Kysely<Tables>, engine: Engine, place: string): Promise<void> {
  try {
    await migrate(db, engine, migrations);
  } catch (error) {
    if (!(error instanceof NewerError)) throw error;
    throw new StoreError(engine === 'sqlite' ? 'records' : 'database', 'newer', place, error);
  }
}
