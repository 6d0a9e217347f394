import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { expect, it } from 'vitest';

import { createAccounts } from '../records/accounts.ts';
import { takeOverAccounts } from '../sqlite/older-accounts.ts';
import { describeEngines } from './engines.ts';

const first = { id: 'acme', target: 'acme in eu-west-1', account: '111111111111' };
const second = { ...first, id: 'acme~222222222222', account: '222222222222' };

describeEngines('accounts of the connections', ({ engine, open, newPlace, server, ofPostgres }) => {
  it('are kept, the latest last', async () => {
    const accounts = createAccounts(await open());
    for (const known of [first, second, first]) expect(await accounts.keep(known)).toBe(true);
    expect(await accounts.all()).toEqual([second, first]);
  });

  it('refuse an id that stands for something else', async () => {
    const place = await newPlace();
    const records = await open(place);
    const accounts = createAccounts(records);
    const other = engine === 'postgres' ? createAccounts(await open(place)) : accounts;
    expect(await accounts.keep(first)).toBe(true);
    expect(await other.keep({ ...first, account: second.account })).toBe(false);
    expect(await other.keep({ ...first, target: 'elsewhere' })).toBe(false);
    expect(await other.all()).toEqual([first]);
  });

  it('are taken over once from what older versions kept in a file', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'lifeguard-accounts-'));
    writtenByAnOlderVersion(join(dataDir, 'connections.sqlite'));
    const records = await open();
    const accounts = createAccounts(records, (keep) => takeOverAccounts(dataDir, keep));
    expect(await accounts.all()).toEqual([second, first]);
    expect(existsSync(join(dataDir, 'connections.sqlite'))).toBe(false);
    await accounts.keep(second);
    expect(await accounts.all()).toEqual([first, second]);
    rmSync(dataDir, { recursive: true });
  });

  it.each(ofPostgres)('that can not be kept fail no caller; where they can not be read, that is said', async () => {
    const accounts = createAccounts(await open());
    await server().stop();
    expect(await accounts.keep(first)).toBe(true);
    await expect(accounts.all()).rejects.toMatchObject({ reason: 'unreachable' });
    await server().start();
  });
});

/** Made by SQL: the code that wrote such files is not there any more. */
function writtenByAnOlderVersion(file: string): void {
  const db = new DatabaseSync(file);
  db.exec(`
    PRAGMA journal_mode = WAL;
    CREATE TABLE accounts (
      position INTEGER PRIMARY KEY AUTOINCREMENT,
      id TEXT NOT NULL UNIQUE,
      target TEXT NOT NULL,
      account TEXT NOT NULL
    ) STRICT;
    PRAGMA user_version = 1;
    INSERT INTO accounts (position, id, target, account) VALUES
      (2, 'acme~222222222222', 'acme in eu-west-1', '222222222222'),
      (3, 'acme', 'acme in eu-west-1', '111111111111');
  `);
  db.close();
}
