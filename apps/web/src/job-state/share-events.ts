import { type Job, jobEvent } from '@lifeguard/shared/api/jobs';
import { z } from 'zod';
import type { FollowEvent } from './follow.ts';

/** What tabs tell each other: the events, that there are none, and the question of a new tab for all jobs. */
const message = z.union([jobEvent, z.object({ type: z.literal('lost') }), z.object({ type: z.literal('hello') })]);

interface Tab {
  /** Reads the events until `signal` aborts. */
  readonly read: (signal: AbortSignal, onEvent: (event: FollowEvent) => void) => Promise<void>;
  readonly keep: (event: FollowEvent) => void;
  /** The jobs that this tab knows; undefined while it knows none. */
  readonly known: () => Job[] | undefined;
}

/**
 * Lets all tabs of a browser share one stream, because browsers allow only six connections to a server: the tab that holds
 * the lock reads it and tells the others; when it is closed, another one takes over. Answers how to leave.
 */
export function shareEvents(name: string, { read, keep, known }: Tab): () => void {
  const end = new AbortController();
  const tabs = new BroadcastChannel(name);
  let isReader = false;

  function tell(said: z.input<typeof message>) {
    // A reader that leaves may still be given what was on its way.
    if (end.signal.aborted) return;
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel reaches this origin only
    tabs.postMessage(said);
  }
  function answerHello() {
    const jobs = known();
    if (isReader && jobs !== undefined) tell({ type: 'jobs', jobs });
  }
  tabs.addEventListener('message', ({ data }) => {
    // A tab that still runs another version of the page may say what this one does not know.
    const { data: said } = message.safeParse(data);
    if (said === undefined) return;
    if (said.type === 'hello') answerHello();
    else keep(said);
  });
  tell({ type: 'hello' });
  const reading = navigator.locks.request(name, { signal: end.signal }, async () => {
    isReader = true;
    await read(end.signal, (event) => {
      keep(event);
      tell(event);
    });
  });
  // Refused only where the tab leaves before it was its turn.
  reading.catch(() => undefined);
  return () => {
    end.abort();
    tabs.close();
  };
}
