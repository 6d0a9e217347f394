import { setImmediate } from 'node:timers/promises';

import {
  CognitoIdentityClient,
  DeleteIdentitiesCommand,
  DeleteIdentityPoolCommand,
  GetOpenIdTokenForDeveloperIdentityCommand,
  ListIdentitiesCommand,
  MergeDeveloperIdentitiesCommand,
  TagResourceCommand,
  UntagResourceCommand,
} from '@aws-sdk/client-cognito-identity';
import type { Pool } from '@lifeguard/shared/api/pools';
import type { Job } from '@lifeguard/shared/api/jobs';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import {
  createPool,
  type Everything,
  faults,
  holdAfter,
  startAll,
  startBeside,
  untilHeld,
} from '../testing/harness.ts';
import {
  ended,
  made,
  makeIdentities,
  poolPath,
  quickTimings,
  remove,
  scan,
  scanned,
  seen,
  until,
} from '../testing/jobs.ts';

const provider = 'backend';

describe('jobs where something goes wrong or changes beside them', () => {
  let all: Everything;
  /** Gives a call up soon. */
  let hasty: Everything;
  let client: CognitoIdentityClient;
  let pool: Pool;
  let id: string;
  beforeAll(async () => {
    all = await startAll({ jobTimings: quickTimings, time: Date.now() });
    hasty = await startBeside(all.aws, { jobTimings: quickTimings, timeouts: { requestMs: 500 }, time: Date.now() });
    client = new CognitoIdentityClient({
      endpoint: all.aws.url,
      region: 'us-east-1',
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    });
  });
  afterAll(async () => {
    client.destroy();
    await hasty.close();
    await all.close();
  });
  beforeEach(async () => {
    await faults(all);
    pool = await createPool(all, {
      IdentityPoolName: 'people',
      AllowUnauthenticatedIdentities: true,
      DeveloperProviderName: provider,
    });
    id = pool.document.IdentityPoolId;
  });

  /** What stands on the first page of the pool now. */
  async function firstIds(): Promise<string[]> {
    const page = await client.send(new ListIdentitiesCommand({ IdentityPoolId: id, MaxResults: 60 }));
    return (page.Identities ?? []).map(({ IdentityId = '' }) => IdentityId);
  }

  async function developerIdentity(user: string): Promise<string> {
    const command = new GetOpenIdTokenForDeveloperIdentityCommand({ IdentityPoolId: id, Logins: { [provider]: user } });
    return (await client.send(command)).IdentityId ?? '';
  }

  async function merge(SourceUserIdentifier: string, DestinationUserIdentifier: string): Promise<void> {
    const about = { IdentityPoolId: id, DeveloperProviderName: provider };
    await client.send(
      new MergeDeveloperIdentitiesCommand({ ...about, SourceUserIdentifier, DestinationUserIdentifier }),
    );
  }

  async function disabledIds(): Promise<string[]> {
    const path = poolPath(id, '/identity-index/identities?disabled=true');
    const { Identities }: { Identities: { IdentityId: string }[] } = (await all.call('GET', all.local(path))).body;
    return Identities.map(({ IdentityId }) => IdentityId);
  }

  it('knows which identities AWS has disabled, at the first scan and at the next one', async () => {
    const ids = await Promise.all(['ann', 'bob', 'cleo'].map((user) => developerIdentity(user)));
    await makeIdentities(all.aws, id, 9);
    await merge('ann', 'bob');
    expect((await scanned(all, id)).scan).toMatchObject({ found: 12, disabled: 1 });
    expect(await disabledIds()).toEqual([ids[0]]);

    await merge('bob', 'cleo');
    const guest = (await firstIds()).find((item) => !ids.includes(item)) ?? '';
    await client.send(new DeleteIdentitiesCommand({ IdentityIdsToDelete: [guest] }));
    await makeIdentities(all.aws, id, 3);
    expect((await scanned(all, id)).scan).toEqual({ found: 14, appeared: 3, gone: 1, disabled: 2 });
    expect((await disabledIds()).sort()).toEqual(ids.slice(0, 2).sort());
  });

  it('does not call disabled who is deleted while the pool is scanned', async () => {
    const [disabled = ''] = await Promise.all(['ann', 'bob'].map((user) => developerIdentity(user)));
    await makeIdentities(all.aws, id, 8);
    await scanned(all, id);
    await merge('ann', 'bob');
    const gone = (await firstIds()).find((item) => item !== disabled) ?? '';
    // Not the first pass, but the second one.
    await faults(all, ...holdAfter(1, 'ListIdentities'));
    const job = await scan(all, id);
    await untilHeld(all);
    await client.send(new DeleteIdentitiesCommand({ IdentityIdsToDelete: [gone] }));
    await faults(all);
    expect((await ended(all, job)).scan).toEqual({ found: 9, appeared: 0, gone: 1, disabled: 1 });
    expect(await disabledIds()).toEqual([disabled]);
  });

  // More failures than a job bears in a row.
  it.each(['TooManyRequestsException', 'InternalErrorException'])(
    'a scan stops by itself in a storm of %s, and goes on by itself',
    async (error) => {
      await makeIdentities(all.aws, id, 100);
      await faults(all, { operation: 'ListIdentities', error, times: 30 });
      const job = await scan(all, id);
      expect(await ended(all, job)).toMatchObject({ state: 'done', scan: { found: 100 } });
    },
  );

  it.each<[string, object[], number, (() => Everything)?]>([
    ['a storm of throttles', [{ operation: 'DeleteIdentities', error: 'TooManyRequestsException', times: 30 }], 0],
    ['a call that hangs', [{ operation: 'DeleteIdentities', hang: true, afterEffect: true }], 0, () => hasty],
    [
      'a tenth that is not processed',
      [{ operation: 'DeleteIdentities', unprocessed: 'InternalServerError', unprocessedShare: 0.1, times: 1000 }],
      0,
    ],
    [
      'expired credentials',
      [
        { operation: 'DeleteIdentities', error: 'ExpiredTokenException', times: 2 },
        { operation: 'GetCallerIdentity', error: 'ExpiredToken', times: 2 },
      ],
      0,
    ],
    ['an internal error', [{ operation: 'DeleteIdentities', error: 'InternalErrorException', times: 2 }], 0],
    [
      'no permission for some',
      [{ operation: 'DeleteIdentities', unprocessed: 'AccessDenied', unprocessedShare: 0.1, times: 2 }],
      12,
    ],
  ])('a deletion of 600 ends right in spite of %s', async (_, rules, failed, bff = () => all) => {
    const by = bff();
    await makeIdentities(all.aws, id, 600);
    await scanned(by, id);
    const about = await seen(by, id);
    await faults(all, ...rules);
    const job = await ended(by, made(await remove(by, id, about)));
    expect(job).toMatchObject({
      state: 'done',
      deletion: { frozen: 600, deleted: 600 - failed, failed, untouched: 0 },
    });
    expect(await firstIds()).toHaveLength(failed);
  });

  it('a deletion finds the one of a batch that AWS does not take', async () => {
    // A single batch: of two that are on their way the refusals would fall on both.
    await makeIdentities(all.aws, id, 60);
    await scanned(all, id);
    const about = await seen(all, id);
    await faults(all, { operation: 'DeleteIdentities', error: 'InvalidParameterException', times: 6 });
    const job = await ended(all, made(await remove(all, id, about)));
    expect(job).toMatchObject({ state: 'done', deletion: { frozen: 60, deleted: 59, failed: 1 } });
    expect(await firstIds()).toHaveLength(1);
  });

  it('a deletion waits for a person where the pool becomes protected, and deletes nothing until then', async () => {
    await makeIdentities(all.aws, id, 600);
    await scanned(all, id);
    await faults(all, ...holdAfter(2, 'DeleteIdentities'));
    const job = made(await remove(all, id, await seen(all, id)));
    await until(all, job, ({ phase, done }) => phase === 'deleting' && done > 0);
    await client.send(new TagResourceCommand({ ResourceArn: pool.arn, Tags: { 'console:protected': 'true' } }));
    await faults(all);
    const isPaused = ({ state }: Job) => state === 'paused';
    const paused = await until(all, job, isPaused);
    expect(paused.message).toContain('The pool is protected by its tag console:protected=true.');
    expect(paused.resumesAt).toBeUndefined();
    expect(paused.deletion?.untouched).toBeGreaterThan(0);

    await all.call('POST', all.local(`/jobs/${job.id}/resume`), {});
    expect((await until(all, job, isPaused)).deletion).toEqual(paused.deletion);
    expect((await scanned(all, id)).scan?.found).toBe(paused.deletion?.untouched);

    await client.send(new UntagResourceCommand({ ResourceArn: pool.arn, TagKeys: ['console:protected'] }));
    await all.call('POST', all.local(`/jobs/${job.id}/resume`), {});
    expect(await ended(all, job)).toMatchObject({ state: 'done', deletion: { deleted: 600, failed: 0 } });
    expect(await firstIds()).toEqual([]);
  });

  it('a deletion that waits for credentials says what it has done', async () => {
    await makeIdentities(all.aws, id, 600);
    await scanned(all, id);
    await faults(
      all,
      { operation: 'DeleteIdentities', times: 6 },
      { operation: 'DeleteIdentities', error: 'ExpiredTokenException', times: 1000 },
      { operation: 'GetCallerIdentity', times: 100_000 },
    );
    const job = made(await remove(all, id, await seen(all, id)));
    const isWaiting = ({ state, deletion }: Job) => state === 'waiting_credentials' && deletion?.deleted === 360;
    const { message } = await until(all, job, isWaiting);
    expect(message).toContain('Of 600 on the list: 360 deleted, 240 not touched.');
    expect(message).not.toContain('Nothing was');
    await faults(all);
    expect(await ended(all, job)).toMatchObject({ state: 'done', deletion: { deleted: 600 } });
  });

  it('protection stops a deletion before the next call, however rarely it looks at other things', async () => {
    const rare = await startBeside(all.aws, { jobTimings: { ...quickTimings, guardMs: 3_600_000 }, time: Date.now() });
    await makeIdentities(all.aws, id, 600);
    await scanned(rare, id);
    await faults(all, ...holdAfter(2, 'DeleteIdentities'));
    const job = made(await remove(rare, id, await seen(rare, id)));
    await untilHeld(all);
    await client.send(new TagResourceCommand({ ResourceArn: pool.arn, Tags: { 'console:protected': 'true' } }));
    await faults(all);
    const paused = await until(rare, job, ({ state }) => state === 'paused');
    expect(paused.message).toContain('The pool is protected');
    // Two had been answered, and two were on their way.
    expect(paused.deletion?.deleted).toBeLessThanOrEqual(240);
    await rare.close();
  });

  it('a deletion that is cancelled stays so where its last call meets expired credentials', async () => {
    await makeIdentities(all.aws, id, 60);
    await scanned(all, id);
    await faults(all, { operation: 'DeleteIdentities', hold: true, error: 'ExpiredTokenException' });
    const job = made(await remove(all, id, await seen(all, id)));
    await untilHeld(all);
    await all.call('POST', all.local(`/jobs/${job.id}/cancel`), {});
    // The call is tried once more, with credentials that are read anew.
    await faults(
      all,
      { operation: 'DeleteIdentities', error: 'ExpiredTokenException' },
      { operation: 'GetCallerIdentity', error: 'ExpiredToken' },
    );
    expect(await ended(all, job)).toMatchObject({ state: 'cancelled', deletion: { deleted: 0, untouched: 60 } });
    expect(await firstIds()).toHaveLength(60);
  });

  it('a deletion that is cancelled says which identities AWS may have deleted without an answer', async () => {
    await makeIdentities(all.aws, id, 60);
    await scanned(hasty, id);
    await faults(all, { operation: 'DeleteIdentities', hang: true, afterEffect: true, times: 1000 });
    const job = made(await remove(hasty, id, await seen(hasty, id)));
    // AWS has done it, and does not answer.
    while ((await firstIds()).length > 0) await setImmediate();
    await hasty.call('POST', all.local(`/jobs/${job.id}/cancel`), {});
    const { state, message } = await ended(hasty, job);
    expect([state, message]).toEqual([
      'cancelled',
      'Cancelled by a person. Of 60 on the list: 60 deleted or not, as AWS did not answer: the next scan shows it.',
    ]);
    expect((await hasty.call('GET', all.local(`/jobs/${job.id}/file`))).text.match(/,unknown,/g)).toHaveLength(60);
    expect(await firstIds()).toEqual([]);
  });

  it.each(['runs', 'is paused'])('a scan says so where the pool is deleted while it %s', async (when) => {
    await makeIdentities(all.aws, id, 600);
    await faults(all, ...holdAfter(2, 'ListIdentities'));
    const job = await scan(all, id);
    await until(all, job, ({ done }) => done > 0);
    if (when === 'is paused') await all.call('POST', all.local(`/jobs/${job.id}/pause`), {});
    await client.send(new DeleteIdentityPoolCommand({ IdentityPoolId: id }));
    await faults(all);
    if (when === 'is paused') await all.call('POST', all.local(`/jobs/${job.id}/resume`), {});
    expect(await ended(all, job)).toMatchObject({
      state: 'failed',
      message: 'The pool does not exist any more, so its identities are gone with it.',
    });
  });
});
