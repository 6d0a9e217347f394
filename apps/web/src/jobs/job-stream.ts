import { type JobEvent, jobEndpoints, jobEvent } from '@lifeguard/shared/jobs';
import { EventSourceParserStream } from 'eventsource-parser/stream';
import { ApiError, localProblem } from '#api/api-error.ts';
import { call, request } from '#api/call.ts';

/** Waits between two tries, in milliseconds: as long as there is no stream, the jobs are asked for as often. */
const waits = [500, 1_000, 2_000, 5_000] as const;

/**
 * Gives the events of a connection's jobs until `signal` aborts. Read by fetch, as EventSource can't send the header that
 * every call must carry. Where the stream is refused or breaks, the list is asked for every few seconds instead.
 */
export async function followJobs(
  connectionId: string,
  signal: AbortSignal,
  onEvent: (event: JobEvent) => void,
): Promise<void> {
  let failures = 0;
  while (!signal.aborted) {
    try {
      await readStream(connectionId, signal, (event) => {
        failures = 0;
        onEvent(event);
      });
      // The server ends it every ten minutes.
      await wait(waits[0], signal);
    } catch {
      // Whatever the reason: a page that needs the BFF says it. Here it is only tried again.
      await askOnce(connectionId, signal, onEvent);
      await wait(waits[Math.min(failures, waits.length - 1)] ?? waits[0], signal);
      failures += 1;
    }
  }
}

async function readStream(connectionId: string, signal: AbortSignal, onEvent: (event: JobEvent) => void) {
  const { body } = await request(jobEndpoints.events, { params: { connectionId }, signal, background: true });
  if (body === null) throw new ApiError(localProblem('upstream_bad_response', 'The stream is empty', ''));
  const messages = body.pipeThrough(new TextDecoderStream()).pipeThrough(new EventSourceParserStream()).getReader();
  for (;;) {
    const { done, value } = await messages.read();
    if (done) return;
    onEvent(jobEvent.parse(JSON.parse(value.data)));
  }
}

async function askOnce(connectionId: string, signal: AbortSignal, onEvent: (event: JobEvent) => void) {
  if (signal.aborted) return;
  try {
    onEvent({
      type: 'jobs',
      ...(await call(jobEndpoints.list, { params: { connectionId }, signal, background: true })),
    });
  } catch {
    // The next try comes by itself; meanwhile the page shows what was known last.
  }
}

function wait(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(done, milliseconds);
    function done() {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    }
    signal.addEventListener('abort', done);
  });
}
