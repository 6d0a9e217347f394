import { SqliteFile } from '@lifeguard/sqlite/file';

import { init } from './migrations/001-init.ts';
import { complete } from './migrations/002-complete.ts';
import { trail } from './migrations/003-trail.ts';

const migrations = [init, complete, trail];

/** In an order in which no row is deleted before those that point to it. Signing keys are no data: they stay. */
const cleared = [
  'logins',
  'identities',
  'principal_tag_maps',
  'pools',
  'deleted_pools',
  'iam_role_policies',
  'iam_roles',
  'oidc_providers',
  'saml_providers',
  'user_pool_clients',
  'user_pool_groups',
  'user_pools',
  'sessions',
  'login_tokens',
  'trail_events',
];

/** Everything that the local AWS remembers. As all of it is synchronous, calls never interleave. */
export function openSqlite(dataDir: string | undefined): SqliteFile {
  return new SqliteFile({ dataDir, name: 'local-aws.sqlite', migrations, pragmas: { cache_size: -32_000 } });
}

/** Forgets everything but the signing keys. */
export function clear(sqlite: SqliteFile): void {
  sqlite.transaction(() => {
    for (const table of cleared) sqlite.run(`DELETE FROM ${table}`);
  });
}
