import type { AccountMemory, KnownAccount } from '@lifeguard/aws/client/connection-ids';
import type { SqliteFile } from '@lifeguard/sqlite/file';

import type { Log } from '../../log/log.ts';
import { openSqlite } from './open.ts';

const migrations = [
  `CREATE TABLE accounts (
    position INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    target TEXT NOT NULL,
    account TEXT NOT NULL
  ) STRICT`,
];

/** Which account each connection's id stands for. */
export class AccountStore implements AccountMemory {
  readonly #db: SqliteFile;
  readonly #log: Log;

  /**
   * @param dataDir folder of `connections.sqlite`, made with access for its owner only; undefined: in memory
   * @throws ProblemError unavailable if another Lifeguard uses the file, or a newer one has written it
   */
  constructor(dataDir: string | undefined, log: Log) {
    this.#log = log;
    this.#db = openSqlite(dataDir, 'connections.sqlite', migrations);
  }

  all(): KnownAccount[] {
    return this.#db.all<KnownAccount>('SELECT id, target, account FROM accounts ORDER BY position');
  }

  keep({ id, target, account }: KnownAccount): void {
    try {
      // A new row each time: the latest is the last.
      this.#db.run('INSERT OR REPLACE INTO accounts (id, target, account) VALUES (?, ?, ?)', id, target, account);
    } catch (error) {
      // Until the process ends it is known all the same, and no connection is closed by a full disk.
      this.#log.warn('the account of a connection could not be kept', { connection: id }, error);
    }
  }

  close(): void {
    this.#db.close();
  }
}
