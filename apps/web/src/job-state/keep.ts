import type { Job, JobEvent } from '@lifeguard/shared/api/jobs';
import type { QueryClient } from '@tanstack/react-query';
import { identitiesKey } from '#api/identities-key.ts';
import { newlyEnded, withEvent } from './list.ts';
import { jobQueries } from './queries.ts';

/** Puts an event into the cache, and lets what an ended job has changed be read again. */
export function keepEvent(client: QueryClient, connectionId: string, event: JobEvent): void {
  const { queryKey } = jobQueries.list(connectionId);
  const before = client.getQueryData(queryKey);
  // One job is not the list.
  if (before === undefined && event.type !== 'jobs') return;
  const after = withEvent(before ?? [], event);
  // An answer under way may be older than this event.
  const isOvertaken = client.isFetching({ queryKey }) > 0;
  if (isOvertaken) void client.cancelQueries({ queryKey });
  client.setQueryData(queryKey, after);
  if (isOvertaken && event.type !== 'jobs') void client.invalidateQueries({ queryKey });
  for (const job of before === undefined ? [] : newlyEnded(before, after)) {
    void client.invalidateQueries({ queryKey: identitiesKey(connectionId, job.IdentityPoolId) });
  }
}

/** What the BFF answered to something that was done with a job here. */
export function keepJob(client: QueryClient, job: Job): void {
  keepEvent(client, job.connectionId, { type: 'job', job });
}
