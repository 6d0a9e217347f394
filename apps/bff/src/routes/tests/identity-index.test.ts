import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { type Listed, listPasses } from '../../store/sqlite/identity-index/test-bed.ts';
import { createPool, type Everything, faults, startAll } from '../../testing/harness.ts';

let all: Everything;
beforeAll(async () => {
  all = await startAll();
});
afterAll(() => all.close());

async function newPool(): Promise<{ poolId: string; at: (path: string) => string }> {
  const { document } = await createPool(all, { AllowUnauthenticatedIdentities: true });
  const poolId = document.IdentityPoolId;
  return { poolId, at: (path) => all.local(`/pools/${encodeURIComponent(poolId)}${path}`) };
}

/** Identities that exist in the local AWS, put into the index. */
async function indexed(poolId: string, at: (path: string) => string, count: number): Promise<string[]> {
  await fetch(`${all.aws.url}/_local/identities`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ IdentityPoolId: poolId, count, authenticatedShare: 0 }),
  });
  const { body } = await all.call('GET', at('/identities'));
  const ids = (body.Identities as { IdentityId: string }[]).map((item) => item.IdentityId).sort();
  const identities = ids.map(
    (IdentityId, index): Listed => ({
      IdentityId,
      Logins: index % 2 === 0 ? [] : ['login.example'],
      CreationDate: all.bff.clock.time - (index + 1) * 86_400_000,
      LastModifiedDate: all.bff.clock.time,
      isDisabled: false,
    }),
  );
  const index = all.bff.context.identityIndex;
  const pool = { connectionId: 'local', poolId };
  await index.openScan(pool, 'one', all.bff.clock.time - 1000);
  await listPasses(index, pool, 'one', identities);
  await index.finishScan(pool, 'one', all.bff.clock.time);
  return ids;
}

describe('the index of a pool', () => {
  it('says that a pool was never scanned', async () => {
    const { at } = await newPool();
    expect(await all.call('GET', at('/identity-index'))).toMatchObject({ status: 200, body: {} });
    for (const path of ['/identity-index/identities', '/identity-index/breakdown']) {
      const { body } = await all.call('GET', at(path));
      expect(body).toMatchObject({ status: 404, code: 'not_found' });
      expect(body.detail).toContain('never scanned');
    }
  });

  it('answers state, pages with their number, and breakdown', async () => {
    const { poolId, at } = await newPool();
    const ids = await indexed(poolId, at, 5);
    expect((await all.call('GET', at('/identity-index'))).body).toEqual({
      scan: {
        startedAt: '2026-03-01T11:59:59.000Z',
        finishedAt: '2026-03-01T12:00:00.000Z',
        counts: { total: 5, guests: 3, linked: 2, disabled: 0 },
        logins: [{ login: 'login.example', count: 2 }],
      },
    });
    // Days count back from the scan: what was counted stays true while people think about it.
    all.bff.clock.time += 3_600_000;
    const list = at('/identity-index/identities?kind=guest&createdDaysAgo=1&sort=id&limit=1');
    const first = (await all.call('GET', list)).body;
    expect(first).toMatchObject({ total: 2, offset: 0, Identities: [{ IdentityId: ids[2], Disabled: false }] });
    const second = (await all.call('GET', `${list}&cursor=${first.next}`)).body;
    expect(second).toMatchObject({ total: 2, offset: 1, Identities: [{ IdentityId: ids[4] }] });
    expect((await all.call('GET', `${list}&cursor=${second.previous}`)).body).toEqual(first);
    expect((await all.call('GET', at('/identity-index/breakdown?login=login.example'))).body).toMatchObject({
      counts: { total: 2, guests: 0, linked: 2 },
      created: { unit: 'day' },
      logins: [{ login: 'login.example', count: 2 }],
    });
  });

  it('refuses what is no filter, a foreign cursor, an unknown connection and another region', async () => {
    const { poolId, at } = await newPool();
    await indexed(poolId, at, 3);
    const refused = async (path: string) => (await all.call('GET', path)).body;
    expect(await refused(at('/identity-index/identities?idPrefix=%25'))).toMatchObject({ code: 'invalid_input' });
    expect(await refused(at('/identity-index/identities?cursor=abc'))).toMatchObject({ code: 'invalid_input' });
    const { next } = (await all.call('GET', at('/identity-index/identities?sort=id&limit=1'))).body;
    expect(await refused(at(`/identity-index/identities?sort=created&cursor=${next}`))).toMatchObject({
      code: 'invalid_input',
    });
    const encoded = encodeURIComponent(poolId);
    expect(await refused(`/api/connections/unknown/pools/${encoded}/identity-index`)).toMatchObject({
      code: 'not_found',
    });
    const foreign = encodeURIComponent(poolId.replace('us-east-1', 'eu-west-1'));
    expect(await refused(all.local(`/pools/${foreign}/identity-index`))).toMatchObject({ code: 'invalid_input' });
  });

  it('loses the identities that are deleted, and all of them with the pool', async () => {
    const { poolId, at } = await newPool();
    const ids = await indexed(poolId, at, 4);
    const deletion = await all.call('POST', at('/identities/delete'), {
      IdentityIds: ids.slice(0, 3),
      confirmCount: 3,
    });
    expect(deletion.status).toBe(200);
    const { body } = await all.call('GET', at('/identity-index/identities'));
    expect(body).toMatchObject({ total: 1, Identities: [{ IdentityId: ids[3] }] });
    expect((await all.call('DELETE', at(''), { confirm: 'a pool' })).status).toBe(200);
    expect((await all.call('GET', at('/identity-index'))).body).toEqual({});
  });
});

describe('a deletion of chosen identities', () => {
  async function poolWith(count: number, isScanned: boolean) {
    const made = await newPool();
    const ids = await indexed(made.poolId, made.at, count);
    if (!isScanned) await all.bff.context.identityIndex.forgetPool({ connectionId: 'local', poolId: made.poolId });
    const remove = (IdentityIds: readonly string[]) =>
      all.call('POST', made.at('/identities/delete'), { IdentityIds, confirmCount: IdentityIds.length });
    const left = async () => (await all.call('GET', made.at('/identities'))).body.Identities.length;
    return { ...made, ids, remove, left };
  }

  it.each([true, false])('refuses identities of another pool, scanned: %s', async (isScanned) => {
    const [own, other] = [await poolWith(2, isScanned), await poolWith(2, isScanned)];
    const { body } = await own.remove([...own.ids.slice(0, 1), ...other.ids.slice(0, 1)]);
    expect(body).toMatchObject({ status: 409, code: 'conflict', detail: expect.stringContaining(other.ids[0] ?? '') });
    expect([await own.left(), await other.left()]).toEqual([2, 2]);
    expect((await own.remove(own.ids)).status).toBe(200);
    expect([await own.left(), await other.left()]).toEqual([0, 2]);
  });

  it('says so where AWS does not tell whose the identities are', async () => {
    const { ids, remove, left } = await poolWith(2, false);
    await faults(all, { operation: 'LookupDeveloperIdentity', error: 'AccessDeniedException', times: 10 });
    const { body } = await remove(ids);
    await faults(all);
    expect(body).toMatchObject({ code: 'aws_denied', detail: expect.stringContaining('Scan the pool') });
    expect(await left()).toBe(2);
  });

  it('is refused by a protected pool, as that of a whole list is', async () => {
    const { at, ids, remove, left } = await poolWith(2, true);
    const { document, etag } = (await all.call('GET', at(''))).body;
    const changes = { IdentityPoolTags: { 'console:protected': 'true' } };
    const saved = await all.call(
      'PATCH',
      at(''),
      { base: document, changes, mergeDisjoint: false },
      { 'If-Match': etag },
    );
    expect(saved.status).toBe(200);
    expect((await remove(ids)).body).toMatchObject({ status: 403, code: 'forbidden' });
    expect(await left()).toBe(2);
  });
});

describe('saved filters', () => {
  const path = (id: number) => `/api/saved-filters/${id.toString(16).padStart(8, '0')}-1111-4222-8333-444444444444`;
  const idAt = (id: number) => path(id).split('/').at(-1);

  it('are saved, changed, listed as they were saved, and removed', async () => {
    const old = { name: ' Old guests ', filter: { kind: 'guest', createdDaysAgo: '90' } };
    expect((await all.call('PUT', path(1), old)).body).toEqual({
      id: idAt(1),
      name: 'Old guests',
      filter: { kind: 'guest', createdDaysAgo: 90 },
    });
    await all.call('PUT', path(2), { name: 'New', filter: { isNew: 'true' } });
    await all.call('PUT', path(1), { name: 'Older guests', filter: { createdDaysAgo: 365 } });
    expect((await all.call('GET', '/api/saved-filters')).body).toEqual({
      filters: [
        { id: idAt(1), name: 'Older guests', filter: { createdDaysAgo: 365 } },
        { id: idAt(2), name: 'New', filter: { isNew: 'true' } },
      ],
    });
    expect((await all.call('DELETE', path(1))).status).toBe(200);
    expect((await all.call('DELETE', path(1))).body).toMatchObject({ code: 'not_found' });
    expect((await all.call('DELETE', path(2))).status).toBe(200);
  });

  it('are at most 200', async () => {
    const save = (id: number) => all.call('PUT', path(id), { name: `filter ${id}`, filter: {} });
    for (let id = 1; id <= 200; id += 1) await save(id);
    expect((await save(201)).body).toMatchObject({ code: 'limit_exceeded' });
    expect((await save(200)).status).toBe(200);
  });
});
