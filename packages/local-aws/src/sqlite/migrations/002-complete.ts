/** What tokens, logins, permissions and the neighbouring services remember. Documents are JSON, checked when they are read. */
export const complete = `
  CREATE TABLE principal_tag_maps (
    pool_pk INTEGER NOT NULL REFERENCES pools (pk) ON DELETE CASCADE,
    provider TEXT NOT NULL,
    map TEXT NOT NULL,
    PRIMARY KEY (pool_pk, provider)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE iam_role_policies (
    role_pk INTEGER NOT NULL REFERENCES iam_roles (pk) ON DELETE CASCADE,
    name TEXT NOT NULL,
    document TEXT NOT NULL,
    PRIMARY KEY (role_pk, name)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE oidc_providers (
    pk INTEGER PRIMARY KEY,
    arn TEXT NOT NULL UNIQUE,
    provider TEXT NOT NULL
  ) STRICT;

  CREATE TABLE saml_providers (
    pk INTEGER PRIMARY KEY,
    arn TEXT NOT NULL UNIQUE,
    provider TEXT NOT NULL
  ) STRICT;

  CREATE TABLE user_pools (
    pk INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    region TEXT NOT NULL,
    pool TEXT NOT NULL
  ) STRICT;
  CREATE INDEX user_pools_by_region ON user_pools (region);

  CREATE TABLE user_pool_clients (
    pk INTEGER PRIMARY KEY AUTOINCREMENT,
    pool_pk INTEGER NOT NULL REFERENCES user_pools (pk) ON DELETE CASCADE,
    id TEXT NOT NULL UNIQUE,
    client TEXT NOT NULL
  ) STRICT;
  CREATE INDEX user_pool_clients_by_pool ON user_pool_clients (pool_pk);

  CREATE TABLE user_pool_groups (
    pk INTEGER PRIMARY KEY AUTOINCREMENT,
    pool_pk INTEGER NOT NULL REFERENCES user_pools (pk) ON DELETE CASCADE,
    name TEXT NOT NULL,
    group_ TEXT NOT NULL,
    UNIQUE (pool_pk, name)
  ) STRICT;

  CREATE TABLE sessions (
    access_key_id TEXT PRIMARY KEY,
    session TEXT NOT NULL,
    expires_ms INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX sessions_by_expiry ON sessions (expires_ms);

  CREATE TABLE login_tokens (
    token TEXT PRIMARY KEY,
    provider TEXT NOT NULL,
    claims TEXT NOT NULL,
    expires_ms INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE signing_keys (
    name TEXT PRIMARY KEY,
    private_key TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
`;
