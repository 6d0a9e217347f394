import { setTimeout } from 'node:timers/promises';

import { type Clock, systemClock } from '../client/clock.ts';

/** Waits so many milliseconds. Rejects with an AbortError as soon as the signal aborts. */
export type Wait = (ms: number, signal: AbortSignal) => Promise<void>;

const systemWait: Wait = (ms, signal) => setTimeout(ms, undefined, { signal });

/** https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_LookupEvents.html */
const callsPerWindow = 2;
/** A second, and a little: the calls do not all take the same time to AWS. */
const windowMs = 1050;

/** Lets calls go out no faster than AWS takes them: two a second for each key, an account with a region. */
export class Pace {
  readonly #clock: Clock;
  readonly #wait: Wait;
  /** When the last calls of a key went out, or will. */
  readonly #turns = new Map<string, readonly number[]>();

  constructor(clock: Clock = systemClock, wait: Wait = systemWait) {
    this.#clock = clock;
    this.#wait = wait;
  }

  /** Resolves when it is this call's turn. Turns are given in the order in which they are asked for. */
  async turn(key: string, signal: AbortSignal): Promise<void> {
    const now = this.#clock.now();
    const turns = (this.#turns.get(key) ?? []).filter((turn) => turn > now - windowMs);
    const free = turns.at(-callsPerWindow);
    const turn = free === undefined ? now : free + windowMs;
    this.#turns.set(key, [...turns, turn]);
    if (turn > now) await this.#wait(turn - now, signal);
  }
}
