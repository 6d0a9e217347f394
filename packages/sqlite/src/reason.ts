import { statfsSync } from 'node:fs';
import path from 'node:path';

/**
 * Why a file can't be used. `locked`: another process uses it. `newer`: its version has more migrations. `full`: there is
 * no room to write to it. `damaged`: what is in it is no database, or not a whole one. `unusable`: the file system or
 * SQLite says no.
 */
export type SqliteReason = 'locked' | 'newer' | 'full' | 'damaged' | 'unusable';

/** Primary result codes that say something about the file. https://www.sqlite.org/rescode.html */
const reasons: ReadonlyMap<number, SqliteReason> = new Map([
  [3, 'unusable'], // PERM
  [5, 'locked'], // BUSY
  [8, 'unusable'], // READONLY
  [10, 'unusable'], // IOERR
  [11, 'damaged'], // CORRUPT
  [13, 'full'], // FULL
  [14, 'unusable'], // CANTOPEN
  [26, 'damaged'], // NOTADB
]);

/** Of the file system; EFBIG is the limit that `ulimit -f` sets. */
const noRoom: ReadonlySet<string> = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);

/** What an error says about the file; undefined where it is about something else, such as a constraint. */
export function reasonOf(error: unknown, file: string): SqliteReason | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  if (error.code !== 'ERR_SQLITE_ERROR') return noRoom.has(String(error.code)) ? 'full' : undefined;
  const { errcode } = error as { errcode?: number };
  const reason = reasons.get((errcode ?? 0) & 0xff);
  // SQLite does not always say why it could not write.
  return reason === 'unusable' && isFull(path.dirname(file)) ? 'full' : reason;
}

function isFull(folder: string): boolean {
  try {
    const { bavail, files, ffree } = statfsSync(folder);
    return bavail === 0 || (files > 0 && ffree === 0);
  } catch {
    // Whatever is wrong with the folder, it is not that.
    return false;
  }
}
