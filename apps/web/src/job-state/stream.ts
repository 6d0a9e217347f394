import { jobEndpoints, jobEvent } from '@lifeguard/shared/api/jobs';
import { EventSourceParserStream } from 'eventsource-parser/stream';
import { ApiError, localProblem } from '#api/api-error.ts';
import { call, request } from '#api/call.ts';
import { follow, type FollowEvent } from './follow.ts';

/**
 * Gives the events of a connection's jobs until `signal` aborts. Read by fetch, as EventSource can't send the header that
 * every call must carry.
 */
export function followJobs(
  connectionId: string,
  signal: AbortSignal,
  onEvent: (event: FollowEvent) => void,
): Promise<void> {
  const options = { params: { connectionId }, signal, background: true };
  return follow(
    {
      async stream(onStreamed) {
        const { body } = await request(jobEndpoints.events, options);
        if (body === null) throw new ApiError(localProblem('upstream_bad_response', 'The stream is empty', ''));
        const messages = body
          .pipeThrough(new TextDecoderStream())
          .pipeThrough(new EventSourceParserStream())
          .getReader();
        for (;;) {
          const { done, value } = await messages.read();
          if (done) return;
          onStreamed(jobEvent.parse(JSON.parse(value.data)));
        }
      },
      async ask(onAnswered) {
        onAnswered({ type: 'jobs', ...(await call(jobEndpoints.list, options)) });
      },
    },
    signal,
    onEvent,
  );
}
