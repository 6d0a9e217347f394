/** All in milliseconds. Together a save stays below the request's deadline. */
export interface Timeouts {
  readonly connectMs: number;
  /** One HTTP exchange with AWS. */
  readonly requestMs: number;
  /** One read with all its retries. */
  readonly readMs: number;
  /** One write with all its retries. */
  readonly writeMs: number;
  /** How long a save waits for another save of the same pool. */
  readonly lockMs: number;
  /** One request of the browser. */
  readonly deadlineMs: number;
  /** How long a stream of events stays open, and how often it shows that it is. */
  readonly streamMs: number;
  readonly pingMs: number;
}

export const defaultTimeouts: Timeouts = {
  connectMs: 3000,
  requestMs: 10_000,
  readMs: 8000,
  writeMs: 12_000,
  lockMs: 5000,
  deadlineMs: 25_000,
  streamMs: 600_000,
  pingMs: 15_000,
};
