import { setTimeout as wait } from 'node:timers/promises';

/** Where a throttle meets jobs without a limit, they go on with half of this. */
const unlimitedStart = 50;
/** From here on a temporary limit is none. */
const asGoodAsUnlimited = 1000;
const growth = 1.1;

/**
 * The rate of one operation. It halves when AWS throttles and grows back by a tenth with each success, up to `ceiling`
 * (calls per second; undefined: no limit).
 */
export class RateLimiter {
  readonly #ceiling: number | undefined;
  readonly #slowest: number;
  readonly #now: () => number;
  #rate: number | undefined;
  #nextAt = 0;

  /**
   * @param maxMs between two calls: no throttling makes it slower
   * @param now milliseconds that never go back
   */
  constructor(ceiling: number | undefined, maxMs: number, now: () => number) {
    this.#ceiling = ceiling;
    this.#slowest = Math.min(1000 / maxMs, ceiling ?? Number.POSITIVE_INFINITY);
    this.#rate = ceiling;
    this.#now = now;
  }

  get perSecond(): number | undefined {
    return this.#rate;
  }

  /** Takes the next turn. Answers in how many milliseconds it is; 0 is now. */
  reserve(): number {
    if (this.#rate === undefined) return 0;
    const now = this.#now();
    const at = Math.max(now, this.#nextAt);
    this.#nextAt = at + 1000 / this.#rate;
    return at - now;
  }

  throttled(): void {
    this.#rate = Math.max(this.#slowest, (this.#rate ?? unlimitedStart) / 2);
    this.#nextAt = Math.max(this.#nextAt, this.#now() + 1000 / this.#rate);
  }

  succeeded(): void {
    if (this.#rate === undefined || this.#rate === this.#ceiling) return;
    const rate = this.#rate * growth;
    if (this.#ceiling === undefined) this.#rate = rate < asGoodAsUnlimited ? rate : undefined;
    else this.#rate = Math.min(this.#ceiling, rate);
  }
}

/** One for each account, region and operation, shared by all jobs and by nobody else: people who click have room. */
export class RateLimiters {
  readonly #maxMs: number;
  readonly #now: () => number;
  readonly #limiters = new Map<string, RateLimiter>();

  constructor(maxMs: number, now: () => number = () => performance.now()) {
    this.#maxMs = maxMs;
    this.#now = now;
  }

  of(about: { account: string; region: string; operation: string }, ceiling: number | undefined): RateLimiter {
    const key = JSON.stringify([about.account, about.region, about.operation]);
    const limiter = this.#limiters.get(key) ?? new RateLimiter(ceiling, this.#maxMs, this.#now);
    this.#limiters.set(key, limiter);
    return limiter;
  }
}

/** Resolves when it is this call's turn; rejects as soon as `signal` aborts. */
export async function turn(limiter: RateLimiter, signal: AbortSignal): Promise<void> {
  const ms = limiter.reserve();
  if (ms > 0) await wait(ms, undefined, { signal });
}
