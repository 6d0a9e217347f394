const windowMs = 10_000;
/** A sample each so often is enough for the window. */
const stepMs = 250;

/** How many per second, over the last ten seconds. */
export class RateMeter {
  readonly #now: () => number;
  #samples: { at: number; done: number }[] = [];

  /** @param now milliseconds that never go back */
  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  reset(): void {
    this.#samples = [];
  }

  add(done: number): void {
    const at = this.#now();
    const last = this.#samples.at(-1);
    // The newest sample moves along until it is a step away from the one before.
    if (last !== undefined && this.#samples.length > 1 && last.at - (this.#samples.at(-2)?.at ?? 0) < stepMs) {
      this.#samples.pop();
    }
    this.#samples.push({ at, done });
    this.#samples = this.#samples.filter((sample) => sample.at >= at - windowMs);
  }

  /** Undefined until something can be said. */
  get perSecond(): number | undefined {
    const [first] = this.#samples;
    const last = this.#samples.at(-1);
    if (first === undefined || last === undefined || last.at - first.at < stepMs) return undefined;
    return Math.max(0, ((last.done - first.done) * 1000) / (last.at - first.at));
  }
}
