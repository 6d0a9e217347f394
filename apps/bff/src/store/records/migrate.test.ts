import { type Kysely, sql } from 'kysely';
import { expect, it } from 'vitest';

import { describeEngines } from '../tests/engines.ts';
import { migrate, NewerError } from './migrate.ts';
import type { Migration } from './migration.ts';
import { migrations } from './migrations.ts';

const added: Migration = { up: ({ int }) => [`ALTER TABLE saved_filters ADD COLUMN used_at ${int}`] };

describeEngines('migrations', ({ engine, open, newPlace }) => {
  it('run once, whoever starts', async () => {
    const place = await newPlace();
    const consoles = engine === 'postgres' ? [open(place), open(place), open(place)] : [open(place)];
    const [records] = await Promise.all(consoles);
    await records?.ready();
    const { rows } = await sql`SELECT version, oldest FROM schema_version`.execute(records?.db as Kysely<unknown>);
    expect(rows).toEqual([{ version: migrations.length, oldest: 0 }]);
  });

  it('let the version before go on with what a newer one has added', async () => {
    const { db } = await open();
    await migrate(db, engine, [...migrations, added]);
    await migrate(db, engine, migrations);
    const { rows } = await sql`SELECT version FROM schema_version`.execute(db);
    expect(rows).toEqual([{ version: migrations.length + 1 }]);
    await db.insertInto('saved_filters').values({ id: 'a', name: 'b', filter: '{}' }).execute();
  });

  it('stop the version before where one says that it breaks it', async () => {
    const { db } = await open();
    await migrate(db, engine, [...migrations, { ...added, breaks: true }]);
    await expect(migrate(db, engine, migrations)).rejects.toThrow(NewerError);
  });

  it('leave nothing of one that fails', async () => {
    const { db } = await open();
    const failing: Migration = {
      up: () => ['CREATE TABLE half (a INTEGER)', 'CREATE TABLE saved_filters (a INTEGER)'],
    };
    await expect(migrate(db, engine, [...migrations, failing])).rejects.toThrow(/already exists/);
    await expect(sql`SELECT * FROM half`.execute(db)).rejects.toThrow(/half/);
    await migrate(db, engine, migrations);
  });
});
