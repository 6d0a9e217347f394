import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { randomUUID } from 'node:crypto';
import type { LocalAws } from '@lifeguard/local-aws/server';
import { startLocalAws } from '@lifeguard/local-aws/server';
import type { Job } from '@lifeguard/shared/api/jobs';
import { storageHeader } from '@lifeguard/shared/api/storage';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import type { StorageSettings } from '../context.ts';
import { saveFiltersAsBefore } from '../store/sqlite/identity-index/older-bed.ts';
import { createPool, type Everything, startBeside } from '../testing/harness.ts';
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

describe('jobs whose store fails', () => {
  let aws: LocalAws;
  let folder: string;
  let dataDir: string;
  let all: Everything | undefined;
  beforeAll(async () => {
    aws = await startLocalAws();
  });
  afterAll(() => aws.close());
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'lifeguard-storage-'));
    dataDir = join(folder, 'data');
  });
  afterEach(async () => {
    await all?.close();
    all = undefined;
    rmSync(folder, { recursive: true, force: true });
  });

  async function start(storage: StorageSettings = {}): Promise<Everything> {
    all = await startBeside(aws, { jobTimings: quickTimings, time: Date.now(), config: { dataDir }, storage });
    return all;
  }

  async function poolOf(by: Everything, count: number): Promise<string> {
    const pool = await createPool(by, { IdentityPoolName: 'people', AllowUnauthenticatedIdentities: true });
    await makeIdentities(aws, pool.document.IdentityPoolId, count);
    return pool.document.IdentityPoolId;
  }

  const isPaused = ({ state }: Job) => state === 'paused';
  const storageOf = async (by: Everything) => (await by.call('GET', '/api/storage')).body;

  it('a scan pauses where the index is full, every answer says so, and it goes on by itself when there is room', async () => {
    const by = await start({ maxPages: { index: 50 } });
    const [first, second] = [await poolOf(by, 1000), await poolOf(by, 1000)];
    await scanned(by, first);
    const job = await scan(by, second);
    const paused = await until(by, job, isPaused);
    expect(paused.message).toMatch(/^Storage is full: .*identity-index\.sqlite.* goes on by itself/);
    expect(paused.resumesAt).toBeUndefined();
    expect(await storageOf(by)).toMatchObject({
      troubles: [{ store: 'identity-index', reason: 'full', message: expect.stringContaining('Make room') }],
      canDiscardIndex: true,
    });
    expect((await by.call('GET', by.local('/pools'))).headers[storageHeader.toLowerCase()]).toBe('identity-index=full');

    await by.bff.context.identityIndex.forgetPool({ connectionId: 'local', poolId: first });
    expect(await ended(by, job)).toMatchObject({ state: 'done', scan: { found: 1000 } });
    expect(await storageOf(by)).toEqual({ troubles: [], canDiscardIndex: false });
    expect((await by.call('GET', by.local('/pools'))).headers[storageHeader.toLowerCase()]).toBeUndefined();
  });

  it('a deletion pauses where its list has no room, deletes nothing until then, and deletes exactly its list', async () => {
    const by = await start({ maxPages: { jobs: 72 } });
    const pool = await poolOf(by, 1200);
    await scanned(by, pool);
    const about = await seen(by, pool);
    const dryRuns = await Promise.all([
      ended(by, made(await remove(by, pool, { ...about, isDryRun: true }))),
      ended(by, made(await remove(by, pool, { ...about, isDryRun: true }))),
    ]);
    const job = made(await remove(by, pool, about));
    const paused = await until(by, job, isPaused);
    expect(paused.message).toContain('jobs.sqlite');
    expect(paused.deletion).toMatchObject({ deleted: 0 });
    const refused = await by.call('POST', by.local(poolPath(pool, '/identity-exports')), { filter: {}, format: 'csv' });
    expect([200, 507]).toContain(refused.status);

    for (const { id } of dryRuns) expect((await by.call('DELETE', by.local(`/jobs/${id}`))).status).toBe(200);
    expect(await ended(by, job)).toMatchObject({
      state: 'done',
      deletion: { frozen: 1200, deleted: 1200, alreadyGone: 0, failed: 0, untouched: 0 },
    });
  });

  it('says that the index is damaged, and makes it anew when told to; saved filters stay', async () => {
    const first = await start();
    const pool = await poolOf(first, 600);
    await scanned(first, pool);
    const name = `/api/saved-filters/${randomUUID()}`;
    expect((await first.call('PUT', name, { name: 'guests', filter: { kind: 'guest' } })).status).toBe(200);
    await first.close();
    damage(join(dataDir, 'identity-index.sqlite'));

    const by = await start();
    expect((await by.call('DELETE', '/api/storage/identity-index')).body).toMatchObject({ code: 'conflict' });
    const list = await by.call('GET', by.local(poolPath(pool, '/identity-index/identities')));
    expect(list.body).toMatchObject({ status: 503, code: 'storage_damaged', title: 'Storage is damaged' });
    expect(list.headers[storageHeader.toLowerCase()]).toBe('identity-index=damaged');
    const job = await scan(by, pool);
    expect(job.state).toBe('queued');

    expect((await by.call('DELETE', '/api/storage/identity-index')).status).toBe(200);
    expect(await ended(by, job)).toMatchObject({ state: 'done', scan: { found: 600 } });
    expect((await by.call('GET', '/api/saved-filters')).body.filters).toMatchObject([{ name: 'guests' }]);
  });

  it('takes over the filters that an older version has saved, once', async () => {
    await (await start()).close();
    saveFiltersAsBefore(dataDir, ['second', 'first']);
    const by = await start();
    const { filters } = (await by.call('GET', '/api/saved-filters')).body;
    expect(filters).toMatchObject([{ name: 'second', filter: { kind: 'guest' } }, { name: 'first' }]);
    await by.call('DELETE', `/api/saved-filters/${filters[0].id}`);
    await by.close();
    expect((await (await start()).call('GET', '/api/saved-filters')).body.filters).toMatchObject([{ name: 'first' }]);
  });

  it('begins with an empty index where nothing of the old one can be read', async () => {
    const first = await start();
    const pool = await poolOf(first, 60);
    await scanned(first, pool);
    await first.close();
    writeFileSync(join(dataDir, 'identity-index.sqlite'), 'no database'.repeat(1000));
    const by = await start();
    expect((await by.call('GET', by.local(poolPath(pool, '/identity-index')))).body.code).toBe('storage_damaged');
    expect((await by.call('DELETE', '/api/storage/identity-index')).status).toBe(200);
    expect((await scanned(by, pool)).scan?.found).toBe(60);
  });

  it('says that an export has no room by its folder, and leaves no half a file', async () => {
    const by = await start();
    const pool = await poolOf(by, 60);
    await scanned(by, pool);
    // Where the folder should be stands a file: nobody, not even root, can write into it.
    writeFileSync(join(dataDir, 'exports'), '');
    const body = { filter: {}, format: 'csv' };
    const job = made(await by.call('POST', by.local(poolPath(pool, '/identity-exports')), body));
    expect((await until(by, job, isPaused)).message).toMatch(/^Storage can't be used: .*exports/);
    rmSync(join(dataDir, 'exports'));
    expect(await ended(by, job)).toMatchObject({ state: 'done', file: { rows: 60 } });
  });
});

/** Of a file that was closed: its last third, where the latest scan is. */
function damage(file: string): void {
  const bytes = readFileSync(file);
  bytes.fill(0xff, Math.floor((bytes.length * 2) / 3));
  writeFileSync(file, bytes);
}
