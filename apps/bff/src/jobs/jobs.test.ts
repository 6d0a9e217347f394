import { randomUUID } from 'node:crypto';

import {
  CognitoIdentityClient,
  DeleteIdentitiesCommand,
  GetOpenIdTokenCommand,
  ListIdentitiesCommand,
} from '@aws-sdk/client-cognito-identity';
import type { IdentityFilter } from '@lifeguard/shared/identities/filter';
import type { Pool } from '@lifeguard/shared/api/pools';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import {
  createPool,
  type Everything,
  faults,
  holdAfter,
  patch,
  send,
  startAll,
  untilHeld,
} from '../testing/harness.ts';
import { ended, made, makeIdentities, poolPath, quickTimings, remove, scanned, seen, until } from '../testing/jobs.ts';

let client: CognitoIdentityClient;

/** Every identity that the pool has now. */
async function identitiesOf(IdentityPoolId: string): Promise<string[]> {
  const ids: string[] = [];
  let NextToken: string | undefined;
  do {
    const page = await client.send(new ListIdentitiesCommand({ IdentityPoolId, MaxResults: 60, NextToken }));
    ids.push(...(page.Identities ?? []).map(({ IdentityId = '' }) => IdentityId));
    NextToken = page.NextToken;
  } while (NextToken !== undefined);
  return ids;
}

/** A guest signs in, past the console. */
async function signInAs(all: Everything, IdentityId: string): Promise<void> {
  const response = await fetch(`${all.aws.url}/_local/login-tokens`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ provider: 'graph.facebook.com', claims: { sub: IdentityId, aud: '1' } }),
  });
  const { token } = (await response.json()) as { token: string };
  await client.send(new GetOpenIdTokenCommand({ IdentityId, Logins: { 'graph.facebook.com': token } }));
}

describe('jobs', () => {
  let all: Everything;
  let pool: Pool;
  let id: string;
  beforeAll(async () => {
    all = await startAll({ jobTimings: quickTimings, time: Date.now() });
    client = new CognitoIdentityClient({
      endpoint: all.aws.url,
      region: 'us-east-1',
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    });
  });
  afterAll(async () => {
    client.destroy();
    await all.close();
  });
  beforeEach(async () => {
    await faults(all);
    pool = await createPool(all, {
      IdentityPoolName: 'people',
      AllowUnauthenticatedIdentities: true,
      AllowClassicFlow: true,
      SupportedLoginProviders: { 'graph.facebook.com': '1' },
    });
    id = pool.document.IdentityPoolId;
  });

  const confirmed = (filter: IdentityFilter = {}) => seen(all, id, filter);

  async function filled(count: number, more: { authenticatedShare?: number; olderThanDays?: number } = {}) {
    await makeIdentities(all.aws, id, count, more);
    await scanned(all, id);
  }

  it('scans a pool, and says at the next scan who came and went', async () => {
    await makeIdentities(all.aws, id, 600, { authenticatedShare: 0.5 });
    const first = await scanned(all, id);
    expect(first).toMatchObject({ kind: 'scan', IdentityPoolName: 'people', scan: { found: 600, disabled: 0 } });
    const [gone = ''] = await identitiesOf(id);
    await client.send(new DeleteIdentitiesCommand({ IdentityIdsToDelete: [gone] }));
    await makeIdentities(all.aws, id, 3);
    expect((await scanned(all, id)).scan).toEqual({ found: 602, appeared: 3, gone: 1, disabled: 0 });
  });

  it('deletes exactly what was confirmed, and reports each', async () => {
    await filled(600, { authenticatedShare: 0.5 });
    const before = await identitiesOf(id);
    const about = await confirmed({ kind: 'guest' });
    const job = await ended(all, made(await remove(all, id, about)));
    expect(job).toMatchObject({ state: 'done', deletion: { frozen: 300, deleted: 300, failed: 0, untouched: 0 } });
    const left = await identitiesOf(id);
    expect(left).toHaveLength(300);
    expect(
      await all.bff.context.identityIndex.count({ connectionId: 'local', poolId: id }, { filter: {}, now: 0 }),
    ).toBe(300);
    const file = await all.call('GET', all.local(`/jobs/${job.id}/file?format=csv`));
    expect(file.headers['content-disposition']).toMatch(/^attachment; filename=deletion-people-.*\.csv$/);
    expect(file.headers['x-content-type-options']).toBe('nosniff');
    const rows = file.text.trim().split('\n');
    expect(rows[0]).toBe('IdentityId,Kind,Logins,CreationDate,LastModifiedDate,Outcome,Reason');
    const gone = before.filter((item) => !left.includes(item));
    const cells = rows.slice(1).map((row) => row.split(','));
    expect(cells.map(([item, kind, , , , outcome]) => [item, kind, outcome].join()).toSorted()).toEqual(
      gone.map((item) => `${item},guest,deleted`).toSorted(),
    );
    expect(cells.every(([, , , created = '']) => !Number.isNaN(Date.parse(created)))).toBe(true);
  });

  it('a dry run deletes nothing and says what would be deleted', async () => {
    await filled(100);
    const job = await ended(
      all,
      made(await remove(all, id, { ...(await confirmed()), isDryRun: true, confirmName: '' })),
    );
    expect(job).toMatchObject({ state: 'done', deletion: { isDryRun: true, deleted: 0, untouched: 100 } });
    expect(job.message).toBeUndefined();
    const report = await all.call('GET', all.local(`/jobs/${job.id}/file`));
    expect(report.text).toContain(',would_be_deleted,');
    expect(report.headers['content-disposition']).toMatch(/^attachment; filename=dry-run-people-.*\.csv$/);
    expect(await identitiesOf(id)).toHaveLength(100);
  });

  it.each([
    ['another count', { confirmCount: 9 }],
    ['another name', { confirmName: 'Peoples' }],
    ['another scan', { scanFinishedAt: '2020-01-01T00:00:00.000Z' }],
  ])('refuses the confirmation of %s', async (_, wrong) => {
    await filled(10);
    const answer = await remove(all, id, { ...(await confirmed()), ...wrong });
    expect(answer.body).toMatchObject({ status: 422, code: 'confirmation_mismatch' });
    expect(await identitiesOf(id)).toHaveLength(10);
  });

  it('refuses a protected pool and a read-only connection', async () => {
    await filled(10);
    const about = await confirmed();
    await all.call('PATCH', all.local(''), { readOnly: true });
    expect((await remove(all, id, about)).body).toMatchObject({ code: 'read_only' });
    await all.call('PATCH', all.local(''), { readOnly: false });
    await patch(all, pool, { IdentityPoolTags: { 'console:protected': 'true' } });
    expect((await remove(all, id, about)).body).toMatchObject({ code: 'forbidden' });
    expect(await identitiesOf(id)).toHaveLength(10);
  });

  it('looks again when the scan is old: who is gone or has signed in since is not deleted', async () => {
    await filled(100);
    const about = await confirmed({ kind: 'guest' });
    const [gone = '', changed = ''] = await identitiesOf(id);
    await client.send(new DeleteIdentitiesCommand({ IdentityIdsToDelete: [gone] }));
    await signInAs(all, changed);
    all.bff.clock.time += 16 * 60_000;
    const job = await ended(all, made(await remove(all, id, about)));
    expect(job).toMatchObject({ state: 'done', deletion: { frozen: 100, alreadyGone: 1, changed: 1, deleted: 98 } });
    expect(await identitiesOf(id)).toEqual([changed]);
  });

  it.each([60, 603])('of %i guests, who signs in between the scan and the deletion is not deleted', async (count) => {
    await filled(count);
    const about = await confirmed({ kind: 'guest' });
    const sorted = (await identitiesOf(id)).toSorted();
    const [first = '', last = ''] = [sorted.at(0), sorted.at(-1)];
    await Promise.all([first, last].map((guest) => signInAs(all, guest)));
    // A scan of a moment ago: nobody would look again because of its age.
    all.bff.clock.time += 1000;
    const dryRun = await ended(all, made(await remove(all, id, { ...about, isDryRun: true })));
    expect(dryRun).toMatchObject({ state: 'done', deletion: { changed: 2, untouched: count - 2 } });
    const confirmedAgain = await confirmed({ kind: 'guest' });
    const job = await ended(all, made(await remove(all, id, confirmedAgain)));
    const by = count > 600 ? 'scan' : 'each';
    expect(job).toMatchObject({ state: 'done', deletion: { check: { by }, deleted: count - 2, untouched: 0 } });
    expect((await identitiesOf(id)).toSorted()).toEqual([first, last]);
    const begun = job.deletion?.check?.by === 'scan' ? job.deletion.check.startedAt : job.createdAt;
    expect(begun >= job.createdAt).toBe(true);
  });

  it('of a short list, who signs in while it is deleted is not deleted', async () => {
    await filled(180);
    const about = await confirmed({ kind: 'guest' });
    const last = (await identitiesOf(id)).toSorted().at(-1) ?? '';
    await faults(all, ...holdAfter(0, 'DeleteIdentities'));
    const job = made(await remove(all, id, about));
    await untilHeld(all);
    await signInAs(all, last);
    await faults(all);
    expect(await ended(all, job)).toMatchObject({ deletion: { deleted: 179, changed: 1, alreadyGone: 0 } });
    expect(await identitiesOf(id)).toEqual([last]);
  });

  it('of a short list where AWS does not allow to look, all are compared with a new scan', async () => {
    await filled(60);
    const about = await confirmed({ kind: 'guest' });
    const [changed = ''] = await identitiesOf(id);
    await signInAs(all, changed);
    all.bff.clock.time += 1000;
    await faults(all, { operation: 'DescribeIdentity', error: 'AccessDeniedException', times: 1000 });
    const job = await ended(all, made(await remove(all, id, about)));
    expect(job).toMatchObject({ state: 'done', deletion: { check: { by: 'scan' }, deleted: 59, changed: 1 } });
  });

  it('looks again after a long pause, too', async () => {
    await filled(600);
    const about = await confirmed({ kind: 'guest' });
    await faults(all, ...holdAfter(2, 'DeleteIdentities'));
    const job = made(await remove(all, id, about));
    await until(all, job, ({ phase, done }) => phase === 'deleting' && done > 0);
    await all.call('POST', all.local(`/jobs/${job.id}/pause`), {});
    await faults(all);
    // The list is in the order of the ids: this one would be the last.
    const changed = (await identitiesOf(id)).toSorted().at(-1) ?? '';
    await signInAs(all, changed);
    all.bff.clock.time += 16 * 60_000;
    await all.call('POST', all.local(`/jobs/${job.id}/resume`), {});
    expect(await ended(all, job)).toMatchObject({ state: 'done', deletion: { frozen: 600, changed: 1 } });
    expect(await identitiesOf(id)).toEqual([changed]);
  });

  it('looks into a scan that somebody made during a pause, and before a retry', async () => {
    await filled(600);
    const about = await confirmed({ kind: 'guest' });
    const sorted = (await identitiesOf(id)).toSorted();
    await faults(all, ...holdAfter(2, 'DeleteIdentities'));
    const job = made(await remove(all, id, about));
    await until(all, job, ({ phase, done }) => phase === 'deleting' && done > 0);
    await all.call('POST', all.local(`/jobs/${job.id}/pause`), {});
    await faults(all);
    const changed = sorted.at(-1) ?? '';
    await signInAs(all, changed);
    all.bff.clock.time += 60_000;
    await scanned(all, id);
    await faults(all, { operation: 'DeleteIdentities', unprocessed: 'AccessDenied', unprocessedShare: 0.1, times: 1 });
    await all.call('POST', all.local(`/jobs/${job.id}/resume`), {});
    const after = await ended(all, job);
    expect(after).toMatchObject({ state: 'done', deletion: { frozen: 600, alreadyGone: 0, changed: 1, failed: 6 } });

    const [linked = ''] = (await identitiesOf(id)).filter((item) => item !== changed);
    await signInAs(all, linked);
    all.bff.clock.time += 60_000;
    await scanned(all, id);
    await faults(all, ...holdAfter(0, 'DeleteIdentities'));
    const retry = () => all.call('POST', all.local(`/jobs/${job.id}/retry`), {});
    const started = made(await retry());
    expect((await retry()).body).toMatchObject({ status: 409, code: 'conflict' });
    await faults(all);
    const again = await ended(all, started);
    expect(again.deletion).toMatchObject({ frozen: 6, changed: 1, deleted: 5 });
    expect(after.identities).toMatchObject({ filter: { kind: 'guest' } });
    expect(again.identities).toEqual({ ...after.identities, retryOf: job.id });
    expect((await identitiesOf(id)).toSorted()).toEqual([changed, linked].toSorted());
  });

  it('the same Idempotency-Key is the same job', async () => {
    await filled(10);
    const key = randomUUID();
    const about = await confirmed();
    const first = made(await remove(all, id, about, key));
    expect(made(await remove(all, id, about, key)).id).toBe(first.id);
    const wrong = await all.call('POST', all.local(poolPath(id, '/scans')), {}, { 'Idempotency-Key': key });
    expect(wrong.body).toMatchObject({ code: 'conflict' });
    await ended(all, first);
  });

  it('tries again what has failed, as a new job', async () => {
    await filled(60);
    const about = await confirmed();
    await faults(all, { operation: 'DeleteIdentities', unprocessed: 'AccessDenied', unprocessedShare: 0.1 });
    const job = await ended(all, made(await remove(all, id, about)));
    const again = await ended(all, made(await all.call('POST', all.local(`/jobs/${job.id}/retry`), {})));
    expect(again.deletion).toMatchObject({ frozen: 6, deleted: 6, failed: 0 });
    const nothing = await all.call('POST', all.local(`/jobs/${again.id}/retry`), {});
    expect(nothing.body).toMatchObject({ code: 'conflict' });
    expect(await identitiesOf(id)).toEqual([]);
  });

  it.each([60, 700])(
    'leaves alone whoever of %d has signed in since the list was made, even where the filter finds all',
    async (count) => {
      await filled(count);
      const about = await confirmed({});
      const dryRun = await ended(all, made(await remove(all, id, { ...about, isDryRun: true })));
      const [first = '', last = ''] = [await identitiesOf(id)].flatMap((ids) => [ids[0], ids.at(-1)]);
      for (const guest of [first, last]) await signInAs(all, guest);
      const body = { confirmCount: count, confirmName: 'people' };
      const job = await ended(all, made(await all.call('POST', all.local(`/jobs/${dryRun.id}/delete-found`), body)));
      expect(job).toMatchObject({ state: 'done', deletion: { changed: 2, deleted: count - 2 } });
      expect((await identitiesOf(id)).toSorted()).toEqual([first, last].toSorted());
    },
  );

  it.each([60, 700])(
    'deletes what a dry run of %d has found, and nobody who came or signed in since',
    async (count) => {
      await filled(count);
      const about = await confirmed({ kind: 'guest' });
      const sorted = (await identitiesOf(id)).toSorted();
      const dryRun = await ended(all, made(await remove(all, id, { ...about, isDryRun: true })));
      expect(dryRun).toMatchObject({ state: 'done', deletion: { untouched: count } });
      const changed = sorted.at(-1) ?? '';
      await signInAs(all, changed);
      await makeIdentities(all.aws, id, 5);
      all.bff.clock.time += 60_000;
      // Another scan would refuse a deletion by the filter: this list is not the filter's.
      await scanned(all, id);

      const found = (body: object, key?: string) =>
        all.call('POST', all.local(`/jobs/${dryRun.id}/delete-found`), body, key ? { 'Idempotency-Key': key } : {});
      expect((await found({ confirmCount: count - 1, confirmName: 'people' })).body.code).toBe('confirmation_mismatch');
      expect((await found({ confirmCount: count, confirmName: 'People' })).body.code).toBe('confirmation_mismatch');
      const key = randomUUID();
      await faults(all, ...holdAfter(0, 'DeleteIdentities'));
      const started = made(await found({ confirmCount: count, confirmName: 'people' }, key));
      expect(made(await found({ confirmCount: count, confirmName: 'people' }, key)).id).toBe(started.id);
      expect((await found({ confirmCount: count, confirmName: 'people' })).body.code).toBe('conflict');
      await faults(all);
      const after = await ended(all, started);
      expect(after).toMatchObject({
        state: 'done',
        identities: { foundBy: dryRun.id },
        deletion: { isDryRun: false, frozen: count, changed: 1, deleted: count - 1 },
      });
      const left = await identitiesOf(id);
      expect(left).toHaveLength(6);
      expect(left).toContain(changed);
      const again = await all.call('POST', all.local(`/jobs/${after.id}/delete-found`), {
        confirmCount: count - 1,
        confirmName: 'people',
      });
      expect(again.body).toMatchObject({ code: 'conflict' });
    },
  );

  it('says so where the pool is deleted meanwhile', async () => {
    await filled(120);
    const about = await confirmed();
    await faults(all, { operation: 'DeleteIdentities', error: 'ResourceNotFoundException', times: 2 });
    const job = await ended(all, made(await remove(all, id, about)));
    expect(job).toMatchObject({ state: 'done', deletion: { alreadyGone: 120, deleted: 0 } });
    expect(job.message).toContain('The pool does not exist any more');
  });

  it('does not take a lost index for a lost pool', async () => {
    await filled(10);
    const about = await confirmed();
    await faults(all, ...holdAfter(1, 'DescribeIdentityPool'));
    const job = made(await remove(all, id, about));
    await untilHeld(all);
    await all.bff.context.identityIndex.forgetPool({ connectionId: 'local', poolId: id });
    await faults(all);
    const after = await ended(all, job);
    expect(after).toMatchObject({ state: 'failed', deletion: { alreadyGone: 0, deleted: 0 } });
    expect(after.message).toContain('there is no index of its identities');
    expect(await identitiesOf(id)).toHaveLength(10);
  });

  it('pauses and goes on when told to, and is cancelled within one batch', async () => {
    await filled(600);
    const about = await confirmed();
    await faults(all, ...holdAfter(2, 'DeleteIdentities'));
    const job = made(await remove(all, id, about));
    await until(all, job, ({ phase, done }) => phase === 'deleting' && done > 0);
    expect((await all.call('POST', all.local(`/jobs/${job.id}/pause`), {})).body.state).toBe('paused');
    await all.call('POST', all.local(`/jobs/${job.id}/resume`), {});
    await all.call('POST', all.local(`/jobs/${job.id}/cancel`), {});
    await faults(all);
    const cancelled = await ended(all, job);
    expect(cancelled.state).toBe('cancelled');
    const { deleted = 0, untouched = 0 } = cancelled.deletion ?? {};
    expect([deleted + untouched, deleted < 600]).toEqual([600, true]);
    expect(await identitiesOf(id)).toHaveLength(600 - deleted);
    expect((await all.call('DELETE', all.local(`/jobs/${job.id}`))).status).toBe(200);
    expect((await all.call('GET', all.local(`/jobs/${job.id}`))).status).toBe(404);
  });

  it('begins a pass anew where AWS does not take its token any more', async () => {
    await makeIdentities(all.aws, id, 100);
    await faults(
      all,
      { operation: 'ListIdentities' },
      { operation: 'ListIdentities', error: 'InvalidParameterException' },
    );
    expect((await scanned(all, id)).scan?.found).toBe(100);
  });

  it('writes an export that is whole, as CSV and as JSON Lines', async () => {
    await filled(100, { authenticatedShare: 0.5 });
    for (const format of ['csv', 'jsonl']) {
      const body = { filter: { kind: 'linked' }, format };
      const job = await ended(all, made(await all.call('POST', all.local(poolPath(id, '/identity-exports')), body)));
      const { text } = await send(all.bff, 'GET', all.local(`/jobs/${job.id}/file`), { session: all.session });
      expect(Buffer.byteLength(text)).toBe(job.file?.bytes);
      const rows = text.trim().split('\n');
      expect(rows).toHaveLength(format === 'csv' ? 51 : 50);
      expect(rows.at(-1)).toContain('graph.facebook.com');
    }
  });
});
