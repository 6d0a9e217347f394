import type { JobEvent } from '@lifeguard/shared/api/jobs';
import { afterAll, beforeAll, expect, it } from 'vitest';

import { createPool, type Everything, send, startAll } from '../testing/harness.ts';
import { ended, makeIdentities, openEvents, quickTimings, scan } from '../testing/jobs.ts';

let all: Everything;
let path: string;
beforeAll(async () => {
  all = await startAll({ jobTimings: quickTimings, timeouts: { pingMs: 5 } });
  path = all.local('/job-events');
});
afterAll(() => all.close());

it('a stream tells first all jobs, then each that changes, then which is removed', async () => {
  const pool = (await createPool(all)).document.IdentityPoolId;
  await makeIdentities(all.aws, pool, 10);
  const earlier = await ended(all, await scan(all, pool));
  const { headers, events } = await openEvents(all, all.session, path);
  expect(headers.get('content-type')).toContain('text/event-stream');
  expect(headers.get('cache-control')).toBe('no-store');
  expect(headers.get('x-accel-buffering')).toBe('no');
  const first: JobEvent = (await events.next()).value;
  expect(first).toMatchObject({ type: 'jobs', jobs: [{ id: earlier.id }] });

  const job = await scan(all, pool);
  for await (const event of events) {
    if (event.type !== 'job') throw new Error(`${event.type} came instead of a change.`);
    expect(event.job.id).toBe(job.id);
    if (event.job.state !== 'done') continue;
    await all.call('DELETE', all.local(`/jobs/${job.id}`));
    break;
  }
});

it('a session has three streams at once, and they end with it', async () => {
  const session = await all.bff.signIn();
  const streams = await Promise.all([1, 2, 3].map(() => openEvents(all, session, path)));
  expect(streams.map(({ status }) => status)).toEqual([200, 200, 200]);
  const fourth = await send(all.bff, 'GET', path, { session });
  expect(fourth.body).toMatchObject({ status: 429, code: 'rate_limited' });
  await send(all.bff, 'POST', '/auth/logout', { session, body: {} });
  for (const { events } of streams) {
    const types: string[] = [];
    for await (const { type } of events) types.push(type);
    expect(types).toEqual(['jobs']);
  }
});

it('a stream does not keep its session alive', async () => {
  const session = await all.bff.signIn();
  all.bff.clock.time += 7 * 3_600_000;
  const { events } = await openEvents(all, session, path);
  await events.next();
  all.bff.clock.time += 2 * 3_600_000;
  expect((await events.next()).done).toBe(true);
});
