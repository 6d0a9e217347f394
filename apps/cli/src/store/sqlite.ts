import { existsSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';

import type { Head, SealedEntry } from '@lifeguard/audit/chain';
import type { LogReader } from '@lifeguard/audit/verify';

/** Extended codes have the primary one in their lowest byte. https://www.sqlite.org/rescode.html */
const busy = 5;

/** The log of a data folder, which is only read. @throws Error with a sentence, where it can't be */
export function openSqlite(dataDir: string): LogReader & { close(): Promise<void> } {
  const file = path.join(dataDir, 'records.sqlite');
  if (!existsSync(file)) throw new Error(`${file} is not there: no console has kept an audit log in this folder.`);
  const database = new DatabaseSync(file, { readOnly: true });
  const all = (sql: string, ...values: (string | number)[]): unknown[] => {
    try {
      return database.prepare(sql).all(...values);
    } catch (error) {
      throw sentenceOf(file, error);
    }
  };
  const columns = 'seq, hash, entry AS text';
  return {
    head: async () =>
      all('SELECT seq, hash, kept_from AS keptFrom, key_id AS keyId, mac FROM audit_head')[0] as Head | undefined,
    newest: async (operation) =>
      all(`SELECT ${columns} FROM audit_entries WHERE operation = ? ORDER BY seq + 0 DESC LIMIT 1`, operation)[0] as
        | SealedEntry
        | undefined,
    from: async (seq, limit) =>
      all(`SELECT ${columns} FROM audit_entries WHERE seq >= ? ORDER BY seq LIMIT ?`, seq, limit) as SealedEntry[],
    close: async () => database.close(),
  };
}

function sentenceOf(file: string, error: unknown): Error {
  const code = error instanceof Error && 'errcode' in error ? Number(error.errcode) : 0;
  if ((code & 0xff) === busy) {
    return new Error(
      `A console that runs holds ${file}. Ask it: GET /api/audit/verify, or the page of the audit log. Or stop it first.`,
      { cause: error },
    );
  }
  const reason = error instanceof Error ? error.message : String(error);
  return new Error(`${file} can't be read as an audit log: ${reason}.`, { cause: error });
}
