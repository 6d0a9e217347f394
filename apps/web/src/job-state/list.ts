import { isEnded, type Job, type JobEvent } from '@lifeguard/shared/api/jobs';

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
