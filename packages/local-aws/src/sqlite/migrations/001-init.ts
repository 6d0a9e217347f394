/** Pools, identities with their logins, and IAM roles. Short integer keys: random text as the key pages three times slower. */
export const init = `
  CREATE TABLE pools (
    pk INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    region TEXT NOT NULL,
    settings TEXT NOT NULL,
    tags TEXT NOT NULL,
    roles TEXT
  ) STRICT;
  CREATE INDEX pools_by_region ON pools (region);

  CREATE TABLE deleted_pools (pk INTEGER PRIMARY KEY) STRICT;

  CREATE TABLE identities (
    pk INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    pool_pk INTEGER NOT NULL,
    created_ms INTEGER NOT NULL,
    modified_ms INTEGER NOT NULL,
    is_disabled INTEGER NOT NULL DEFAULT 0,
    merged_into TEXT,
    was_authenticated INTEGER NOT NULL DEFAULT 0
  ) STRICT;
  CREATE INDEX identities_by_pool ON identities (pool_pk);

  CREATE TABLE logins (
    pk INTEGER PRIMARY KEY,
    pool_pk INTEGER NOT NULL,
    identity_pk INTEGER NOT NULL REFERENCES identities (pk) ON DELETE CASCADE,
    provider TEXT NOT NULL,
    subject TEXT NOT NULL,
    UNIQUE (pool_pk, provider, subject)
  ) STRICT;
  CREATE INDEX logins_by_identity ON logins (identity_pk);

  CREATE TABLE iam_roles (
    pk INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE COLLATE NOCASE,
    arn TEXT NOT NULL UNIQUE,
    role TEXT NOT NULL
  ) STRICT;
`;
