import { accountTables } from './account-tables.ts';
import { auditTables } from './audit-schema.ts';
import type { Words } from './dialects.ts';
import { sessionTables } from './session-tables.ts';

export interface Migration {
  /** Statements, in order. */
  readonly up: (words: Words) => readonly string[];
  /** Code that does not know this migration can't run on it. Avoid: then a rolling upgrade is not possible. */
  readonly breaks?: true;
}

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
