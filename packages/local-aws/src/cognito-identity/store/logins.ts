import type { SqliteFile } from '@lifeguard/sqlite/file';

/** A user of a provider: `subject` is who it is there. */
export interface LoginKey {
  /** The provider as ListIdentities names it. */
  readonly provider: string;
  readonly subject: string;
}

/** Links of users to identities: a user of a provider belongs to at most one identity of a pool. */
export class LoginStore {
  readonly #sqlite: SqliteFile;

  constructor(sqlite: SqliteFile) {
    this.#sqlite = sqlite;
  }

  /** Id of the identity that this user belongs to. */
  ownerOf(poolPk: number, { provider, subject }: LoginKey): string | undefined {
    return this.#sqlite.get<{ id: string }>(
      `SELECT identities.id FROM logins JOIN identities ON identities.pk = logins.identity_pk
       WHERE logins.pool_pk = ? AND provider = ? AND subject = ?`,
      poolPk,
      provider,
      subject,
    )?.id;
  }

  /** An identity's links, in the order of linking. */
  of(identityPk: number): LoginKey[] {
    return this.#sqlite.all<{ provider: string; subject: string }>(
      'SELECT provider, subject FROM logins WHERE identity_pk = ? ORDER BY pk',
      identityPk,
    );
  }

  link(poolPk: number, identityPk: number, { provider, subject }: LoginKey): void {
    this.#sqlite.run(
      'INSERT INTO logins (pool_pk, identity_pk, provider, subject) VALUES (?, ?, ?, ?)',
      poolPk,
      identityPk,
      provider,
      subject,
    );
  }

  /** Answers whether there was such a link. */
  unlink(identityPk: number, { provider, subject }: LoginKey): boolean {
    const { changes } = this.#sqlite.run(
      'DELETE FROM logins WHERE identity_pk = ? AND provider = ? AND subject = ?',
      identityPk,
      provider,
      subject,
    );
    return changes > 0;
  }

  /** Gives all links of one identity to another. */
  move(fromPk: number, toPk: number): void {
    this.#sqlite.run('UPDATE logins SET identity_pk = ? WHERE identity_pk = ?', toPk, fromPk);
  }

  /** Subjects of one provider on an identity with a key above `after`, at most `limit`, in the order of linking. */
  subjects(identityPk: number, provider: string, after: number, limit: number): { pk: number; subject: string }[] {
    return this.#sqlite.all(
      'SELECT pk, subject FROM logins WHERE identity_pk = ? AND provider = ? AND pk > ? ORDER BY pk LIMIT ?',
      identityPk,
      provider,
      after,
      limit,
    );
  }
}
