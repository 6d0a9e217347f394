import { isEnded, type Job, type JobEvent } from '@lifeguard/shared/jobs';
import type { QueryClient } from '@tanstack/react-query';
import { identitiesKey, jobQueries } from './queries.ts';

/** The list after an event; the newest stay first. */
export function withEvent(jobs: readonly Job[], event: JobEvent): Job[] {
  switch (event.type) {
    case 'jobs':
      return event.jobs;
    case 'removed':
      return jobs.filter(({ id }) => id !== event.id);
    case 'job': {
      const known = jobs.find(({ id }) => id === event.job.id);
      if (known === undefined) return [event.job, ...jobs];
      // No job begins again once it has ended: this is an answer that was overtaken by an event.
      if (isEnded(known) && !isEnded(event.job)) return [...jobs];
      return jobs.map((job) => (job === known ? event.job : job));
    }
  }
}

/** Those that have ended since the list was `before`. */
export function newlyEnded(before: readonly Job[], after: readonly Job[]): Job[] {
  const hadEnded = new Set(before.filter(isEnded).map(({ id }) => id));
  return after.filter((job) => isEnded(job) && !hadEnded.has(job.id));
}

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
