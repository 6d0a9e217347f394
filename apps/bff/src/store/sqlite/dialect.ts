import type { SqliteDatabase } from 'kysely';
import type { SqliteFile } from '@lifeguard/sqlite/file';

import { type Database, orStoreError } from './open.ts';

type Values = Parameters<SqliteFile['all']>[1][];

/** A file as Kysely's SQLite dialect wants it: its statements stay prepared, its errors are StoreErrors. */
export function kyselyDatabase(name: Database, file: SqliteFile): SqliteDatabase {
  return {
    close: () => file.close(),
    prepare: (sql) => ({
      reader: orStoreError(name, () => file.answersRows(sql)),
      all: (values) => orStoreError(name, () => file.all(sql, ...(values as Values))),
      run: (values) => {
        const { changes, key } = orStoreError(name, () => file.run(sql, ...(values as Values)));
        return { changes, lastInsertRowid: key };
      },
      iterate: () => {
        throw new Error('A SQLite file answers all rows at once.');
      },
    }),
  };
}
