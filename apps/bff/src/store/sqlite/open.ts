import path from 'node:path';

import { ProblemError } from '@lifeguard/shared/api/problem-error';
import { SqliteFile, SqliteFileError } from '@lifeguard/sqlite/file';

/**
 * Opens a database of the BFF.
 * @param dataDir folder of the file, made with access for its owner only; undefined: in memory
 * @param migrations the one at index n leads from version n to n + 1
 * @throws ProblemError unavailable if another process uses the file, or a newer version has written it
 */
export function openSqlite(dataDir: string | undefined, name: string, migrations: readonly string[]): SqliteFile {
  try {
    // Pages of 8 KiB and a checkpoint after 32 MiB make up for rows that are written all over their indexes; 10 MiB of
    // cache, which is also what a sort may use, keep the memory of the BFF small.
    const pragmas = { page_size: 8192, cache_size: -10_000, wal_autocheckpoint: 4000, journal_size_limit: 67_108_864 };
    return new SqliteFile({ dataDir, name, migrations, pragmas });
  } catch (error) {
    if (!(error instanceof SqliteFileError)) throw error;
    throw new ProblemError('unavailable', detailOf(error), {}, error.cause);
  }
}

function detailOf({ reason, file }: SqliteFileError): string {
  switch (reason) {
    case 'locked':
      return `Another Lifeguard uses this data folder: ${path.dirname(file)}. Nothing was changed. Stop that one, or set LIFEGUARD_DATA_DIR to another folder.`;
    case 'newer':
      return `${file} was written by a newer version of Lifeguard, so it was not touched. Start that version, or set LIFEGUARD_DATA_DIR to another folder.`;
    case 'unusable':
      return `${file} can't be opened, so nothing was changed. See that the folder can be written to and that the disk is not full.`;
  }
}
