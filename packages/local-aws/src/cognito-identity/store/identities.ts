import type { SqliteFile } from '@lifeguard/sqlite/file';

/** An identity as it is stored. Times are milliseconds since the epoch. */
export interface StoredIdentity {
  readonly pk: number;
  readonly id: string;
  readonly poolPk: number;
  readonly poolId: string;
  readonly createdMs: number;
  readonly modifiedMs: number;
  readonly isDisabled: boolean;
  /** Id of the identity that took this one's logins over. */
  readonly mergedInto: string | undefined;
  /** Whether it ever had a login: such an identity is never a guest again. */
  readonly wasAuthenticated: boolean;
  /** Names of the linked providers, each once however many users of it are linked, in the order of linking. */
  readonly providers: readonly string[];
}

interface IdentityRow {
  readonly pk: number;
  readonly id: string;
  readonly pool_pk: number;
  readonly pool_id: string;
  readonly created_ms: number;
  readonly modified_ms: number;
  readonly is_disabled: number;
  readonly merged_into: string | null;
  readonly was_authenticated: number;
  readonly providers: string;
}

/** An identity that is made in bulk. */
export interface NewIdentity {
  readonly id: string;
  readonly createdMs: number;
  readonly provider: string | undefined;
}

const select = `
  SELECT identities.pk, identities.id, pool_pk, pools.id AS pool_id, created_ms, modified_ms, is_disabled, merged_into, was_authenticated,
    (SELECT json_group_array(provider) FROM
      (SELECT provider FROM logins WHERE identity_pk = identities.pk GROUP BY provider ORDER BY min(pk))) AS providers
  FROM identities JOIN pools ON pools.pk = identities.pool_pk`;

export class IdentityStore {
  readonly #sqlite: SqliteFile;

  constructor(sqlite: SqliteFile) {
    this.#sqlite = sqlite;
  }

  /** Makes an identity without logins and answers its key. */
  insert(poolPk: number, id: string, nowMs: number): number {
    return this.#sqlite.run(
      'INSERT INTO identities (id, pool_pk, created_ms, modified_ms) VALUES (?, ?, ?, ?)',
      id,
      poolPk,
      nowMs,
      nowMs,
    ).key;
  }

  /** Many identities in one transaction; those with a provider get a login with their own id as its subject. */
  insertMany(poolPk: number, identities: readonly NewIdentity[]): void {
    this.#sqlite.transaction(() => {
      for (const { id, createdMs, provider } of identities) {
        const { key } = this.#sqlite.run(
          'INSERT INTO identities (id, pool_pk, created_ms, modified_ms, was_authenticated) VALUES (?, ?, ?, ?, ?)',
          id,
          poolPk,
          createdMs,
          createdMs,
          provider === undefined ? 0 : 1,
        );
        if (provider === undefined) continue;
        this.#sqlite.run(
          'INSERT INTO logins (pool_pk, identity_pk, provider, subject) VALUES (?, ?, ?, ?)',
          poolPk,
          key,
          provider,
          id,
        );
      }
    });
  }

  /** An identity of a pool that still exists. */
  find(id: string): StoredIdentity | undefined {
    const row = this.#sqlite.get<IdentityRow>(`${select} WHERE identities.id = ?`, id);
    return row === undefined ? undefined : identityOf(row);
  }

  /** Identities of a pool with a key above `after`, at most `limit`, in the order of creation. */
  list(poolPk: number, after: number, limit: number, hideDisabled: boolean): StoredIdentity[] {
    return this.#sqlite
      .all<IdentityRow>(
        `${select} WHERE pool_pk = ? AND identities.pk > ? AND is_disabled <= ? ORDER BY identities.pk LIMIT ?`,
        poolPk,
        after,
        hideDisabled ? 0 : 1,
        limit,
      )
      .map(identityOf);
  }

  /** Marks a change of the identity's logins. With `isAuthenticated` it can never be a guest again. */
  touch(pk: number, nowMs: number, isAuthenticated: boolean): void {
    this.#sqlite.run(
      'UPDATE identities SET modified_ms = ?, was_authenticated = max(was_authenticated, ?) WHERE pk = ?',
      nowMs,
      isAuthenticated ? 1 : 0,
      pk,
    );
  }

  /** Disables an identity whose logins another one has taken over. */
  disable(pk: number, mergedInto: string, nowMs: number): void {
    this.#sqlite.run(
      'UPDATE identities SET is_disabled = 1, merged_into = ?, modified_ms = ? WHERE pk = ?',
      mergedInto,
      nowMs,
      pk,
    );
  }

  /** Removes identities and frees their logins; ids that do not exist are passed over. */
  removeMany(ids: readonly string[]): void {
    this.#sqlite.transaction(() => {
      for (const id of ids) this.#sqlite.run('DELETE FROM identities WHERE id = ?', id);
    });
  }
}

function identityOf(row: IdentityRow): StoredIdentity {
  return {
    pk: row.pk,
    id: row.id,
    poolPk: row.pool_pk,
    poolId: row.pool_id,
    createdMs: row.created_ms,
    modifiedMs: row.modified_ms,
    isDisabled: row.is_disabled === 1,
    mergedInto: row.merged_into ?? undefined,
    wasAuthenticated: row.was_authenticated === 1,
    providers: JSON.parse(row.providers) as string[],
  };
}
