import { setTimeout as wait } from 'node:timers/promises';

import { regionOf } from '@lifeguard/shared/aws/ids';

import type { AwsCall, ConnectionDefinition, Connections } from '@lifeguard/aws/client/connections';
import type { Principals } from '@lifeguard/aws/client/principal';
import { ProblemError } from '@lifeguard/shared/api/problem-error';
import type { IndexedPool } from '../../store/identity-index.ts';
import type { JobRow } from '../../store/job-rows.ts';
import type { JobStore } from '../../store/sqlite/jobs.ts';
import { JobFailed, MustPause, Stopped } from './ends.ts';
import { type RateLimiter, type RateLimiters, turn } from './rate-limiter.ts';
import type { RateMeter } from './rate-meter.ts';
import { CircuitBreaker } from './circuit-breaker.ts';
import { exponential, type JobTimings } from './timings.ts';

/** What every run uses of the console. */
export interface RunParts {
  readonly store: JobStore;
  readonly connections: Pick<Connections, 'get'>;
  readonly principals: Pick<Principals, 'fresh'>;
  readonly rateLimiters: RateLimiters;
  readonly timings: JobTimings;
  /** Calls per second of one operation; undefined: no limit. */
  readonly callsPerSecond: (connection: ConnectionDefinition) => number | undefined;
  readonly changed: (job: JobRow) => void;
  /** Does a call that writes, and has it written down before anything more is done. */
  readonly recorded: <T>(job: JobRow, call: AwsCall, work: (call: AwsCall) => Promise<T>) => Promise<T>;
}

type Phase = NonNullable<JobRow['phase']>;

/** One job while it runs: its calls to AWS with rate limiter, repetitions and circuit breaker, and its progress. */
export class JobRun {
  readonly job: JobRow;
  readonly pool: IndexedPool;
  readonly meter: RateMeter;
  readonly breaker = new CircuitBreaker();
  readonly #parts: RunParts;
  readonly #stop = new AbortController();
  /** Never aborts, not even with the job: whether AWS has done a call that was cut off is not known. */
  readonly #toTheEnd = new AbortController().signal;
  #lookedAt = Number.NEGATIVE_INFINITY;
  #hasAdvanced = false;
  #live: { phase: Phase | undefined; done: number; total: number | undefined };
  #writtenAt = Number.NEGATIVE_INFINITY;

  constructor(parts: RunParts, job: JobRow, meter: RateMeter) {
    this.#parts = parts;
    this.job = job;
    this.meter = meter;
    this.pool = { connectionId: job.connection_id, poolId: job.pool_id };
    this.#live = { phase: job.phase, done: job.done, total: job.total };
  }

  /** Waits end at once, the call under way still ends. */
  stop(): void {
    this.#stop.abort();
  }

  /** @throws Stopped */
  checkStop(): void {
    if (this.#stop.signal.aborted) throw new Stopped();
  }

  /** @throws Stopped as soon as the job is to stop */
  async wait(ms: number): Promise<void> {
    await this.#orStopped(wait(ms, undefined, { signal: this.#stop.signal }));
  }

  /** At random, so that the calls of several jobs do not come together again. */
  async backOff(times: number): Promise<void> {
    const { backoffMs, backoffMaxMs } = this.#parts.timings;
    await this.wait(Math.random() * exponential(backoffMs, backoffMaxMs, times));
  }

  /** Where the job stands now. Written at every new phase, and once a second. */
  progress(phase: Phase, done: number, total?: number): void {
    const isNewPhase = phase !== this.#live.phase;
    this.#live = { phase, done, total };
    if (isNewPhase) this.meter.reset();
    this.meter.add(done);
    const now = performance.now();
    if (isNewPhase || now - this.#writtenAt > 1000) {
      this.#writtenAt = now;
      this.#parts.store.update(this.job.key, this.#live);
    }
    this.#parts.changed(this.job);
  }

  /** Something was done: the next time that it has to stop by itself is the first one again. */
  advanced(): void {
    if (this.#hasAdvanced) return;
    this.#hasAdvanced = true;
    this.#parts.store.update(this.job.key, { stops: 0 });
  }

  get live(): Pick<JobRow, 'phase' | 'done' | 'total'> {
    return this.#live;
  }

  /**
   * Calls AWS in its turn, and again after throttles, timeouts and failures of AWS.
   * @throws ProblemError for what AWS refuses, and for credentials; Stopped; MustPause by the circuit breaker
   */
  async call<T>(operation: string, isReadOnly: boolean, work: (call: AwsCall) => Promise<T>): Promise<T> {
    for (let failures = 0; ; failures += 1) {
      const connection = this.#connection();
      const limiter = this.#limiterOf(operation, connection);
      await this.#orStopped(turn(limiter, this.#stop.signal));
      this.checkStop();
      try {
        const call = { connection, isReadOnly, signal: this.#toTheEnd };
        await this.#checkAccount(call);
        const answer = isReadOnly ? await work(call) : await this.#parts.recorded(this.job, call, work);
        limiter.succeeded();
        this.breaker.succeeded();
        return answer;
      } catch (error) {
        this.#failed(error, limiter);
        if (!isThrottle(error)) await this.backOff(failures);
      }
    }
  }

  /** Whether it is time to look again at what may have changed beside the job: once per `guardMs`, and at first. */
  isGuardDue(lookedAt: number): boolean {
    return performance.now() - lookedAt >= this.#parts.timings.guardMs;
  }

  /** @throws MustPause where the circuit breaker says so */
  checkBreaker(about: string): void {
    const { reason } = this.breaker;
    if (reason !== undefined) throw new MustPause(`Stopped after ${reason}. ${about}`, true);
  }

  #limiterOf(operation: string, connection: ConnectionDefinition): RateLimiter {
    const about = { account: this.job.account, region: connection.region, operation };
    return this.#parts.rateLimiters.of(about, this.#parts.callsPerSecond(connection));
  }

  #connection(): ConnectionDefinition {
    const connection = this.#found();
    const region = regionOf(this.job.pool_id);
    if (connection.region === region) return connection;
    // Asked there, AWS would say that the pool does not exist.
    throw new MustPause(
      `The connection "${connection.label}" is now for ${connection.region}, while the pool of this job is in ${region}. ` +
        'What was done so far is kept. Give its profile or configuration the region back.',
      true,
    );
  }

  #found(): ConnectionDefinition {
    try {
      return this.#parts.connections.get(this.job.connection_id);
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      throw new MustPause(
        'The connection of this job does not exist any more. What was done so far is kept. Bring its profile or configuration back.',
        true,
      );
    }
  }

  /** Credentials may come back as those of another account. */
  async #checkAccount(call: AwsCall): Promise<void> {
    if (!this.isGuardDue(this.#lookedAt)) return;
    const { Account } = await this.#parts.principals.fresh(call);
    if (Account !== this.job.account) {
      throw new JobFailed(
        `This job was made for account ${this.job.account}, but the credentials of "${call.connection.label}" now belong to ` +
          `${Account}. It has ended; nothing was done in the other account.`,
      );
    }
    this.#lookedAt = performance.now();
  }

  /** Returns where the call should be repeated. */
  #failed(error: unknown, limiter: RateLimiter): void {
    if (!(error instanceof ProblemError)) throw error;
    switch (error.code) {
      case 'throttled':
        limiter.throttled();
        break;
      case 'upstream_unavailable':
      case 'upstream_timeout':
      case 'upstream_bad_response':
      case 'outcome_unknown':
      case 'conflict':
        break;
      case 'wrong_account':
        throw new JobFailed(error.message);
      case 'aws_denied':
        throw new MustPause(`${error.message} What was done so far is kept.`, true);
      default:
        throw error;
    }
    this.breaker.failed();
    this.checkBreaker(`The last one: ${error.message}`);
  }

  async #orStopped(waiting: Promise<unknown>): Promise<void> {
    try {
      await waiting;
    } catch (error) {
      this.checkStop();
      throw error;
    }
  }
}

function isThrottle(error: unknown): boolean {
  return error instanceof ProblemError && error.code === 'throttled';
}
