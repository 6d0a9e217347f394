import path from 'node:path';
import { DatabaseSync, type SQLInputValue, type SQLOutputValue, type StatementSync } from 'node:sqlite';

import { makeFile, makeFolder } from './folder.ts';
import { reasonOf, type SqliteReason } from './reason.ts';

/** Which file is opened, and how. */
export interface SqliteFileOptions {
  /** Folder of the file, made with access for its owner only; undefined: in memory. */
  readonly dataDir: string | undefined;
  readonly name: string;
  /** The one at index n leads from version n to n + 1. */
  readonly migrations: readonly string[];
  /** Settings of SQLite beside those that every file has, such as `cache_size`. */
  readonly pragmas?: Readonly<Record<string, number>>;
}

/** A file can't be used, and was not changed; `cause` says what SQLite or the file system said. */
export class SqliteFileError extends Error {
  override readonly name = 'SqliteFileError';
  readonly reason: SqliteReason;
  readonly file: string;

  constructor(reason: SqliteReason, file: string, cause?: unknown) {
    super(reason === 'newer' ? `${file} was written by a newer version.` : messageOf(cause), { cause });
    this.reason = reason;
    this.file = file;
  }
}

/** What is written to find out whether there is room: what a job writes in a moment. */
const probeBytes = 131_072;

const whole = { begin: 'BEGIN IMMEDIATE', commit: 'COMMIT', rollback: 'ROLLBACK' };
const part = { begin: 'SAVEPOINT part', commit: 'RELEASE part', rollback: 'ROLLBACK TO part; RELEASE part' };

/**
 * One SQLite database, owned by this process while it is open. Statements are prepared once; all of it is synchronous.
 * Where the file can't be used (any more), every method throws a SqliteFileError, and what it was to write is not written.
 */
export class SqliteFile {
  readonly #file: string;
  readonly #sqlite: DatabaseSync;
  readonly #statements = { objects: new Map<string, StatementSync>(), arrays: new Map<string, StatementSync>() };

  /** @throws SqliteFileError if another process uses the file, a newer version has written it, or it can't be opened */
  constructor({ dataDir, name, migrations, pragmas = {} }: SqliteFileOptions) {
    const file = dataDir === undefined ? ':memory:' : path.join(dataDir, name);
    this.#file = file;
    this.#sqlite = open(dataDir, file);
    try {
      // Before anything is read: then no memory is shared through a file, which a full disk would take away.
      this.#sqlite.exec('PRAGMA locking_mode = EXCLUSIVE');
      for (const [pragma, value] of Object.entries(pragmas)) this.#sqlite.exec(`PRAGMA ${pragma} = ${value}`);
      // The lock is held until the end, so that one process owns the file. WAL with NORMAL: a commit is in the operating
      // system's hands before it is acknowledged, so that a kill -9 of this process loses nothing. Only a power cut could.
      this.#sqlite.exec(`
        PRAGMA journal_mode = WAL;
        PRAGMA synchronous = NORMAL;
        PRAGMA foreign_keys = ON;
      `);
      this.#migrate(file, migrations);
    } catch (error) {
      this.#sqlite.close();
      throw openingError(file, error);
    }
  }

  /** The rows of a query. Parameters are bound, never pasted. */
  all<Row>(sql: string, ...parameters: readonly SQLInputValue[]): Row[] {
    return this.#try(() => this.#statement(sql).all(...parameters) as Row[]);
  }

  /** As `all`, each row as its columns in order: for many small rows. */
  arrays(sql: string, ...parameters: readonly SQLInputValue[]): SQLOutputValue[][] {
    return this.#try(() => this.#statement(sql, 'arrays').all(...parameters) as unknown as SQLOutputValue[][]);
  }

  get<Row>(sql: string, ...parameters: readonly SQLInputValue[]): Row | undefined {
    return this.#try(() => this.#statement(sql).get(...parameters) as Row | undefined);
  }

  /** Whether a statement answers rows, as a SELECT does and a write with RETURNING. */
  answersRows(sql: string): boolean {
    return this.#try(() => this.#statement(sql).columns().length > 0);
  }

  /** Runs a write and answers how many rows it changed and the key of the last new one. */
  run(sql: string, ...parameters: readonly SQLInputValue[]): { changes: number; key: number } {
    const { changes, lastInsertRowid } = this.#try(() => this.#statement(sql).run(...parameters));
    return { changes: Number(changes), key: Number(lastInsertRowid) };
  }

  /** Makes or drops tables. Statements about tables that are gone are forgotten. */
  define(sql: string): void {
    this.#statements.objects.clear();
    this.#statements.arrays.clear();
    this.#exec(sql);
  }

  /** All of `work` or nothing of it. Within another one it is a part of that: what it has done can still be undone with it. */
  transaction<T>(work: () => T): T {
    const steps = this.#sqlite.isTransaction ? part : whole;
    this.#exec(steps.begin);
    try {
      const result = work();
      this.#exec(steps.commit);
      return result;
    } catch (error) {
      // Where the disk is full or fails, SQLite has rolled back by itself.
      if (this.#sqlite.isTransaction) this.#exec(steps.rollback);
      throw error;
    }
  }

  /** Writes a little and takes it back. @throws SqliteFileError where that can't be done */
  probe(): void {
    // What is only in the log of changes goes into the file: the log may be what fills the disk.
    this.#exec('PRAGMA wal_checkpoint(TRUNCATE)');
    this.transaction(() => {
      this.define('DROP TABLE IF EXISTS probe; CREATE TABLE probe (bytes BLOB) STRICT');
      this.run('INSERT INTO probe VALUES (zeroblob(?))', probeBytes);
    });
    this.define('DROP TABLE probe');
  }

  close(): void {
    if (this.#sqlite.isOpen) this.#sqlite.close();
  }

  #exec(sql: string): void {
    this.#try(() => this.#sqlite.exec(sql));
  }

  /** A mistake of ours in a statement stays what it is. */
  #try<T>(work: () => T): T {
    try {
      return work();
    } catch (error) {
      const reason = reasonOf(error, this.#file);
      throw reason === undefined ? error : new SqliteFileError(reason, this.#file, error);
    }
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
    if (version > migrations.length) throw new SqliteFileError('newer', file);
    for (const [index, sql] of migrations.entries()) {
      if (index < version) continue;
      this.transaction(() => {
        this.#exec(sql);
        this.#exec(`PRAGMA user_version = ${index + 1}`);
      });
    }
  }
}

function open(dataDir: string | undefined, file: string): DatabaseSync {
  try {
    if (dataDir !== undefined) {
      makeFolder(dataDir);
      // What SQLite makes beside it has the mode of this file.
      makeFile(file);
    }
    return new DatabaseSync(file);
  } catch (error) {
    throw openingError(file, error);
  }
}

function openingError(file: string, error: unknown): SqliteFileError {
  if (error instanceof SqliteFileError) return error;
  return new SqliteFileError(reasonOf(error, file) ?? 'unusable', file, error);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
