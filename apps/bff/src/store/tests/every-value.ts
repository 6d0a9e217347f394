import { type Kysely, sql } from 'kysely';

import type { Engine } from '../records/dialects.ts';

/** Every value of every table, as text. */
export async function everyValue<Tables>(db: Kysely<Tables>, engine: Engine): Promise<string[]> {
  const names =
    engine === 'sqlite'
      ? sql<{ name: string }>`SELECT name FROM sqlite_master WHERE type = 'table'`
      : sql<{ name: string }>`SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public'`;
  const values: string[] = [];
  for (const { name } of (await names.execute(db)).rows) {
    const { rows } = await sql<Record<string, unknown>>`SELECT * FROM ${sql.table(name)}`.execute(db);
    values.push(
      ...rows
        .flatMap(Object.values)
        .map((value) => (Buffer.isBuffer(value) ? value.toString('base64url') : String(value))),
    );
  }
  return values;
}
