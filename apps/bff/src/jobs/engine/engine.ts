import { isEnded, type Job } from '@lifeguard/shared/api/jobs';

import type { Clock } from '@lifeguard/aws/client/clock';
import type { Log } from '../../log/log.ts';
import { ProblemError } from '@lifeguard/shared/api/problem-error';
import type { StorageHealth } from '../../store/health.ts';
import type { JobPatch, JobRow } from '../../store/job-rows.ts';
import { StoreError } from '../../store/trouble.ts';
import { viewOf } from '../view.ts';
import { isCredentials, JobAlarms } from './alarms.ts';
import { JobFailed, MustPause, Stopped } from './ends.ts';
import { JobRun, type RunParts } from './run.ts';
import { RateMeter } from './rate-meter.ts';
import { exponential } from './timings.ts';
import { JobWriter } from './writer.ts';

const maxRunning = 2;

export interface EngineParts extends RunParts {
  readonly storage: Pick<StorageHealth, 'troubles' | 'onRecovered'>;
  readonly clock: Clock;
  readonly log: Log;
  /** Does the job to its end, and answers how it ended. */
  readonly work: (run: JobRun) => Promise<JobPatch>;
  /** What a deletion that ends before its time has and has not done, in sentences. */
  readonly accountOf: (row: JobRow) => string;
  /** A job has ended for good. */
  readonly ended: (row: JobRow) => Promise<void>;
}

/**
 * Runs the jobs of the store: two at once, of a pool never a deletion beside another one or beside a scan. What stands
 * in the store decides, so that all goes on after a crash. Where a store fails, its jobs pause until it works again.
 */
export class JobEngine {
  readonly #parts: EngineParts;
  readonly #writer: JobWriter;
  readonly #running = new Map<string, { run: JobRun; end: Promise<void> }>();
  readonly #alarms: JobAlarms;
  /** Jobs that wait for a store, and for nothing else. */
  readonly #stalled = new Set<string>();
  #isStopped = true;
  /** What an earlier process has left is taken up. */
  #hasTakenUp = false;

  constructor(parts: EngineParts) {
    this.#parts = parts;
    this.#writer = new JobWriter(parts.store);
    const { connections, principals, clock } = parts;
    this.#alarms = new JobAlarms(
      { store: this.#writer, connections, principals, clock },
      {
        resume: (job) => {
          if (!this.#isStalled(job.id)) this.resume(job);
        },
        wait: (job, problem) => this.#awaitCredentials(job, problem),
      },
    );
    parts.storage.onRecovered(() => this.#goOn());
  }

  /** Goes on with whatever is not ended. */
  start(): void {
    this.#isStopped = false;
    this.#alarms.start();
    this.#goOn();
  }

  /** Claims nothing more; resolves when the calls under way have ended and are written. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#alarms.stop();
    for (const { run } of this.#running.values()) run.stop();
    await Promise.all([...this.#running.values()].map(({ end }) => end));
  }

  /** Begins what waits and may run now: nothing, as long as a store fails. */
  wake(): void {
    if (this.#isStopped || this.#parts.storage.troubles.length > 0) return;
    this.#orLater(() => {
      for (const job of this.#parts.store.inState('queued')) {
        if (this.#running.size >= maxRunning) return;
        if (!this.#running.has(job.id) && !this.#isPoolTaken(job)) this.#begin(job);
      }
    });
  }

  /** A row of the store as the job stands now. */
  current(row: JobRow): JobRow {
    return this.#writer.current(row);
  }

  /** As `current`, by the id of the job; undefined where it is not there or can't be read. */
  find(jobId: string): JobRow | undefined {
    return this.#writer.find(jobId);
  }

  /** A row of the store as people see the job now. */
  view(row: JobRow): Job {
    const run = this.#running.get(row.id)?.run;
    const live = run === undefined ? undefined : { progress: run.live, rate: run.meter.perSecond };
    const shown = { ...this.current(row), ...(this.#isStalled(row.id) ? { resumes_at: undefined } : {}) };
    // What an earlier process has left running, and could not be taken up yet.
    return viewOf(shown.state === 'running' && run === undefined ? { ...shown, state: 'queued' } : shown, live);
  }

  cancel(job: JobRow): void {
    const running = this.#running.get(job.id);
    this.#update(job, { is_cancelling: true });
    this.#alarms.clear(job.id);
    if (running === undefined) this.#cancelled(job);
    else running.run.stop();
  }

  /** Only a person lets it go on. `message` says why it was paused. */
  pause(job: JobRow, message: string): void {
    this.#alarms.clear(job.id);
    this.#update(job, {
      state: 'paused',
      message,
      command: undefined,
      resumes_at: undefined,
    });
    this.#running.get(job.id)?.run.stop();
  }

  resume(job: JobRow): void {
    this.#alarms.clear(job.id);
    this.#update(job, { state: 'queued', message: undefined, command: undefined, resumes_at: undefined });
    this.wake();
  }

  /** Writes what could not be written, takes up what was left, and lets go on what waits for a store. */
  #goOn(): void {
    if (this.#isStopped) return;
    this.#orLater(() => {
      for (const job of this.#writer.jobs) {
        this.#update(job, {});
        this.#tellIfEnded(job);
      }
      if (!this.#hasTakenUp) this.#takeUp();
      if (this.#parts.storage.troubles.length > 0) return;
      for (const id of this.#stalled) {
        this.#stalled.delete(id);
        const job = this.#writer.find(id);
        // What a person said meanwhile stays.
        if (job?.state === 'paused' && job.resumes_at !== undefined) this.resume(job);
      }
      this.wake();
    });
  }

  #takeUp(): void {
    const { store } = this.#parts;
    store.requeueRunning();
    this.#hasTakenUp = true;
    for (const state of ['queued', 'paused', 'waiting_credentials'] as const) {
      for (const job of store.inState(state)) {
        if (job.is_cancelling) this.#cancelled(job);
        else this.#alarms.set(job);
      }
    }
  }

  /** Where the store fails in between, the rest is done when it works again. */
  #orLater(work: () => void): void {
    try {
      work();
    } catch (error) {
      if (!(error instanceof StoreError)) throw error;
    }
  }

  #begin(job: JobRow): void {
    this.#update(job, {
      state: 'running',
      started_at: job.started_at ?? this.#parts.clock.now(),
      message: undefined,
      command: undefined,
      resumes_at: undefined,
    });
    const run = new JobRun(this.#parts, job, new RateMeter());
    // Whatever a job meets, the console goes on.
    const end = this.#execute(run).catch((error: unknown) =>
      this.#parts.log.error('job could not be ended', { job: job.id, kind: job.kind }, error),
    );
    this.#running.set(job.id, { run, end });
  }

  async #execute(run: JobRun): Promise<void> {
    const { job } = run;
    try {
      const patch = await this.#parts.work(run);
      this.#end(job, 'done', { ...run.live, ...patch });
    } catch (error) {
      this.#update(job, run.live);
      this.#stopped(job, error);
    } finally {
      this.#running.delete(job.id);
      this.#parts.changed(job);
      this.wake();
    }
  }

  #stopped(job: JobRow, error: unknown): void {
    const isExpected = [Stopped, MustPause, JobFailed, ProblemError].some((kind) => error instanceof kind);
    if (!isExpected) this.#parts.log.error('job failed', { job: job.id, kind: job.kind }, error);
    const row = this.#writer.find(job.id);
    // Whatever the last call met: nobody wants the job to go on.
    if (row?.is_cancelling === true) {
      this.#cancelled(job);
      return;
    }
    // Paused by a person while the last call was under way: that stays.
    if (error instanceof Stopped || row?.state === 'paused') return;
    if (error instanceof StoreError) this.#stall(job, error);
    else if (error instanceof MustPause) this.#pauseItself(job, error.message, error.isAutomatic);
    else if (isCredentials(error)) this.#awaitCredentials(job, error);
    else if (error instanceof JobFailed || error instanceof ProblemError) {
      this.#end(job, 'failed', { message: this.#withAccount(job, error.message) });
    } else {
      this.#failed(job, 'Something went wrong in the console itself, so this job has ended.');
    }
  }

  /** It goes on as soon as the store works again; after a restart of the console at its time. */
  #stall(job: JobRow, { message }: StoreError): void {
    this.#stalled.add(job.id);
    this.#pauseItself(
      job,
      `${message} What was done so far is kept. The job goes on by itself when the storage works again.`,
      true,
    );
  }

  #pauseItself(job: JobRow, message: string, isAutomatic: boolean): void {
    const { clock, timings } = this.#parts;
    const stops = this.#writer.find(job.id)?.stops ?? 0;
    const resumesAt = clock.now() + exponential(timings.pauseMs, timings.pauseMaxMs, stops);
    this.#update(job, {
      state: 'paused',
      message,
      resumes_at: isAutomatic ? resumesAt : undefined,
      stops: stops + 1,
    });
    this.#alarms.set(job);
  }

  #awaitCredentials(job: JobRow, error: ProblemError): void {
    const { clock, timings } = this.#parts;
    const stops = this.#writer.find(job.id)?.stops ?? 0;
    this.#update(job, {
      state: 'waiting_credentials',
      message: `${this.#withAccount(job, error.message)} The job goes on by itself when they work again.`,
      command: error.members.command,
      resumes_at: clock.now() + exponential(timings.credentialsMs, timings.credentialsMaxMs, stops),
      stops: stops + 1,
    });
    this.#alarms.set(job);
  }

  #cancelled(job: JobRow): void {
    this.#end(job, 'cancelled', { message: `Cancelled by a person.${this.#account(job)}` });
  }

  #failed(job: JobRow, message: string): void {
    this.#end(job, 'failed', { message: `${message}${this.#account(job)}` });
  }

  /** A call that failed says of itself that nothing was done: in its place stands what the job has done. */
  #withAccount(job: JobRow, message: string): string {
    const account = this.#account(job);
    if (account === '') return message;
    const withIt = message.replace(/ Nothing was (?:done|changed|deleted)\./, account);
    return withIt === message ? `${message}${account}` : withIt;
  }

  /** What was and was not done, where something may have been. */
  #account(job: JobRow): string {
    const row = this.#writer.find(job.id);
    if (row === undefined || row.frozen === 0) return '';
    let account = '';
    this.#orLater(() => {
      account = ` ${this.#parts.accountOf(row)}`;
    });
    return account;
  }

  #end(job: JobRow, state: 'done' | 'failed' | 'cancelled', patch: JobPatch): void {
    this.#update(job, {
      command: undefined,
      resumes_at: undefined,
      is_cancelling: false,
      ended_at: this.#parts.clock.now(),
      ...patch,
      state,
    });
    this.#tellIfEnded(job);
  }

  /** What stands in the store decides: before it does, nothing is cleaned up. */
  #tellIfEnded(job: JobRow): void {
    const row = this.#writer.isWritten(job) ? this.#writer.find(job.id) : undefined;
    if (row === undefined || !isEnded(row)) return;
    this.#parts
      .ended(row)
      .catch((error: unknown) => this.#parts.log.error('job clean-up failed', { job: row.id }, error));
  }

  #update(job: JobRow, patch: JobPatch): void {
    this.#writer.write(job, patch);
    this.#parts.changed(job);
  }

  /** Whether it waits for a store, and for no time. */
  #isStalled(jobId: string): boolean {
    return this.#stalled.has(jobId) && this.#parts.storage.troubles.length > 0;
  }

  #isPoolTaken(job: JobRow): boolean {
    return [...this.#running.values()].some(
      ({ run }) =>
        run.job.pool_id === job.pool_id &&
        (job.kind === 'delete' ? run.job.kind !== 'export' : job.kind === 'scan' && run.job.kind === 'delete'),
    );
  }
}
