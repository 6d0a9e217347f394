import { DatabaseSync, type StatementSync } from 'node:sqlite';

import { ProblemError } from '@lifeguard/shared/api/problem-error';

/** Everything is stored as SHA-256: what stands here can't be used to sign in. Times are milliseconds since 1970. */
export interface SessionRow {
  readonly idHash: Buffer;
  readonly csrfHash: Buffer;
  readonly createdAt: number;
  readonly lastSeen: number;
}

const schema = `
  CREATE TABLE sign_in_links (token_hash BLOB PRIMARY KEY, expires_at INTEGER NOT NULL) STRICT;
  CREATE TABLE sessions (
    id_hash BLOB PRIMARY KEY, csrf_hash BLOB NOT NULL, created_at INTEGER NOT NULL, last_seen INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE read_only_choices (
    id_hash BLOB NOT NULL REFERENCES sessions ON DELETE CASCADE, connection_id TEXT NOT NULL, read_only INTEGER NOT NULL,
    PRIMARY KEY (id_hash, connection_id)
  ) STRICT;`;

/** Sessions and the sign-in link, in memory: they end with the process. A store that is down answers 503, never 401. */
export class SessionStore {
  readonly #db = new DatabaseSync(':memory:');
  readonly #statements = new Map<string, StatementSync>();

  constructor() {
    this.#db.exec(schema);
  }

  close(): void {
    this.#db.close();
  }

  /** The new link is the only one. */
  replaceLink(tokenHash: Buffer, expiresAt: number): void {
    this.#run(() =>
      this.#transaction(() => {
        this.#sql('DELETE FROM sign_in_links').run();
        this.#sql('INSERT INTO sign_in_links VALUES (?, ?)').run(tokenHash, expiresAt);
      }),
    );
  }

  /** Hashes of the links that are still good at `now`. */
  liveLinks(now: number): Buffer[] {
    return this.#run(() => {
      const rows = this.#sql('SELECT token_hash FROM sign_in_links WHERE expires_at > ?').all(now);
      return rows.map((row) => bytes(row.token_hash));
    });
  }

  /** Uses up the link and opens the session in one step; keeps the `max` youngest sessions. False: the link was used. */
  openSession(tokenHash: Buffer, session: SessionRow, max: number): boolean {
    return this.#run(() =>
      this.#transaction(() => {
        const used = this.#sql('DELETE FROM sign_in_links WHERE token_hash = ?').run(tokenHash);
        if (used.changes !== 1) return false;
        this.#sql('INSERT INTO sessions VALUES (?, ?, ?, ?)').run(
          session.idHash,
          session.csrfHash,
          session.createdAt,
          session.lastSeen,
        );
        this.#sql(
          'DELETE FROM sessions WHERE id_hash NOT IN (SELECT id_hash FROM sessions ORDER BY created_at DESC, rowid DESC LIMIT ?)',
        ).run(max);
        return true;
      }),
    );
  }

  find(idHash: Buffer): SessionRow | undefined {
    return this.#run(() => {
      const row = this.#sql('SELECT * FROM sessions WHERE id_hash = ?').get(idHash);
      if (row === undefined) return undefined;
      return {
        idHash,
        csrfHash: bytes(row.csrf_hash),
        createdAt: Number(row.created_at),
        lastSeen: Number(row.last_seen),
      };
    });
  }

  touch(idHash: Buffer, now: number): void {
    this.#run(() => this.#sql('UPDATE sessions SET last_seen = ? WHERE id_hash = ?').run(now, idHash));
  }

  end(idHash: Buffer): void {
    this.#run(() => this.#sql('DELETE FROM sessions WHERE id_hash = ?').run(idHash));
  }

  /** What this session chose for a connection; undefined where it did not choose. */
  readOnlyChoice(idHash: Buffer, connectionId: string): boolean | undefined {
    return this.#run(() => {
      const row = this.#sql('SELECT read_only FROM read_only_choices WHERE id_hash = ? AND connection_id = ?').get(
        idHash,
        connectionId,
      );
      return row === undefined ? undefined : row.read_only === 1;
    });
  }

  chooseReadOnly(idHash: Buffer, connectionId: string, readOnly: boolean): void {
    this.#run(() =>
      this.#sql('INSERT OR REPLACE INTO read_only_choices VALUES (?, ?, ?)').run(
        idHash,
        connectionId,
        readOnly ? 1 : 0,
      ),
    );
  }

  /** Every stored value as text, for the test that nothing here can be used to sign in. */
  dump(): string {
    return this.#run(() =>
      ['sign_in_links', 'sessions', 'read_only_choices']
        .flatMap((table) => this.#sql(`SELECT * FROM ${table}`).all())
        .flatMap((row) => Object.values(row))
        .map((value) => (value instanceof Uint8Array ? Buffer.from(value).toString('base64url') : String(value)))
        .join('\n'),
    );
  }

  /** Compiled once: every request needs one. */
  #sql(text: string): StatementSync {
    const known = this.#statements.get(text) ?? this.#db.prepare(text);
    this.#statements.set(text, known);
    return known;
  }

  #transaction<T>(work: () => T): T {
    this.#db.exec('BEGIN IMMEDIATE');
    try {
      const result = work();
      this.#db.exec('COMMIT');
      return result;
    } catch (error) {
      this.#db.exec('ROLLBACK');
      throw error;
    }
  }

  #run<T>(work: () => T): T {
    try {
      return work();
    } catch (error) {
      throw new ProblemError(
        'unavailable',
        'The session store does not answer, so nothing was done. Try again; if it stays so, restart the console.',
        { retryAfterMs: 5000 },
        error,
      );
    }
  }
}

function bytes(value: unknown): Buffer {
  return value instanceof Uint8Array ? Buffer.from(value) : Buffer.alloc(0);
}
