import type { Pool } from '@lifeguard/shared/api/pools';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { createPool, type Everything, faults, holdAfter, startAll, untilHeld } from '../testing/harness.ts';
import { ended, made, makeIdentities, quickTimings, remove, scanned, seen, until } from '../testing/jobs.ts';

describe('deletions where editing is turned off', () => {
  let all: Everything;
  let pool: Pool;
  let id: string;
  beforeAll(async () => {
    all = await startAll({ jobTimings: quickTimings, time: Date.now() });
  });
  afterAll(() => all.close());
  beforeEach(async () => {
    pool = await createPool(all, { IdentityPoolName: 'people', AllowUnauthenticatedIdentities: true });
    id = pool.document.IdentityPoolId;
    await makeIdentities(all.aws, id, 600);
    await scanned(all, id);
    await faults(all, ...holdAfter(2, 'DeleteIdentities'));
  });
  afterEach(async () => {
    await faults(all);
    await setReadOnly(false);
  });

  const setReadOnly = (readOnly: boolean) => all.call('PATCH', all.local(''), { readOnly });
  const act = (job: { id: string }, what: string) => all.call('POST', all.local(`/jobs/${job.id}/${what}`), {});

  async function deleting() {
    const job = made(await remove(all, id, await seen(all, id)));
    await until(all, job, ({ phase, done }) => phase === 'deleting' && done > 0);
    return job;
  }

  it('are paused, say so, and go on only when a person wants it', async () => {
    const job = await deleting();
    await setReadOnly(true);
    await faults(all);
    const paused = await until(all, job, ({ state }) => state === 'paused');
    expect(paused.message).toBe(
      'Editing was turned off for "Local AWS". What was deleted so far stays deleted, the rest was left alone.',
    );
    expect(paused.resumesAt).toBeUndefined();
    expect((await act(job, 'resume')).body).toMatchObject({ code: 'read_only' });
    // A scan waits until the deletion has come to rest.
    const left = (await scanned(all, id)).scan?.found ?? 0;
    expect(left).toBeGreaterThan(0);
    expect((await scanned(all, id)).scan?.found).toBe(left);
    const atRest = await until(all, job, () => true);
    expect([atRest.deletion?.deleted, atRest.done]).toEqual([600 - left, 600 - left]);

    await setReadOnly(false);
    expect((await until(all, job, () => true)).state).toBe('paused');
    await act(job, 'resume');
    expect(await ended(all, job)).toMatchObject({ state: 'done', deletion: { deleted: 600, failed: 0 } });
    expect((await scanned(all, id)).scan?.found).toBe(0);
  });

  it('do not go on by themselves after a stop of their own', async () => {
    await faults(all, { operation: 'DeleteIdentities', error: 'ExpiredTokenException', times: 1_000_000 });
    const job = made(await remove(all, id, await seen(all, id)));
    await until(all, job, ({ state }) => state === 'waiting_credentials');
    await setReadOnly(true);
    await faults(all);
    const paused = await until(all, job, ({ state }) => state === 'paused');
    expect(paused.resumesAt).toBeUndefined();
    expect((await scanned(all, id)).scan?.found).toBe(600);
    expect((await until(all, job, () => true)).state).toBe('paused');
  });

  it('keep saying that a person has paused them', async () => {
    const job = await deleting();
    await act(job, 'pause');
    await setReadOnly(true);
    expect((await until(all, job, () => true)).message).toBe('Paused by a person. What was done so far is kept.');
  });

  it('are still cancelled where that was wanted before', async () => {
    const job = await deleting();
    await act(job, 'cancel');
    await setReadOnly(true);
    expect((await until(all, job, () => true)).state).not.toBe('paused');
    await faults(all);
    expect((await ended(all, job)).state).toBe('cancelled');
  });

  it('go on where they are dry runs: those change nothing', async () => {
    const about = await seen(all, id, { idPrefix: '0' });
    all.bff.clock.time += 16 * 60_000;
    await faults(all, ...holdAfter(0, 'DescribeIdentity'));
    const job = made(await remove(all, id, { ...about, isDryRun: true }));
    await untilHeld(all);
    await setReadOnly(true);
    await faults(all);
    expect((await ended(all, job)).state).toBe('done');
  });
});
