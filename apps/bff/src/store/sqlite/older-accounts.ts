import { existsSync, renameSync } from 'node:fs';
import path from 'node:path';

import type { KnownAccount } from '@lifeguard/aws/client/connection-ids';

import { fileName, openSqlite, orStoreError } from './open.ts';

/** What versions before the records have made of it. */
const migrations = [
  `CREATE TABLE accounts (
    position INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    target TEXT NOT NULL,
    account TEXT NOT NULL
  ) STRICT`,
];

/**
 * Gives the accounts of `connections.sqlite` to `keep`, the latest last, and puts the file aside once all are kept.
 * @throws StoreError where it can't be read: who goes on without it may give an id to another account
 */
export async function takeOverAccounts(
  dataDir: string | undefined,
  keep: (known: KnownAccount) => Promise<unknown>,
): Promise<void> {
  const name = fileName('connections');
  if (dataDir === undefined || !existsSync(path.join(dataDir, name))) return;
  const file = openSqlite('connections', dataDir, migrations);
  try {
    const older = orStoreError('connections', () =>
      file.all<KnownAccount>('SELECT id, target, account FROM accounts ORDER BY position'),
    );
    for (const known of older) await keep(known);
  } finally {
    file.close();
  }
  renameSync(path.join(dataDir, name), path.join(dataDir, `${name}.taken-over`));
}
