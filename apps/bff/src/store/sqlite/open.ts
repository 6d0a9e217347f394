import { SqliteFile, SqliteFileError } from '@lifeguard/sqlite/file';

import { StoreError } from '../trouble.ts';

/** The databases of the BFF, each a file of its own: `jobs.sqlite`. */
export type Database = 'jobs' | 'identity-index' | 'connections' | 'records';

/**
 * Opens a database of the BFF.
 * @param dataDir folder of the file, made with access for its owner only; undefined: in memory
 * @param migrations the one at index n leads from version n to n + 1
 * @param maxPages for tests: with more pages of 8 KiB than this, the disk counts as full
 * @throws StoreError if it can't be used, or a newer version has written it
 */
export function openSqlite(
  name: Database,
  dataDir: string | undefined,
  migrations: readonly string[],
  maxPages?: number,
): SqliteFile {
  // Pages of 8 KiB and a checkpoint after 32 MiB make up for rows that are written all over their indexes; 10 MiB of
  // cache, which is also what a sort may use, keep the memory of the BFF small.
  const pragmas = {
    page_size: 8192,
    cache_size: -10_000,
    wal_autocheckpoint: 4000,
    journal_size_limit: 67_108_864,
    ...(maxPages === undefined ? {} : { max_page_count: maxPages }),
  };
  return orStoreError(name, () => new SqliteFile({ dataDir, name: fileName(name), migrations, pragmas }));
}

export function fileName(name: Database): string {
  return `${name}.sqlite`;
}

/** What SQLite says of the file, as what the stores say of themselves. */
export function orStoreError<T>(name: Database, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw storeErrorOf(name, error);
  }
}

export function storeErrorOf(name: Database, error: unknown): unknown {
  return error instanceof SqliteFileError ? new StoreError(name, error.reason, error.file, error) : error;
}
