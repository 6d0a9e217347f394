/** The service's clock in milliseconds since the epoch. It governs timestamps and expiry, never the date of signatures. */
export interface Clock {
  now(): number;
}

/** A clock that the control endpoint can shift. */
export class ShiftedClock implements Clock {
  #offsetMs = 0;

  now(): number {
    return Date.now() + this.#offsetMs;
  }

  shift(offsetSeconds: number): void {
    // Whole milliseconds, as the store takes no others.
    this.#offsetMs = Math.round(offsetSeconds * 1000);
  }
}
