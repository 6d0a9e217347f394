import { type AwsTimeouts, defaultAwsTimeouts } from '@lifeguard/aws/client/timeouts';

/** All in milliseconds. Together a save stays below the request's deadline. */
export interface Timeouts extends AwsTimeouts {
  /** One request of the browser. */
  readonly deadlineMs: number;
  /** How long a stream of events stays open, and how often it shows that it is. */
  readonly streamMs: number;
  readonly pingMs: number;
}

export const defaultTimeouts: Timeouts = {
  ...defaultAwsTimeouts,
  deadlineMs: 25_000,
  streamMs: 600_000,
  pingMs: 15_000,
};
