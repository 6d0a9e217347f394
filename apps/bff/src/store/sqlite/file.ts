import { chmodSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync, type SQLInputValue, type SQLOutputValue, type StatementSync } from 'node:sqlite';

import { ProblemError } from '@lifeguard/shared/api/problem-error';

/** One SQLite database of the BFF. Statements are prepared once; all of it is synchronous. */
export class SqliteFile {
  readonly #sqlite: DatabaseSync;
  readonly #statements = { objects: new Map<string, StatementSync>(), arrays: new Map<string, StatementSync>() };

  /**
   * @param dataDir folder of the file, made with access for its owner only; undefined: in memory
   * @param migrations the one at index n leads from version n to n + 1
   * @throws ProblemError unavailable if another process uses the file, or a newer version has written it
   */
  constructor(dataDir: string | undefined, name: string, migrations: readonly string[]) {
    const file = dataDir === undefined ? ':memory:' : path.join(dataDir, name);
    this.#sqlite = open(dataDir, file);
    try {
      // WAL with NORMAL loses nothing by a kill -9, only by a power cut. Pages of 8 KiB and a checkpoint after 32 MiB
      // make up for rows that are written all over their indexes; 10 MiB of cache, which is also what a sort may use, keep the memory of the BFF small.
      this.#sqlite.exec(`
        PRAGMA page_size = 8192;
        PRAGMA locking_mode = EXCLUSIVE;
        PRAGMA journal_mode = WAL;
        PRAGMA synchronous = NORMAL;
        PRAGMA foreign_keys = ON;
        PRAGMA cache_size = -10000;
        PRAGMA wal_autocheckpoint = 4000;
        PRAGMA journal_size_limit = 67108864;
      `);
      this.#migrate(file, migrations);
    } catch (error) {
      this.#sqlite.close();
      throw openingProblem(file, error);
    }
  }

  /** The rows of a query. Parameters are bound, never pasted. */
  all<Row>(sql: string, ...parameters: readonly SQLInputValue[]): Row[] {
    return this.#statement(sql).all(...parameters) as Row[];
  }

  /** As `all`, each row as its columns in order: for many small rows. */
  arrays(sql: string, ...parameters: readonly SQLInputValue[]): SQLOutputValue[][] {
    return this.#statement(sql, 'arrays').all(...parameters) as unknown as SQLOutputValue[][];
  }

  get<Row>(sql: string, ...parameters: readonly SQLInputValue[]): Row | undefined {
    return this.#statement(sql).get(...parameters) as Row | undefined;
  }

  /** Runs a write and answers how many rows it changed and the key of the last new one. */
  run(sql: string, ...parameters: readonly SQLInputValue[]): { changes: number; key: number } {
    const { changes, lastInsertRowid } = this.#statement(sql).run(...parameters);
    return { changes: Number(changes), key: Number(lastInsertRowid) };
  }

  /** Makes or drops tables. Statements about tables that are gone are forgotten. */
  define(sql: string): void {
    this.#statements.objects.clear();
    this.#statements.arrays.clear();
    this.#sqlite.exec(sql);
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

  close(): void {
    if (this.#sqlite.isOpen) this.#sqlite.close();
  }

  #statement(sql: string, rows: 'objects' | 'arrays' = 'objects'): StatementSync {
    const known = this.#statements[rows].get(sql);
    if (known !== undefined) return known;
    const statement = this.#sqlite.prepare(sql);
    if (rows === 'arrays') statement.setReturnArrays(true);
    this.#statements[rows].set(sql, statement);
    return statement;
  }

  #migrate(file: string, migrations: readonly string[]): void {
    const { user_version: version } = this.#sqlite.prepare('PRAGMA user_version').get() as { user_version: number };
    if (version > migrations.length) {
      throw new ProblemError(
        'unavailable',
        `${file} was written by a newer version of Lifeguard, so it was not touched. Start that version, or set LIFEGUARD_DATA_DIR to another folder.`,
      );
    }
    for (const [index, sql] of migrations.entries()) {
      if (index < version) continue;
      this.transaction(() => {
        this.#sqlite.exec(sql);
        this.#sqlite.exec(`PRAGMA user_version = ${index + 1}`);
      });
    }
  }
}

function open(dataDir: string | undefined, file: string): DatabaseSync {
  try {
    if (dataDir !== undefined) mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    const sqlite = new DatabaseSync(file);
    if (dataDir !== undefined) chmodSync(file, 0o600);
    return sqlite;
  } catch (error) {
    throw openingProblem(file, error);
  }
}

function openingProblem(file: string, error: unknown): ProblemError {
  if (error instanceof ProblemError) return error;
  const isLocked = error instanceof Error && /database is locked/.test(error.message);
  const detail = isLocked
    ? `Another Lifeguard uses this data folder: ${path.dirname(file)}. Nothing was changed. Stop that one, or set LIFEGUARD_DATA_DIR to another folder.`
    : `${file} can't be opened, so nothing was changed. See that the folder can be written to and that the disk is not full.`;
  return new ProblemError('unavailable', detail, {}, error);
}
