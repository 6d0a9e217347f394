/** Where the time comes from: milliseconds since 1970. Tests bring their own. */
export interface Clock {
  now(): number;
}

export const systemClock: Clock = { now: () => Date.now() };

/** Days of filters count back from here, so that the pages of a list, its counts and a deletion are about the same identities. */
export function startOfMinute(clock: Clock): number {
  const time = clock.now();
  return time - (time % 60_000);
}
