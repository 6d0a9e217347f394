import { randomUUID } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';

import type { IdentityFilter } from '@lifeguard/shared/identities/filter';
import type { Job, JobEvent } from '@lifeguard/shared/api/jobs';

import type { JobTimings } from '../jobs/engine/timings.ts';
import type { Everything, Session } from './harness.ts';

/** Nothing that a test waits for takes longer than a few milliseconds. */
export const quickTimings: JobTimings = {
  backoffMs: 1,
  backoffMaxMs: 2,
  throttledMaxMs: 2,
  pauseMs: 5,
  pauseMaxMs: 10,
  credentialsMs: 5,
  credentialsMaxMs: 10,
  guardMs: 0,
  freshScanMs: 15 * 60_000,
  eventMs: 1,
};

type Poster = Pick<Everything, 'call' | 'local'>;

/** Makes identities of a pool, spread over the days before the local AWS's present. */
export async function makeIdentities(
  aws: { url: string },
  IdentityPoolId: string,
  count: number,
  more: { authenticatedShare?: number; olderThanDays?: number } = {},
): Promise<void> {
  const response = await fetch(`${aws.url}/_local/identities`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ IdentityPoolId, count, ...more }),
  });
  if (!response.ok) throw new Error(await response.text());
}

export const poolPath = (poolId: string, path = '') => `/pools/${encodeURIComponent(poolId)}${path}`;

export async function scan(all: Poster, poolId: string): Promise<Job> {
  return made(await all.call('POST', all.local(poolPath(poolId, '/scans')), {}));
}

/** Scans, and answers the job when it has ended well. */
export async function scanned(all: Poster, poolId: string) {
  const job = await ended(all, await scan(all, poolId));
  if (job.state !== 'done') throw new Error(JSON.stringify(job));
  return job;
}

/** What a person saw of a pool named `people` after its latest scan, and confirms. */
export async function seen(all: Pick<Everything, 'bff'>, poolId: string, filter: IdentityFilter = {}) {
  const { identityIndex } = all.bff.context;
  const pool = { connectionId: 'local', poolId };
  const now = (await identityIndex.summary(pool))?.finishedAt ?? 0;
  const confirmCount = await identityIndex.count(pool, { filter, now });
  return { filter, confirmCount, confirmName: 'people', scanFinishedAt: new Date(now).toISOString() };
}

export async function remove(
  all: Poster,
  poolId: string,
  about: { confirmCount: number; confirmName: string; scanFinishedAt: string; filter?: object; isDryRun?: boolean },
  key: string = randomUUID(),
) {
  const body = { filter: {}, isDryRun: false, ...about };
  return all.call('POST', all.local(poolPath(poolId, '/identity-deletions')), body, { 'Idempotency-Key': key });
}

export function made(answer: { status: number; text: string; body: Job }): Job {
  if (answer.status !== 200) throw new Error(answer.text);
  return answer.body;
}

/** Asks again and again until the job is as wanted. The test's own time limit ends it otherwise. */
export async function until(all: Poster, { id }: Pick<Job, 'id'>, isWanted: (job: Job) => boolean): Promise<Job> {
  for (;;) {
    const job: Job = (await all.call('GET', all.local(`/jobs/${id}`))).body;
    if (isWanted(job)) return job;
    await setImmediate();
  }
}

export const ended = (all: Poster, job: Pick<Job, 'id'>) => until(all, job, ({ endedAt }) => endedAt !== undefined);

/** A stream of events as the browser opens it. */
export async function openEvents(all: { bff: { origin: string } }, session: Session, path: string) {
  const response = await fetch(`${all.bff.origin}${path}`, {
    headers: { Cookie: session.cookie, 'X-Console-CSRF': session.csrf, Accept: 'text/event-stream' },
  });
  return { status: response.status, headers: response.headers, events: eventsOf(response) };
}

async function* eventsOf({ body }: Response): AsyncGenerator<JobEvent> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of body ?? []) {
    text += decoder.decode(chunk, { stream: true });
    for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
      const data = /^data: (.*)$/m.exec(text.slice(0, end))?.[1];
      text = text.slice(end + 2);
      if (data !== undefined) yield JSON.parse(data);
    }
  }
}
