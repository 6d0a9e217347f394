import type { Database } from './database.ts';

/** An identity as it is stored. Times are milliseconds since the epoch. */
export interface StoredIdentity {
  readonly pk: number;
  readonly id: string;
  readonly createdMs: number;
  readonly modifiedMs: number;
  readonly isDisabled: boolean;
  /** Names of the linked providers, in the order of linking. */
  readonly providers: readonly string[];
}

interface IdentityRow {
  readonly pk: number;
  readonly id: string;
  readonly created_ms: number;
  readonly modified_ms: number;
  readonly is_disabled: number;
  readonly providers: string | null;
}

/** A login of an identity that is made in bulk. */
export interface NewIdentity {
  readonly id: string;
  readonly createdMs: number;
  readonly provider: string | undefined;
}

const columns = `pk, id, created_ms, modified_ms, is_disabled,
  (SELECT json_group_array(provider) FROM (SELECT provider FROM logins WHERE identity_pk = identities.pk ORDER BY pk)) AS providers`;

export class IdentityStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  insertGuest(poolPk: number, id: string, nowMs: number): void {
    this.#database.run(
      'INSERT INTO identities (id, pool_pk, created_ms, modified_ms) VALUES (?, ?, ?, ?)',
      id,
      poolPk,
      nowMs,
      nowMs,
    );
  }

  /** Many identities in one transaction; those with a provider get a login with their own id as its subject. */
  insertMany(poolPk: number, identities: readonly NewIdentity[]): void {
    this.#database.transaction(() => {
      for (const { id, createdMs, provider } of identities) {
        const { key } = this.#database.run(
          'INSERT INTO identities (id, pool_pk, created_ms, modified_ms, was_authenticated) VALUES (?, ?, ?, ?, ?)',
          id,
          poolPk,
          createdMs,
          createdMs,
          provider === undefined ? 0 : 1,
        );
        if (provider === undefined) continue;
        this.#database.run(
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
    const row = this.#database.get<IdentityRow>(
      `SELECT ${columns} FROM identities WHERE id = ? AND EXISTS (SELECT 1 FROM pools WHERE pools.pk = identities.pool_pk)`,
      id,
    );
    return row === undefined ? undefined : identityOf(row);
  }

  /** Identities of a pool with a key above `after`, at most `limit`, in the order of creation. */
  list(poolPk: number, after: number, limit: number, hideDisabled: boolean): StoredIdentity[] {
    return this.#database
      .all<IdentityRow>(
        `SELECT ${columns} FROM identities
         WHERE pool_pk = ? AND pk > ? AND is_disabled <= ? ORDER BY pk LIMIT ?`,
        poolPk,
        after,
        hideDisabled ? 0 : 1,
        limit,
      )
      .map(identityOf);
  }

  /** Removes identities and frees their logins; ids that do not exist are passed over. */
  removeMany(ids: readonly string[]): void {
    this.#database.transaction(() => {
      for (const id of ids) this.#database.run('DELETE FROM identities WHERE id = ?', id);
    });
  }
}

function identityOf(row: IdentityRow): StoredIdentity {
  return {
    pk: row.pk,
    id: row.id,
    createdMs: row.created_ms,
    modifiedMs: row.modified_ms,
    isDisabled: row.is_disabled === 1,
    providers: row.providers === null ? [] : (JSON.parse(row.providers) as string[]),
  };
}
