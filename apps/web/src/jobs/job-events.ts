import { type JobEvent, jobEvent } from '@lifeguard/shared/jobs';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useSyncExternalStore } from 'react';
import { z } from 'zod';
import { sessionState, subscribeToSession } from '#api/session.ts';
import { followJobs } from './job-stream.ts';
import { keepEvent } from './keep-jobs.ts';
import { jobQueries } from './queries.ts';

/** What tabs tell each other: the events, and the question of a new tab for all jobs. */
const message = jobEvent.or(z.object({ type: z.literal('hello') }));

/**
 * Keeps the jobs of a connection up to date in the cache, for as long as there is a session. All tabs of a browser share
 * one stream, because browsers allow only six connections to a server: the tab that holds the lock reads it and tells the
 * others; when it is closed, another one takes over.
 */
export function useJobEvents(connectionId: string): void {
  const client = useQueryClient();
  const session = useSyncExternalStore(subscribeToSession, sessionState);
  const isSignedIn = session === 'active';

  useEffect(() => {
    if (!isSignedIn) return;
    const end = new AbortController();
    const name = `lifeguard.jobs.${connectionId}`;
    const tabs = new BroadcastChannel(name);
    let isReader = false;

    function tell(said: z.input<typeof message>) {
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel reaches this origin only
      tabs.postMessage(said);
    }
    const keep = (event: JobEvent) => keepEvent(client, connectionId, event);
    function answerHello() {
      const jobs = client.getQueryData(jobQueries.list(connectionId).queryKey);
      if (isReader && jobs !== undefined) tell({ type: 'jobs', jobs });
    }
    tabs.addEventListener('message', ({ data }) => {
      // A tab that still runs another version of the page may say what this one does not know.
      const { data: said } = message.safeParse(data);
      if (said?.type === 'hello') answerHello();
      else if (said !== undefined) keep(said);
    });
    tell({ type: 'hello' });
    const reading = navigator.locks.request(name, { signal: end.signal }, async () => {
      isReader = true;
      await followJobs(connectionId, end.signal, (event) => {
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
  }, [client, connectionId, isSignedIn]);
}
