import { accountTables } from './account-tables.ts';
import { auditTables } from './audit-tables.ts';
import type { Migration } from './migration.ts';
import { sessionTables } from './session-tables.ts';

/** Only ever appended to. The one at index n leads from version n to n + 1. */
export const migrations: readonly Migration[] = [
  {
    up: ({ key, end }) => [
      `CREATE TABLE saved_filters (
        saved_filter ${key},
        id TEXT NOT NULL UNIQUE,
        name TEXT NOT NULL,
        filter TEXT NOT NULL
      ) ${end}`,
    ],
  },
  { up: auditTables },
  sessionTables,
  accountTables,
];
