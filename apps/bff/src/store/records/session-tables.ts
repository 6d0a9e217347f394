import type { Generated } from 'kysely';

import type { Migration } from './migration.ts';

/** At most one row: a new link replaces it. */
interface SignInLinkTable {
  readonly place: 1;
  readonly token_hash: string;
  readonly expires_at: number;
}

interface SessionTable {
  readonly session: Generated<number>;
  readonly key: string;
  readonly csrf_hash: string;
  readonly created_at: number;
  readonly last_seen: number;
}

interface ReadOnlyChoiceTable {
  readonly key: string;
  readonly connection_id: string;
  readonly is_read_only: 0 | 1;
}

export interface SessionTables {
  readonly sign_in_links: SignInLinkTable;
  readonly sessions: SessionTable;
  readonly read_only_choices: ReadOnlyChoiceTable;
}

export const sessionTables: Migration = {
  up: ({ key, int, end }) => [
    `CREATE TABLE sign_in_links (
      place ${int} PRIMARY KEY CHECK (place = 1),
      token_hash TEXT NOT NULL,
      expires_at ${int} NOT NULL
    ) ${end}`,
    `CREATE TABLE sessions (
      session ${key},
      key TEXT NOT NULL UNIQUE,
      csrf_hash TEXT NOT NULL,
      created_at ${int} NOT NULL,
      last_seen ${int} NOT NULL
    ) ${end}`,
    `CREATE TABLE read_only_choices (
      key TEXT NOT NULL REFERENCES sessions (key) ON DELETE CASCADE,
      connection_id TEXT NOT NULL,
      is_read_only ${int} NOT NULL,
      PRIMARY KEY (key, connection_id)
    ) ${end}`,
  ],
};
