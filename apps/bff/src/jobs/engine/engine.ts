import { isEnded } from '@lifeguard/shared/api/jobs';

import type { Clock } from '@lifeguard/aws/client/clock';
import type { Log } from '../../log/log.ts';
import { ProblemError } from '@lifeguard/shared/api/problem-error';
import type { JobPatch, JobRow } from '../../store/job-rows.ts';
import { isCredentials, JobAlarms } from './alarms.ts';
import { JobFailed, MustPause, Stopped } from './ends.ts';
import { JobRun, type RunParts } from './run.ts';
import { RateMeter } from './rate-meter.ts';
import { exponential } from './timings.ts';

const maxRunning = 2;

export interface EngineParts extends RunParts {
  readonly clock: Clock;
  readonly log: Log;
  /** Does the job to its end, and answers how it ended. */
  readonly work: (run: JobRun) => Promise<JobPatch>;
  /** What a deletion that ends before its time has and has not done, in sentences. */
  readonly accountOf: (row: JobRow) => string;
  /** A job has ended for good. */
  readonly ended: (row: JobRow) => Promise<void> | void;
}

/**
 * Runs the jobs of the store: two at once, of a pool never a deletion beside another one or beside a scan. What stands
 * in the store decides, so that all goes on after a crash.
 */
export class JobEngine {
  readonly #parts: EngineParts;
  readonly #running = new Map<string, { run: JobRun; end: Promise<void> }>();
  readonly #alarms: JobAlarms;
  #isStopped = true;

  constructor(parts: EngineParts) {
    this.#parts = parts;
    this.#alarms = new JobAlarms(parts, {
      resume: (job) => this.resume(job),
      wait: (job, problem) => this.#awaitCredentials(job, problem),
    });
  }

  /** Goes on with whatever is not ended. */
  start(): void {
    const { store } = this.#parts;
    this.#isStopped = false;
    this.#alarms.start();
    store.requeueRunning();
    for (const state of ['queued', 'paused', 'waiting_credentials'] as const) {
      for (const job of store.inState(state)) {
        if (job.is_cancelling) this.#cancelled(job);
        else this.#alarms.set(job);
      }
    }
    this.wake();
  }

  /** Claims nothing more; resolves when the calls under way have ended and are written. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#alarms.stop();
    for (const { run } of this.#running.values()) run.stop();
    await Promise.all([...this.#running.values()].map(({ end }) => end));
  }

  /** Begins what waits and may run now. */
  wake(): void {
    if (this.#isStopped) return;
    for (const job of this.#parts.store.inState('queued')) {
      if (this.#running.size >= maxRunning) return;
      if (!this.#running.has(job.id) && !this.#isPoolTaken(job)) this.#begin(job);
    }
  }

  /** What the run of this job knows about it, where it runs. */
  live(jobId: string): { progress: JobRun['live']; rate: number | undefined } | undefined {
    const run = this.#running.get(jobId)?.run;
    return run === undefined ? undefined : { progress: run.live, rate: run.meter.perSecond };
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

  #begin(job: JobRow): void {
    this.#update(job, {
      state: 'running',
      started_at: job.started_at ?? this.#parts.clock.now(),
      message: undefined,
      command: undefined,
      resumes_at: undefined,
    });
    const run = new JobRun(this.#parts, job, new RateMeter());
    this.#running.set(job.id, { run, end: this.#execute(run) });
  }

  async #execute(run: JobRun): Promise<void> {
    const { job } = run;
    try {
      const patch = await this.#parts.work(run);
      run.writeProgress();
      this.#end(job, 'done', patch);
    } catch (error) {
      run.writeProgress();
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
    const row = this.#parts.store.find(job.id);
    // Whatever the last call met: nobody wants the job to go on.
    if (row?.is_cancelling === true) {
      this.#cancelled(job);
      return;
    }
    // Paused by a person while the last call was under way: that stays.
    if (error instanceof Stopped || row?.state === 'paused') return;
    if (error instanceof MustPause) this.#pauseItself(job, error.message, error.isAutomatic);
    else if (isCredentials(error)) this.#awaitCredentials(job, error);
    else if (error instanceof JobFailed || error instanceof ProblemError) {
      this.#failed(job, error.message);
    } else {
      this.#failed(job, 'Something went wrong in the console itself, so this job has ended.');
    }
  }

  #pauseItself(job: JobRow, message: string, isAutomatic: boolean): void {
    const { store, clock, timings } = this.#parts;
    const stops = store.find(job.id)?.stops ?? 0;
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
    const { store, clock, timings } = this.#parts;
    const stops = store.find(job.id)?.stops ?? 0;
    this.#update(job, {
      state: 'waiting_credentials',
      message: `${error.message} The job goes on by itself when they work again.`,
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

  /** What was and was not done, where something may have been. */
  #account(job: JobRow): string {
    const row = this.#parts.store.find(job.id);
    return row === undefined || row.frozen === 0 ? '' : ` ${this.#parts.accountOf(row)}`;
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
    const ended = this.#parts.store.find(job.id);
    if (ended !== undefined && isEnded(ended)) void this.#parts.ended(ended);
  }

  #update(job: JobRow, patch: JobPatch): void {
    this.#parts.store.update(job.key, patch);
    this.#parts.changed(job);
  }

  #isPoolTaken(job: JobRow): boolean {
    return [...this.#running.values()].some(
      ({ run }) =>
        run.job.pool_id === job.pool_id &&
        (job.kind === 'delete' ? run.job.kind !== 'export' : job.kind === 'scan' && run.job.kind === 'delete'),
    );
  }
}
