import type { SqliteDatabase } from 'kysely';
import type { SqliteFile } from '@lifeguard/sqlite/file';

import type { OnTrouble } from '../trouble.ts';
import { StoreError } from '../trouble.ts';
import { type Database, orStoreError } from './open.ts';

type Values = Parameters<SqliteFile['all']>[1][];

/** A file as Kysely's SQLite dialect wants it: its statements stay prepared, its errors are StoreErrors, which `onTrouble` hears of. */
export function kyselyDatabase(name: Database, file: SqliteFile, onTrouble: OnTrouble): SqliteDatabase {
  function told<T>(work: () => T): T {
    try {
      return orStoreError(name, work);
    } catch (error) {
      if (error instanceof StoreError) onTrouble(error);
      throw error;
    }
  }
  return {
    close: () => file.close(),
    prepare: (sql) => ({
      reader: told(() => file.answersRows(sql)),
      all: (values) => told(() => file.all(sql, ...(values as Values))),
      run: (values) => {
        const { changes, key } = told(() => file.run(sql, ...(values as Values)));
        return { changes, lastInsertRowid: key };
      },
      iterate: () => {
        throw new Error('A SQLite file answers all rows at once.');
      },
    }),
  };
}
