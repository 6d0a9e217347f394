/** A time limit for work that takes a signal. `end` must be called when the work is done. */
interface Deadline {
  readonly signal: AbortSignal;
  readonly end: () => void;
}

/**
 * Aborts with a TimeoutError after `ms`, or as `outer` does. Unlike `AbortSignal.timeout` it leaves no timer behind:
 * those of every request so far would go on to fire, each making an error that nobody reads.
 */
export function startDeadline(ms: number, outer?: AbortSignal): Deadline {
  const controller = new AbortController();
  const abort = () => controller.abort(outer?.reason);
  const timer = setTimeout(() => controller.abort(new DOMException('The time is over.', 'TimeoutError')), ms).unref();
  if (outer?.aborted) abort();
  outer?.addEventListener('abort', abort, { once: true });
  return {
    signal: controller.signal,
    end() {
      clearTimeout(timer);
      outer?.removeEventListener('abort', abort);
    },
  };
}

/** `work`, given up as soon as `signal` aborts. The SDK does not interrupt its waits between attempts: they are left alone. */
export async function orAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>();
  const abort = () =>
    reject(signal.reason instanceof Error ? signal.reason : new DOMException('Aborted', 'AbortError'));
  if (signal.aborted) abort();
  signal.addEventListener('abort', abort, { once: true });
  try {
    return await Promise.race([work, promise]);
  } finally {
    signal.removeEventListener('abort', abort);
  }
}
