import type { JobEvent } from '@lifeguard/shared/api/jobs';

/** Between two tries, in milliseconds: as long as there is no stream, the jobs are asked for as often. */
const defaultWaits: readonly [number, ...number[]] = [500, 1_000, 2_000, 5_000];

/** `lost`: nobody answers, so what was told before may not be true any more. The next event is. */
export type FollowEvent = JobEvent | { readonly type: 'lost' };

type OnEvent = (event: JobEvent) => void;

interface Sources {
  /** Resolves when the server ends the stream; rejects where it is refused or breaks. */
  readonly stream: (onEvent: OnEvent) => Promise<void>;
  /** All jobs, once. */
  readonly ask: (onEvent: OnEvent) => Promise<void>;
}

/**
 * Gives the events of a stream until `signal` aborts. Where the stream is refused or breaks, the list is asked for every few
 * seconds instead, until there is a stream again.
 */
export async function follow(
  { stream, ask }: Sources,
  signal: AbortSignal,
  onEvent: (event: FollowEvent) => void,
  waits = defaultWaits,
): Promise<void> {
  let failures = 0;
  while (!signal.aborted) {
    try {
      await stream((event) => {
        failures = 0;
        onEvent(event);
      });
      // The server ends it every ten minutes.
      await wait(waits[0], signal);
    } catch {
      // Whatever the reason, of the list too: here it is only said, and tried again.
      if (!signal.aborted) {
        await ask(onEvent).catch(() => {
          if (!signal.aborted) onEvent({ type: 'lost' });
        });
      }
      await wait(waits[Math.min(failures, waits.length - 1)] ?? waits[0], signal);
      failures += 1;
    }
  }
}

function wait(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const timer = setTimeout(done, milliseconds);
    function done() {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    }
    signal.addEventListener('abort', done);
  });
}
