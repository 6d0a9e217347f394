const maxInARow = 20;
const lookedAt = 200;
/** Of the last `lookedAt`. */
const maxShare = 0.5;

/** When a job has to stop by itself, because going on would only fail. */
export class CircuitBreaker {
  #inARow = 0;
  readonly #last: boolean[] = [];

  succeeded(count = 1): void {
    if (count > 0) this.#inARow = 0;
    this.#remember(true, count);
  }

  failed(count = 1): void {
    this.#inARow += count;
    this.#remember(false, count);
  }

  /** What to say about it; undefined where the job may go on. */
  get reason(): string | undefined {
    if (this.#inARow >= maxInARow) return `${this.#inARow} failures in a row`;
    const failures = this.#last.filter((isGood) => !isGood).length;
    if (this.#last.length >= lookedAt && failures > maxShare * lookedAt) {
      return `${failures} failures among the last ${lookedAt}`;
    }
    return undefined;
  }

  #remember(isGood: boolean, count: number): void {
    for (let more = Math.min(count, lookedAt); more > 0; more -= 1) this.#last.push(isGood);
    if (this.#last.length > lookedAt) this.#last.splice(0, this.#last.length - lookedAt);
  }
}
