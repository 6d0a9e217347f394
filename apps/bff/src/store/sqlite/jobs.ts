import type { SQLInputValue } from 'node:sqlite';

import type { SqliteFile } from '@lifeguard/sqlite/file';

import { openSqlite, orStoreError } from './open.ts';
import { type OnTrouble, StoreError } from '../trouble.ts';
import { type JobPatch, type JobRow, jobRow, type JobTask } from '../job-rows.ts';
import { init } from './migrations/jobs-001-init.ts';
import { checked } from './migrations/jobs-002-checked.ts';

const migrations = [init, checked];
const columns = Object.keys(jobRow.shape).join(', ');
const unended = "state NOT IN ('done', 'failed', 'cancelled') AND is_removed = 0";

/** What is known of a job when it is made. */
export interface NewJob {
  readonly id: string;
  readonly connectionId: string;
  readonly poolId: string;
  readonly poolName: string;
  readonly account: string;
  readonly task: JobTask;
  readonly createdAt: number;
  readonly idempotencyKey: string | undefined;
}

/** A pool as a connection of an account saw it. */
export interface JobOwner {
  readonly connectionId: string;
  readonly poolId: string;
  readonly account: string;
}

/**
 * The jobs of this console, in a file of their own. Every statement is small, so that it can run beside the requests;
 * with WAL and NORMAL a commit survives a kill -9 of this process.
 */
export class JobStore {
  readonly #db: SqliteFile;
  readonly #onTrouble: OnTrouble | undefined;
  #isOpen = true;

  /**
   * @param dataDir folder of `jobs.sqlite`, made with access for its owner only; undefined: in memory
   * @param settings who is told where the file fails, and for tests the size at which it does: see `openSqlite`
   * @throws StoreError if the file can't be used, as every method does
   */
  constructor(dataDir: string | undefined, settings: { onTrouble?: OnTrouble; maxPages?: number | undefined } = {}) {
    this.#db = openSqlite('jobs', dataDir, migrations, settings.maxPages);
    this.#onTrouble = settings.onTrouble;
  }

  get isOpen(): boolean {
    return this.#isOpen;
  }

  close(): void {
    this.#isOpen = false;
    this.#db.close();
  }

  create(job: NewJob): JobRow {
    this.run(
      `INSERT INTO jobs (id, kind, state, connection_id, pool_id, pool_name, account, task, idempotency_key, created_at)
       VALUES (?, ?, 'queued', ?, ?, ?, ?, ?, ?, ?)`,
      job.id,
      job.task.kind,
      job.connectionId,
      job.poolId,
      job.poolName,
      job.account,
      JSON.stringify(job.task),
      job.idempotencyKey ?? null,
      job.createdAt,
    );
    const made = this.find(job.id);
    if (made === undefined) throw new Error('The new job is not there.');
    return made;
  }

  find(id: string): JobRow | undefined {
    return this.#rows('id = ? AND is_removed = 0', id)[0];
  }

  findByIdempotencyKey(key: string): JobRow | undefined {
    return this.#rows('idempotency_key = ? AND is_removed = 0', key)[0];
  }

  /** The newest first. */
  list(connectionId: string, limit: number): JobRow[] {
    return this.#rows('connection_id = ? AND is_removed = 0 ORDER BY key DESC LIMIT ?', connectionId, limit);
  }

  /** Where jobs belong to, the latest first. */
  owners(): JobOwner[] {
    return this.all<JobOwner>(
      `SELECT connection_id AS connectionId, pool_id AS poolId, account FROM jobs
       GROUP BY connection_id, pool_id, account ORDER BY max(key) DESC`,
    );
  }

  /** The connection of these jobs has another id now. */
  move({ connectionId, poolId, account }: JobOwner, to: string): void {
    this.run(
      'UPDATE jobs SET connection_id = ? WHERE connection_id = ? AND pool_id = ? AND account = ?',
      to,
      connectionId,
      poolId,
      account,
    );
  }

  /** In the order in which they were made. */
  inState(state: JobRow['state']): JobRow[] {
    return this.#rows('state = ? AND is_removed = 0 ORDER BY key', state);
  }

  unendedScan(connectionId: string, poolId: string): JobRow | undefined {
    return this.#rows(`connection_id = ? AND pool_id = ? AND kind = 'scan' AND ${unended}`, connectionId, poolId)[0];
  }

  unendedDeletions(connectionId: string): JobRow[] {
    return this.#rows(`connection_id = ? AND kind = 'delete' AND ${unended}`, connectionId);
  }

  /** A deletion of what another job has left: what it could not delete, or what a dry run has found. */
  unendedAfter(jobId: string): JobRow | undefined {
    return this.#rows(`? IN (task ->> 'retryOf', task ->> 'foundBy') AND ${unended}`, jobId)[0];
  }

  update(key: number, patch: JobPatch): void {
    const entries = Object.entries(patch);
    if (entries.length === 0) return;
    this.run(
      `UPDATE jobs SET ${entries.map(([name]) => `${name} = ?`).join(', ')} WHERE key = ?`,
      ...entries.map(([, value]) => stored(value)),
      key,
    );
  }

  /** Whatever ran when the process ended waits for its turn again. */
  requeueRunning(): void {
    this.run("UPDATE jobs SET state = 'queued' WHERE state = 'running'");
  }

  /** Hides a job at once; its items go later, in chunks. */
  markRemoved(key: number): void {
    this.run('UPDATE jobs SET is_removed = 1, idempotency_key = NULL WHERE key = ?', key);
  }

  /** Ended jobs but the newest `keep`. */
  endedBeyond(keep: number): JobRow[] {
    return this.#rows(
      `state IN ('done', 'failed', 'cancelled') AND is_removed = 0 ORDER BY key DESC LIMIT -1 OFFSET ?`,
      keep,
    );
  }

  removed(): JobRow[] {
    return this.#rows('is_removed = 1');
  }

  erase(key: number): void {
    this.run('DELETE FROM jobs WHERE key = ?', key);
  }

  /** Whether it can be written. */
  probe(): void {
    this.#try(() => this.#db.probe());
  }

  all<Row>(sql: string, ...parameters: readonly SQLInputValue[]): Row[] {
    return this.#try(() => this.#db.all<Row>(sql, ...parameters));
  }

  /** How many rows a write has changed. */
  run(sql: string, ...parameters: readonly SQLInputValue[]): number {
    return this.#try(() => this.#db.run(sql, ...parameters).changes);
  }

  /** All of `work` or nothing of it. */
  transaction<T>(work: () => T): T {
    return this.#try(() => this.#db.transaction(work));
  }

  #try<T>(work: () => T): T {
    try {
      return orStoreError('jobs', work);
    } catch (error) {
      if (error instanceof StoreError) this.#onTrouble?.(error);
      throw error;
    }
  }

  #rows(where: string, ...parameters: readonly SQLInputValue[]): JobRow[] {
    return this.all<unknown>(`SELECT ${columns} FROM jobs WHERE ${where}`, ...parameters).map((row) =>
      jobRow.parse(row),
    );
  }
}

function stored(value: JobPatch[keyof JobPatch]): SQLInputValue {
  if (value === undefined) return null;
  if (typeof value === 'boolean') return value ? 1 : 0;
  return typeof value === 'object' ? JSON.stringify(value) : value;
}
