import { E_TIMEOUT, Mutex, withTimeout } from 'async-mutex';

import { ProblemError } from '@lifeguard/shared/api/problem-error';

/** One save of a pool at a time: AWS has no version check, so the re-read and the write must not be interleaved. */
export class PoolLocks {
  readonly #waitMs: number;
  readonly #mutexes = new Map<string, Mutex>();

  constructor(waitMs: number) {
    this.#waitMs = waitMs;
  }

  /** @throws ProblemError locked after the waiting time */
  async run<T>(poolId: string, work: () => Promise<T>): Promise<T> {
    const mutex = this.#mutexes.get(poolId) ?? new Mutex();
    this.#mutexes.set(poolId, mutex);
    try {
      return await withTimeout(mutex, this.#waitMs).runExclusive(work);
    } catch (error) {
      if (error !== E_TIMEOUT) throw error;
      throw new ProblemError(
        'locked',
        'Another request of this console is saving this pool right now. Your change was not made. Try again in a few seconds.',
        { retryAfterMs: 2000 },
        error,
      );
    } finally {
      if (!mutex.isLocked()) this.#mutexes.delete(poolId);
    }
  }
}
