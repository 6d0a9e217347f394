import type { JobEvent } from '@lifeguard/shared/api/jobs';

import type { Log } from '../log/log.ts';

type Listener = (event: JobEvent) => void;

/** Tells whoever listens to a connection what has changed there, each job at most once per `everyMs`. */
export class JobFeed {
  readonly #everyMs: number;
  /** Undefined for a job that is not there (any more). */
  readonly #eventOf: (jobId: string) => JobEvent | undefined;
  readonly #log: Log;
  readonly #listeners = new Map<string, Set<Listener>>();
  /** Job to connection. */
  readonly #changed = new Map<string, string>();
  #timer: NodeJS.Timeout | undefined;

  constructor(everyMs: number, eventOf: (jobId: string) => JobEvent | undefined, log: Log) {
    this.#everyMs = everyMs;
    this.#eventOf = eventOf;
    this.#log = log;
  }

  /** Answers how to stop listening. */
  listen(connectionId: string, listener: Listener): () => void {
    const listeners = this.#listeners.get(connectionId) ?? new Set();
    this.#listeners.set(connectionId, listeners.add(listener));
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0 && this.#listeners.get(connectionId) === listeners) this.#listeners.delete(connectionId);
    };
  }

  changed(jobId: string, connectionId: string): void {
    if (!this.#listeners.has(connectionId)) return;
    this.#changed.set(jobId, connectionId);
    this.#timer ??= setTimeout(() => this.#flush(), this.#everyMs).unref();
  }

  removed(jobId: string, connectionId: string): void {
    this.#changed.delete(jobId);
    this.#tell(connectionId, { type: 'removed', id: jobId });
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#listeners.clear();
  }

  #flush(): void {
    this.#timer = undefined;
    const changed = [...this.#changed];
    this.#changed.clear();
    for (const [jobId, connectionId] of changed) {
      try {
        const event = this.#eventOf(jobId);
        if (event !== undefined) this.#tell(connectionId, event);
      } catch (error) {
        // Nobody asked for it, so nobody would hear of it.
        this.#log.error('job event failed', { job: jobId }, error);
      }
    }
  }

  #tell(connectionId: string, event: JobEvent): void {
    for (const listener of this.#listeners.get(connectionId) ?? []) listener(event);
  }
}
