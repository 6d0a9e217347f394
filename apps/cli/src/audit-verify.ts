import { homedir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';

import { readKeyFile } from '@lifeguard/audit/key-file';
import { type LogReader, type Place, verifyLog } from '@lifeguard/audit/verify';
import { wordsOf } from '@lifeguard/audit/words';

import { openPostgres } from './store/postgres.ts';
import { openSqlite } from './store/sqlite.ts';
import { UsageError } from './usage-error.ts';

type Environment = Readonly<Record<string, string | undefined>>;

const options = {
  'data-dir': { type: 'string' },
  'database-url': { type: 'string' },
  'key-file': { type: 'string', multiple: true },
  head: { type: 'string' },
} as const;

/**
 * Reads the whole log, and says on standard output whether it is as it was written. Answers the exit code: 0, or 1 with
 * the first bad entry. @throws Error with a sentence where it can't be found out
 */
export async function auditVerify(args: readonly string[], env: Environment): Promise<number> {
  const given = parsed(args);
  // npm runs this in the folder of the project, and says here where the person is.
  const at = (file: string) => path.resolve(env.INIT_CWD ?? '.', file);
  const dataDir = at(given['data-dir'] ?? nonEmpty(env.LIFEGUARD_DATA_DIR) ?? path.join(homedir(), '.lifeguard'));
  // A folder that is named wins over a database that the environment happens to have.
  const databaseUrl =
    given['database-url'] ?? (given['data-dir'] === undefined ? nonEmpty(env.DATABASE_URL) : undefined);
  const noted = given.head === undefined ? undefined : placeOf(given.head);
  const keyFiles = given['key-file'] ?? [nonEmpty(env.LIFEGUARD_AUDIT_KEY_FILE) ?? path.join(dataDir, 'audit.key')];
  const keys = keyFiles.map((file) => readKeyFile(at(file)));
  const log: LogReader & { close(): Promise<void> } =
    databaseUrl === undefined ? openSqlite(dataDir) : openPostgres(databaseUrl);
  try {
    const { entries, first, head, firstBad } = await verifyLog(log, { keys, noted });
    if (firstBad !== undefined) {
      process.stdout.write(`${wordsOf(firstBad)}\nThe ${entries} entries before it are as they were written.\n`);
      return 1;
    }
    if (noted !== undefined && noted.seq < first - 1) {
      throw new Error(
        `Retention has taken away entry ${noted.seq}, so the noted head can't be compared: the log begins with entry ${first}. ` +
          `What is left, ${entries} entries, is as it was written. Compare with a later head.`,
      );
    }
    const end = head === undefined ? 'The audit log is empty' : `Head: ${head.seq}:${head.hash}`;
    process.stdout.write(`All ${entries} entries of the audit log are as they were written.\n${end}\n`);
    return 0;
  } finally {
    await log.close();
  }
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: false }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function placeOf(head: string): Place {
  const [, seq = '', hash = ''] = /^(\d{1,15}):([0-9a-f]{64})$/.exec(head) ?? [];
  if (hash === '')
    throw new UsageError('--head must be a number and a hash, such as 812:09af…, as the console logs it.');
  return { seq: Number(seq), hash };
}

function nonEmpty(text: string | undefined): string | undefined {
  return text === '' ? undefined : text;
}
