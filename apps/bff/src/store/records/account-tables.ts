import type { Migration } from './migration.ts';

interface AccountTable {
  readonly id: string;
  readonly target: string;
  readonly account: string;
  /** The latest has the highest. */
  readonly place: number;
}

export interface AccountTables {
  readonly accounts: AccountTable;
}

export const accountTables: Migration = {
  up: ({ int, end }) => [
    `CREATE TABLE accounts (
      id TEXT NOT NULL PRIMARY KEY,
      target TEXT NOT NULL,
      account TEXT NOT NULL,
      place ${int} NOT NULL
    ) ${end}`,
  ],
};
