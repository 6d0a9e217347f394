import type { AccountMemory, KnownAccount } from '@lifeguard/aws/client/connection-ids';
import type { SqliteFile } from '@lifeguard/sqlite/file';

import { type OnTrouble, StoreError } from '../trouble.ts';
import { openSqlite, orStoreError, storeErrorOf } from './open.ts';

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
  readonly #onTrouble: OnTrouble;

  /**
   * @param dataDir folder of `connections.sqlite`, made with access for its owner only; undefined: in memory
   * @param onTrouble hears where an account could not be kept
   * @throws StoreError if it can't be used, or a newer version has written it
   */
  constructor(dataDir: string | undefined, onTrouble: OnTrouble) {
    this.#onTrouble = onTrouble;
    this.#db = openSqlite('connections', dataDir, migrations);
  }

  all(): KnownAccount[] {
    return this.#db.all<KnownAccount>('SELECT id, target, account FROM accounts ORDER BY position');
  }

  keep({ id, target, account }: KnownAccount): void {
    try {
      // A new row each time: the latest is the last.
      this.#db.run('INSERT OR REPLACE INTO accounts (id, target, account) VALUES (?, ?, ?)', id, target, account);
    } catch (thrown) {
      const error = storeErrorOf('connections', thrown);
      if (!(error instanceof StoreError)) throw error;
      // Until the process ends it is known all the same, and no connection is closed by a full disk.
      this.#onTrouble(error);
    }
  }

  /** @throws StoreError while it can't be written */
  probe(): void {
    orStoreError('connections', () => this.#db.probe());
  }

  close(): void {
    this.#db.close();
  }
}
