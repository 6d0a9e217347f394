import type { Connections } from '@lifeguard/aws/client/connections';
import type { Principals } from '@lifeguard/aws/client/principal';
import type { Clock } from '@lifeguard/aws/client/clock';
import { ProblemError } from '@lifeguard/shared/api/problem-error';
import type { JobRow } from '../../store/job-rows.ts';

interface Parts {
  readonly store: { find(jobId: string): JobRow | undefined };
  readonly connections: Pick<Connections, 'get'>;
  readonly principals: Pick<Principals, 'fresh'>;
  readonly clock: Clock;
}

interface Answers {
  readonly resume: (job: JobRow) => void;
  /** Its credentials still do not work. */
  readonly wait: (job: JobRow, problem: ProblemError) => void;
}

/** Lets jobs that have stopped by themselves go on at the time that the store says (`resumes_at`). */
export class JobAlarms {
  readonly #parts: Parts;
  readonly #answers: Answers;
  readonly #timers = new Map<string, NodeJS.Timeout>();
  #isStopped = true;

  constructor(parts: Parts, answers: Answers) {
    this.#parts = parts;
    this.#answers = answers;
  }

  start(): void {
    this.#isStopped = false;
  }

  stop(): void {
    this.#isStopped = true;
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#timers.clear();
  }

  /** As the job stands in the store; without a time only a person lets it go on. */
  set({ id }: Pick<JobRow, 'id'>): void {
    const resumesAt = this.#parts.store.find(id)?.resumes_at;
    if (this.#isStopped || resumesAt === undefined) return;
    this.clear(id);
    const ms = Math.max(0, resumesAt - this.#parts.clock.now());
    this.#timers.set(id, setTimeout(() => void this.#tryAgain(id, resumesAt), ms).unref());
  }

  clear(jobId: string): void {
    clearTimeout(this.#timers.get(jobId));
    this.#timers.delete(jobId);
  }

  /** Credentials are tried here, so that a job whose credentials still do not work takes no other one's place. */
  async #tryAgain(jobId: string, resumesAt: number): Promise<void> {
    const { store } = this.#parts;
    const problem = store.find(jobId)?.state === 'waiting_credentials' ? await this.#probe(jobId) : undefined;
    const job = store.find(jobId);
    // What a person said while the credentials were tried stays.
    if (this.#isStopped || job === undefined || job.resumes_at !== resumesAt) return;
    if (problem === undefined) this.#answers.resume(job);
    else this.#answers.wait(job, problem);
  }

  async #probe(jobId: string): Promise<ProblemError | undefined> {
    const { store, connections, principals } = this.#parts;
    try {
      const connection = connections.get(store.find(jobId)?.connection_id ?? '');
      await principals.fresh({ connection, isReadOnly: true, signal: new AbortController().signal });
      return undefined;
    } catch (error) {
      // Whatever else is wrong is said by the job itself.
      return isCredentials(error) ? error : undefined;
    }
  }
}

export function isCredentials(error: unknown): error is ProblemError {
  return (
    error instanceof ProblemError && (error.code === 'credentials_expired' || error.code === 'credentials_missing')
  );
}
