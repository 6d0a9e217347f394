import { randomUUID } from 'node:crypto';

import type { IdentityFilter } from '@lifeguard/shared/identities/filter';
import type { ExportFormat } from '@lifeguard/shared/api/identity-index';
import { isEnded, type Job, type JobEvent } from '@lifeguard/shared/api/jobs';

import type { AwsCall, ConnectionDefinition, Connections } from '@lifeguard/aws/client/connections';
import { refuseProtectedIdentities } from '@lifeguard/aws/pool/guards';
import type { Clock } from '@lifeguard/aws/client/clock';
import { ProblemError } from '@lifeguard/shared/api/problem-error';
import type { Log } from '../log/log.ts';
import type { IdentityIndex } from '../store/identity-index.ts';
import type { JobItems } from '../store/sqlite/job-items.ts';
import type { JobRow, JobTask } from '../store/job-rows.ts';
import type { JobStore } from '../store/sqlite/jobs.ts';
import { checkScanId } from './delete/job.ts';
import type { JobEngine } from './engine/engine.ts';
import { adoptOlder } from './adopt.ts';
import { forgetBesides, forgetOldJobs } from './cleaning.ts';
import type { JobFeed } from './feed.ts';
import type { JobFiles } from './files.ts';
import {
  refuseEnded,
  refuseReadOnly,
  refuseSecond,
  refuseUnconfirmed,
  refuseWrongName,
  taskOfFound,
  taskToRetry,
} from './refusals.ts';
import { openJobFile } from './report.ts';

const maxListed = 200;

interface Parts {
  readonly store: JobStore;
  readonly items: JobItems;
  readonly index: IdentityIndex;
  readonly files: JobFiles;
  readonly feed: JobFeed;
  readonly engine: JobEngine;
  readonly clock: Clock;
  readonly log: Log;
  /** The pool's name and tags, and the account. @throws ProblemError */
  readonly look: (
    call: AwsCall,
    poolId: string,
  ) => Promise<{
    name: string;
    account: string;
    tags: Readonly<Record<string, string>> | undefined;
  }>;
  readonly callsPerSecond: (connection: ConnectionDefinition) => number | undefined;
}

/** What a person can do with jobs. `key` marks repetitions of one request: they answer the job that the first one made. */
export class Jobs {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Before they start. */
  adopt(connections: Pick<Connections, 'adopt'>): Promise<void> {
    return adoptOlder(this.#parts, connections);
  }

  start(): void {
    this.#parts.engine.start();
    forgetBesides(this.#parts);
  }

  /** Resolves when the calls under way have ended and are written. */
  async close(): Promise<void> {
    await this.#parts.engine.stop();
    this.#parts.feed.close();
    this.#parts.files.close();
    this.#parts.store.close();
  }

  list(connectionId: string): Job[] {
    return this.#parts.store.list(connectionId, maxListed).map((row) => this.#view(row));
  }

  /** @throws ProblemError not_found */
  get(connectionId: string, jobId: string): Job {
    return this.#view(this.#row(connectionId, jobId));
  }

  /** First all jobs, then each that changes. Answers how to end it. */
  listen(connectionId: string, listener: (event: JobEvent) => void): () => void {
    listener({ type: 'jobs', jobs: this.list(connectionId) });
    return this.#parts.feed.listen(connectionId, listener);
  }

  runningScan(connectionId: string, poolId: string): Job | undefined {
    const row = this.#parts.store.unendedScan(connectionId, poolId);
    return row === undefined ? undefined : this.#view(row);
  }

  callsPerSecond(connection: ConnectionDefinition): number | undefined {
    return this.#parts.callsPerSecond(connection);
  }

  async scan(call: AwsCall, poolId: string, key: string | undefined): Promise<Job> {
    return this.#known(call, poolId, 'scan', key) ?? (await this.#newScan(call, poolId, key));
  }

  async export(
    call: AwsCall,
    poolId: string,
    wanted: { filter: IdentityFilter; format: ExportFormat },
    key: string | undefined,
  ): Promise<Job> {
    const known = this.#known(call, poolId, 'export', key);
    if (known !== undefined) return known;
    const now = await this.#scanTime(call, poolId);
    const { name, account } = await this.#parts.look(call, poolId);
    return this.#create(call, poolId, name, account, { kind: 'export', ...wanted, now }, key);
  }

  /** @throws ProblemError confirmation_mismatch where the person confirmed something else than what would be done */
  async remove(
    call: AwsCall,
    poolId: string,
    wanted: {
      filter: IdentityFilter;
      isDryRun: boolean;
      scanFinishedAt: string;
      confirmCount: number;
      confirmName: string;
    },
    key: string | undefined,
  ): Promise<Job> {
    const known = this.#known(call, poolId, 'delete', key);
    if (known !== undefined) return known;
    const { filter, isDryRun, confirmCount } = wanted;
    refuseReadOnly(call, isDryRun);
    const now = await this.#scanTime(call, poolId);
    const count = await this.#parts.index.count({ connectionId: call.connection.id, poolId }, { filter, now });
    refuseUnconfirmed({ scannedAt: now, count }, wanted);
    const { name, account, tags } = await this.#parts.look(call, poolId);
    if (!isDryRun) {
      refuseWrongName(name, wanted.confirmName);
      refuseProtectedIdentities(tags);
    }
    const task = { kind: 'delete', filter, now, isDryRun, scanFinishedAt: now, confirmCount } as const;
    return this.#create(call, poolId, name, account, task, key);
  }

  /** A new deletion of what an earlier one could not delete. */
  async retry(call: AwsCall, jobId: string, key: string | undefined): Promise<Job> {
    const earlier = this.#row(call.connection.id, jobId);
    const known = this.#known(call, earlier.pool_id, 'delete', key);
    if (known !== undefined) return known;
    refuseReadOnly(call, false);
    const task = taskToRetry(earlier);
    const { name, account, tags } = await this.#parts.look(call, earlier.pool_id);
    refuseProtectedIdentities(tags);
    refuseSecond(this.#parts.store.unendedAfter(earlier.id));
    const again = { ...task, confirmCount: earlier.failed, retryOf: earlier.id, foundBy: undefined };
    return this.#create(call, earlier.pool_id, name, account, again, key);
  }

  /** A deletion of what a dry run would have deleted: the list is the dry run's, and is checked as every list is. */
  async deleteFound(
    call: AwsCall,
    jobId: string,
    { confirmCount, confirmName }: { confirmCount: number; confirmName: string },
    key: string | undefined,
  ): Promise<Job> {
    const dryRun = this.#row(call.connection.id, jobId);
    const known = this.#known(call, dryRun.pool_id, 'delete', key);
    if (known !== undefined) return known;
    refuseReadOnly(call, false);
    const task = taskOfFound(dryRun, confirmCount);
    const { name, account, tags } = await this.#parts.look(call, dryRun.pool_id);
    refuseWrongName(name, confirmName);
    refuseProtectedIdentities(tags);
    refuseSecond(this.#parts.store.unendedAfter(dryRun.id));
    const { filter, now, scanFinishedAt } = task;
    const found = { kind: 'delete', filter, now, scanFinishedAt, isDryRun: false, confirmCount } as const;
    return this.#create(call, dryRun.pool_id, name, account, { ...found, foundBy: dryRun.id }, key);
  }

  cancel(connectionId: string, jobId: string): Job {
    const row = this.#row(connectionId, jobId);
    if (!isEnded(row)) this.#parts.engine.cancel(row);
    return this.get(connectionId, jobId);
  }

  pause(connectionId: string, jobId: string): Job {
    const row = this.#row(connectionId, jobId);
    refuseEnded(row);
    this.#parts.engine.pause(row, 'Paused by a person. What was done so far is kept.');
    return this.get(connectionId, jobId);
  }

  /** Where a person turns editing off, no deletion goes on behind their back: whoever turns it on again decides. */
  pauseDeletions({ id, label }: ConnectionDefinition): void {
    const { store, engine } = this.#parts;
    for (const row of store.unendedDeletions(id).map((stored) => engine.current(stored))) {
      if (isEnded(row)) continue;
      const isWaitingForPerson = row.state === 'paused' && row.resumes_at === undefined;
      if (isWaitingForPerson || row.is_cancelling || (row.task.kind === 'delete' && row.task.isDryRun)) continue;
      engine.pause(
        row,
        `Editing was turned off for "${label}". What was deleted so far stays deleted, the rest was left alone.`,
      );
    }
  }

  resume(call: AwsCall, jobId: string): Job {
    const row = this.#row(call.connection.id, jobId);
    refuseEnded(row);
    if (row.task.kind === 'delete') refuseReadOnly(call, row.task.isDryRun);
    if (row.state === 'paused' || row.state === 'waiting_credentials') this.#parts.engine.resume(row);
    return this.get(call.connection.id, jobId);
  }

  forget(connectionId: string, jobId: string): void {
    const row = this.#row(connectionId, jobId);
    if (!isEnded(row)) {
      throw new ProblemError('conflict', 'This job has not ended, so it was not removed. Cancel it first.');
    }
    this.#parts.store.markRemoved(row.key);
    this.#parts.feed.removed(row.id, connectionId);
    forgetBesides(this.#parts);
  }

  /** What the job has written, as a stream with its name. @throws ProblemError not_found where there is none */
  file(connectionId: string, jobId: string, format: ExportFormat | undefined) {
    return openJobFile(this.#row(connectionId, jobId), format, this.#parts);
  }

  /** Called when a job has ended. */
  async ended(row: JobRow): Promise<void> {
    const { index } = this.#parts;
    const pool = { connectionId: row.connection_id, poolId: row.pool_id };
    if (row.kind === 'scan' && row.state !== 'done') await index.dropScan(pool, row.id);
    if (row.kind === 'delete' && row.state !== 'done') {
      const scannedAt = (await index.summary(pool))?.finishedAt ?? 0;
      await index.dropScan(pool, checkScanId(row.id, scannedAt));
    }
    await forgetOldJobs(this.#parts);
  }

  async #newScan(call: AwsCall, poolId: string, key: string | undefined): Promise<Job> {
    const { name, account } = await this.#parts.look(call, poolId);
    return (
      this.runningScan(call.connection.id, poolId) ?? this.#create(call, poolId, name, account, { kind: 'scan' }, key)
    );
  }

  #create(
    call: AwsCall,
    poolId: string,
    poolName: string,
    account: string,
    task: JobTask,
    idempotencyKey: string | undefined,
  ): Job {
    // The same request may have come twice at once.
    const known = this.#known(call, poolId, task.kind, idempotencyKey);
    if (known !== undefined) return known;
    const row = this.#parts.store.create({
      id: randomUUID(),
      connectionId: call.connection.id,
      poolId,
      poolName,
      account,
      task,
      createdAt: this.#parts.clock.now(),
      idempotencyKey,
    });
    this.#parts.feed.changed(row.id, row.connection_id);
    this.#parts.engine.wake();
    return this.get(row.connection_id, row.id);
  }

  #known(call: AwsCall, poolId: string, kind: JobRow['kind'], key: string | undefined): Job | undefined {
    const row = key === undefined ? undefined : this.#parts.store.findByIdempotencyKey(key);
    if (row === undefined) return undefined;
    if (row.connection_id === call.connection.id && row.pool_id === poolId && row.kind === kind) return this.#view(row);
    throw new ProblemError('conflict', 'This Idempotency-Key belongs to another job. Nothing was done.');
  }

  /** When the latest scan ended, in milliseconds: the days of filters count back from there, as in the lists that people see. */
  async #scanTime(call: AwsCall, poolId: string): Promise<number> {
    const summary = await this.#parts.index.summary({ connectionId: call.connection.id, poolId });
    if (summary !== undefined) return summary.finishedAt;
    throw new ProblemError('conflict', 'This pool was not scanned yet, so nothing was done. Scan it first.');
  }

  #row(connectionId: string, jobId: string): JobRow {
    const row = this.#parts.store.find(jobId);
    if (row !== undefined && row.connection_id === connectionId) return this.#parts.engine.current(row);
    throw new ProblemError('not_found', 'This job does not exist (any more). Look at the list of jobs.');
  }

  #view(row: JobRow): Job {
    return this.#parts.engine.view(row);
  }
}
