/** All in milliseconds. */
export interface AwsTimeouts {
  readonly connectMs: number;
  /** One HTTP exchange with AWS. */
  readonly requestMs: number;
  /** One read with all its retries. */
  readonly readMs: number;
  /** One write with all its retries. */
  readonly writeMs: number;
  /** How long a save waits for another save of the same pool. */
  readonly lockMs: number;
  /** How long after a save it is looked at once more: longer than another console needs between its read and its write. */
  readonly secondLookMs: number;
}

export const defaultAwsTimeouts: AwsTimeouts = {
  connectMs: 3000,
  requestMs: 10_000,
  readMs: 8000,
  writeMs: 12_000,
  lockMs: 5000,
  secondLookMs: 400,
};
