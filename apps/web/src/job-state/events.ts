import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useSyncExternalStore } from 'react';
import { sessionState, subscribeToSession } from '#api/session.ts';
import { followJobs } from './stream.ts';
import { keepEvent } from './keep.ts';
import { jobQueries } from './queries.ts';
import { shareEvents } from './share-events.ts';

/** Keeps the jobs of a connection up to date in the cache, for as long as there is a session. */
export function useJobEvents(connectionId: string): void {
  const client = useQueryClient();
  const session = useSyncExternalStore(subscribeToSession, sessionState);
  const isSignedIn = session === 'active';

  useEffect(() => {
    if (!isSignedIn) return;
    return shareEvents(`lifeguard.jobs.${connectionId}`, {
      read: (signal, onEvent) => followJobs(connectionId, signal, onEvent),
      keep(event) {
        client.setQueryData(jobQueries.isLost(connectionId).queryKey, event.type === 'lost');
        if (event.type !== 'lost') keepEvent(client, connectionId, event);
      },
      known: () => client.getQueryData(jobQueries.list(connectionId).queryKey),
    });
  }, [client, connectionId, isSignedIn]);
}
