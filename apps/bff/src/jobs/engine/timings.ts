/** How long the jobs wait for what, in milliseconds. Tests bring their own. */
export interface JobTimings {
  /** Before a failed call is repeated: at random between nothing and this, doubled with each failure up to `backoffMaxMs`. */
  readonly backoffMs: number;
  readonly backoffMaxMs: number;
  /** Between two calls of one operation, however much AWS throttles. */
  readonly throttledMaxMs: number;
  /** Until a job that has stopped by itself tries again: doubled each time up to `pauseMaxMs`. */
  readonly pauseMs: number;
  readonly pauseMaxMs: number;
  /** Until credentials that did not work are tried again. */
  readonly credentialsMs: number;
  readonly credentialsMaxMs: number;
  /** How often a running job looks whether it still may go on: account, protection, connection. */
  readonly guardMs: number;
  /** A list from a scan that is older than this is checked by a new one before anything is deleted. */
  readonly freshScanMs: number;
  /** Progress is told at most this often for each job. */
  readonly eventMs: number;
}

export const defaultJobTimings: JobTimings = {
  backoffMs: 500,
  backoffMaxMs: 30_000,
  throttledMaxMs: 5000,
  pauseMs: 30_000,
  pauseMaxMs: 600_000,
  credentialsMs: 15_000,
  credentialsMaxMs: 60_000,
  guardMs: 30_000,
  freshScanMs: 15 * 60_000,
  eventMs: 250,
};

/** `first`, doubled with every one of the `times` before, up to `max`. */
export function exponential(first: number, max: number, times: number): number {
  return Math.min(max, first * 2 ** Math.min(times, 30));
}
