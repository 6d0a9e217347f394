import { afterAll, afterEach, beforeAll, describe } from 'vitest';

import { type PostgresServer, startPostgres } from '../postgres/test-server.ts';
import type { Engine } from '../records/dialects.ts';
import { openRecords, type Records, type RecordsPlace } from '../records/open.ts';

/** What a suite over both engines is given. What it opens is closed after each test. */
export interface EngineUnderTest {
  readonly engine: Engine;
  /** An empty place of the engine: two consoles can share the same one only in PostgreSQL. */
  readonly newPlace: () => Promise<RecordsPlace>;
  /** Opens the place, or a new one, with its tables. */
  readonly open: (place?: RecordsPlace) => Promise<Records>;
  /** For `it.each`: one test where several consoles can have one database, and else none. */
  readonly ofPostgres: readonly Engine[];
  /** Of PostgreSQL. */
  readonly server: () => PostgresServer;
}

/** Runs a suite on SQLite and on a real PostgreSQL. */
export function describeEngines(name: string, suite: (under: EngineUnderTest) => void): void {
  describe.each<Engine>(['sqlite', 'postgres'])(`${name} on %s`, (engine) => {
    let server: PostgresServer | undefined;
    const opened: Records[] = [];
    beforeAll(async () => {
      if (engine === 'postgres') server = await startPostgres();
    });
    afterEach(async () => {
      for (const records of opened.splice(0)) await records.close();
    });
    afterAll(() => server?.close());

    function running(): PostgresServer {
      if (server === undefined) throw new Error('This is not PostgreSQL.');
      return server;
    }
    const newPlace = async (): Promise<RecordsPlace> =>
      engine === 'sqlite' ? { dataDir: undefined } : { databaseUrl: await running().newDatabase() };
    suite({
      engine,
      newPlace,
      server: running,
      ofPostgres: engine === 'postgres' ? [engine] : [],
      async open(place) {
        const records = openRecords(place ?? (await newPlace()), () => undefined);
        opened.push(records);
        await records.ready();
        return records;
      },
    });
  });
}
