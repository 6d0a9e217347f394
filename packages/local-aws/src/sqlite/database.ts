import { chmodSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync, type StatementSync } from 'node:sqlite';

import { init } from './migrations/001-init.ts';
import { complete } from './migrations/002-complete.ts';

const migrations = [init, complete];

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
];

/** Everything that the local AWS remembers. Statements are prepared once; all of it is synchronous, so calls never interleave. */
export class Database {
  readonly #sqlite: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();

  /** @param dataDir folder of the database file, made with access for its owner only; absent: in memory. */
  constructor(dataDir?: string) {
    if (dataDir !== undefined) mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    const file = dataDir === undefined ? ':memory:' : path.join(dataDir, 'local-aws.sqlite');
    this.#sqlite = new DatabaseSync(file);
    // WAL with NORMAL: a commit is in the operating system's hands before it is acknowledged, so that a kill -9 of this
    // process loses nothing. Only a power cut could, and that is not worth an fsync for each write here.
    this.#sqlite.exec(`
      PRAGMA locking_mode = EXCLUSIVE;
      PRAGMA journal_mode = WAL;
      PRAGMA synchronous = NORMAL;
      PRAGMA foreign_keys = ON;
      PRAGMA cache_size = -32000;
    `);
    if (dataDir !== undefined) chmodSync(file, 0o600);
    this.#migrate();
  }

  /** The rows of a query. Parameters are bound, never pasted. */
  all<Row>(sql: string, ...parameters: readonly (string | number | null)[]): Row[] {
    return this.#statement(sql).all(...parameters) as Row[];
  }

  get<Row>(sql: string, ...parameters: readonly (string | number | null)[]): Row | undefined {
    return this.#statement(sql).get(...parameters) as Row | undefined;
  }

  /** Runs a write and answers how many rows it changed and the key of the last new one. */
  run(sql: string, ...parameters: readonly (string | number | null)[]): { changes: number; key: number } {
    const { changes, lastInsertRowid } = this.#statement(sql).run(...parameters);
    return { changes: Number(changes), key: Number(lastInsertRowid) };
  }

  /** All of `work` or nothing of it. */
  transaction<T>(work: () => T): T {
    this.#sqlite.exec('BEGIN IMMEDIATE');
    try {
      const result = work();
      this.#sqlite.exec('COMMIT');
      return result;
    } catch (error) {
      this.#sqlite.exec('ROLLBACK');
      throw error;
    }
  }

  /** Forgets everything but the signing keys. */
  clear(): void {
    this.transaction(() => {
      for (const table of cleared) this.#sqlite.exec(`DELETE FROM ${table}`);
    });
  }

  close(): void {
    if (this.#sqlite.isOpen) this.#sqlite.close();
  }

  #statement(sql: string): StatementSync {
    const known = this.#statements.get(sql);
    if (known !== undefined) return known;
    const statement = this.#sqlite.prepare(sql);
    this.#statements.set(sql, statement);
    return statement;
  }

  #migrate(): void {
    const { user_version: version } = this.#sqlite.prepare('PRAGMA user_version').get() as { user_version: number };
    if (version > migrations.length)
      throw new Error('The data folder was written by a newer version of the local AWS.');
    for (const [index, sql] of migrations.entries()) {
      if (index < version) continue;
      this.transaction(() => {
        this.#sqlite.exec(sql);
        this.#sqlite.exec(`PRAGMA user_version = ${index + 1}`);
      });
    }
  }
}
