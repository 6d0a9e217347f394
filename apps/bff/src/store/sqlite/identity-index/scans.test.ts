import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';

import { createIdentityIndex } from './identity-index.ts';
import type { IdentityIndex, IndexedPool } from '../../identity-index.ts';
import { migrations } from './schema.ts';
import { type Listed, listPasses, newPool, region, scan } from './test-bed.ts';
import { bytesOf } from './uuid-bytes.ts';
import { openSqlite } from '../open.ts';

const now = Date.parse('2026-03-01T12:00:00Z');
const all = { filter: {}, now };
const atBeginning = { nextToken: undefined, listed: 0, isComplete: false };
const inMemory = createIdentityIndex(undefined);
let index: IdentityIndex = inMemory;
let pool: IndexedPool;

beforeEach(() => {
  pool = newPool();
});
afterAll(() => inMemory.close());

async function idsIn(filter: object): Promise<string[]> {
  const page = await index.list(pool, { filter, now, sort: 'id', cursor: undefined, limit: 60 });
  return page.identities.map((item) => item.IdentityId);
}

describe('a scan', () => {
  it('of a pool that is empty finds none', async () => {
    expect(await scan(index, pool, 'one', [])).toEqual({ found: 0, appeared: 0, gone: 0, disabled: 0 });
    expect(await index.list(pool, { ...all, sort: 'id', cursor: undefined, limit: 60 })).toEqual({
      identities: [],
      total: 0,
      offset: 0,
    });
    expect(await index.summary(pool)).toMatchObject({ startedAt: 1000, finishedAt: 2000, logins: [] });
  });

  it('shows what appeared, went and was merged since the one before', async () => {
    await scan(index, pool, 'one', people(1, 2, 3));
    expect((await index.summary(pool))?.changes).toBeUndefined();
    const result = await scan(index, pool, 'two', [...people(2, 4), { ...person(3), isDisabled: true }]);
    expect(result).toEqual({ found: 3, appeared: 1, gone: 1, disabled: 1 });
    expect(await idsIn({ isNew: 'true' })).toEqual([idOf(4)]);
    expect(await idsIn({ disabled: 'true' })).toEqual([idOf(3)]);
    expect((await index.summary(pool))?.changes).toEqual({ appeared: 1, gone: 1 });
  });

  it('takes the newest that it was told of an identity, and who is only listed as enabled', async () => {
    await index.openScan(pool, 'one', 1000);
    await index.addPage(pool, 'one', { pass: 'all', after: 0, identities: people(1), nextToken: undefined });
    const linked = { ...person(1), Logins: ['login.example'] };
    await index.addPage(pool, 'one', {
      pass: 'enabled',
      after: 0,
      identities: [linked, person(2)],
      nextToken: undefined,
    });
    await index.finishScan(pool, 'one', 2000);
    expect(await idsIn({ login: 'login.example', disabled: 'false' })).toEqual([idOf(1)]);
    expect(await idsIn({ kind: 'guest', disabled: 'false' })).toEqual([idOf(2)]);
  });

  it('begins a pass anew without what that pass had listed, and keeps the other one', async () => {
    await index.openScan(pool, 'one', 1000);
    await index.addPage(pool, 'one', { pass: 'all', after: 0, identities: people(1, 2), nextToken: 'second' });
    expect((await index.restartPass(pool, 'one', 'all')).all).toEqual(atBeginning);
    await index.addPage(pool, 'one', { pass: 'all', after: 0, identities: people(1, 3), nextToken: undefined });
    await index.addPage(pool, 'one', { pass: 'enabled', after: 0, identities: people(1), nextToken: 'second' });
    const { all, enabled } = await index.restartPass(pool, 'one', 'enabled');
    expect([all, enabled]).toEqual([{ nextToken: undefined, listed: 2, isComplete: true }, atBeginning]);
    await index.addPage(pool, 'one', { pass: 'enabled', after: 0, identities: people(3), nextToken: undefined });
    expect(await index.finishScan(pool, 'one', 2000)).toMatchObject({ found: 2, disabled: 1 });
    expect(await idsIn({ disabled: 'true' })).toEqual([idOf(1)]);
  });

  it('shows nothing of itself before its end, and leaves the one before whole when it is dropped', async () => {
    await scan(index, pool, 'one', people(1, 2));
    await index.openScan(pool, 'two', 3000);
    await listPasses(index, pool, 'two', people(5, 6, 7));
    expect(await idsIn({})).toEqual([idOf(1), idOf(2)]);
    await index.dropScan(pool, 'two');
    expect(await idsIn({})).toEqual([idOf(1), idOf(2)]);
    await expect(index.finishScan(pool, 'two', 4000)).rejects.toThrow('There is no scan two of this pool.');
    await index.dropScan(pool, 'one');
    expect(await index.count(pool, all)).toBe(2);
  });

  it('can be finished twice, but not before it has listed all, and takes no page after that', async () => {
    await index.openScan(pool, 'one', 1000);
    await expect(index.finishScan(pool, 'one', 2000)).rejects.toThrow('has not listed the whole pool');
    await listPasses(index, pool, 'one', people(1, 2));
    const late = { pass: 'enabled', after: 0, identities: people(1), nextToken: undefined } as const;
    await expect(index.addPage(pool, 'one', late)).rejects.toThrow('which has ended');
    const first = await index.finishScan(pool, 'one', 2000);
    expect(await index.finishScan(pool, 'one', 9000)).toEqual(first);
    expect((await index.summary(pool))?.finishedAt).toBe(2000);
    expect(await index.openScan(pool, 'one', 9000)).toMatchObject({
      all: { listed: 2, isComplete: true },
      enabled: { listed: 2, isComplete: true },
    });
  });

  it('takes no page of the enabled ones before it has listed all', async () => {
    await index.openScan(pool, 'one', 1000);
    await index.addPage(pool, 'one', { pass: 'all', after: 0, identities: people(1, 2), nextToken: 'second' });
    const early = { pass: 'enabled', after: 0, identities: people(1), nextToken: undefined } as const;
    await expect(index.addPage(pool, 'one', early)).rejects.toThrow('begins when the other one has ended');
    await index.addPage(pool, 'one', { pass: 'all', after: 2, identities: [], nextToken: undefined });
    await expect(index.restartPass(pool, 'one', 'all')).rejects.toThrow('has ended');
  });

  it('refuses a page that does not follow what it has', async () => {
    await index.openScan(pool, 'one', 1000);
    await index.addPage(pool, 'one', { pass: 'all', after: 0, identities: people(1, 2), nextToken: 'second' });
    const late = { pass: 'all', after: 4, identities: people(5), nextToken: undefined } as const;
    await expect(index.addPage(pool, 'one', late)).rejects.toThrow('after 4 identities, but 2 are stored');
    expect(await index.openScan(pool, 'one', 1000)).toMatchObject({
      all: { listed: 2, nextToken: 'second' },
    });
  });

  it('refuses a page with what is no identity of the region as a whole', async () => {
    await index.openScan(pool, 'one', 1000);
    const foreign = { ...person(2), IdentityId: idOf(2).replace(region, 'eu-west-1') };
    const page = { pass: 'all', after: 0, identities: [person(1), foreign], nextToken: undefined } as const;
    await expect(index.addPage(pool, 'one', page)).rejects.toThrow('in a way that this version does not know');
    expect((await index.openScan(pool, 'one', 1000)).all).toEqual(atBeginning);
  });
});

describe('what was deleted', () => {
  it('is out of the index at once, and out of a scan that had listed it', async () => {
    await scan(index, pool, 'one', people(1, 2, 3));
    await index.openScan(pool, 'two', 3000);
    await listPasses(index, pool, 'two', people(1, 2, 3, 4));
    await index.forget(pool, [idOf(1), idOf(4), idOf(9)]);
    expect(await idsIn({})).toEqual([idOf(2), idOf(3)]);
    expect((await index.summary(pool))?.counts.total).toBe(2);
    expect(await index.finishScan(pool, 'two', 4000)).toEqual({ found: 2, appeared: 0, gone: 0, disabled: 0 });
    expect(await idsIn({})).toEqual([idOf(2), idOf(3)]);
  });

  it('does not shift the pages around it', async () => {
    await scan(index, pool, 'one', people(1, 2, 3, 4, 5, 6, 7));
    const list = { ...all, sort: 'id', limit: 2 } as const;
    const first = await index.list(pool, { ...list, cursor: undefined });
    const second = await index.list(pool, { ...list, cursor: first.next });
    await index.forget(pool, [idOf(1), idOf(4)]);
    const third = await index.list(pool, { ...list, cursor: second.next });
    expect(third).toMatchObject({
      total: 5,
      offset: 2,
      identities: [{ IdentityId: idOf(5) }, { IdentityId: idOf(6) }],
    });
    const back = await index.list(pool, { ...list, cursor: third.previous });
    expect(back).toMatchObject({ offset: 0, identities: [{ IdentityId: idOf(2) }, { IdentityId: idOf(3) }] });
    await index.forget(pool, [idOf(7)]);
    const behind = await index.list(pool, { ...list, cursor: third.next });
    expect(behind).toMatchObject({
      total: 4,
      offset: 2,
      identities: [{ IdentityId: idOf(5) }, { IdentityId: idOf(6) }],
    });
  });

  it('as a whole pool leaves nothing', async () => {
    await scan(index, pool, 'one', people(1, 2));
    await index.openScan(pool, 'two', 3000);
    await index.forgetPool(pool);
    expect(await index.summary(pool)).toBeUndefined();
    await expect(index.count(pool, all)).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('the file', () => {
  let dataDir: string;
  beforeEach(() => {
    dataDir = path.join(mkdtempSync(path.join(tmpdir(), 'lifeguard-index-')), 'data');
    index = createIdentityIndex(dataDir);
  });
  afterEach(async () => {
    await index.close();
    index = inMemory;
    rmSync(path.dirname(dataDir), { recursive: true, force: true });
  });

  async function reopen(): Promise<void> {
    await index.close();
    index = createIdentityIndex(dataDir);
  }

  it('lets a scan go on where it was after a restart, which counts what it is given twice once', async () => {
    await index.openScan(pool, 'one', 1000);
    await index.addPage(pool, 'one', { pass: 'all', after: 0, identities: people(1, 2), nextToken: 'second' });
    await reopen();
    expect(await index.openScan(pool, 'one', 5000)).toEqual({
      all: { nextToken: 'second', listed: 2, isComplete: false },
      enabled: atBeginning,
    });
    const half = await index.addPage(pool, 'one', {
      pass: 'all',
      after: 2,
      identities: people(2, 3),
      nextToken: undefined,
    });
    expect(half).toEqual({
      all: { nextToken: undefined, listed: 4, isComplete: true },
      enabled: atBeginning,
    });
    await index.addPage(pool, 'one', { pass: 'enabled', after: 0, identities: people(1, 2), nextToken: 'third' });
    await index.addPage(pool, 'one', { pass: 'enabled', after: 2, identities: people(1, 2), nextToken: undefined });
    expect(await index.finishScan(pool, 'one', 2000)).toMatchObject({ found: 3, disabled: 1 });
    expect(await index.summary(pool)).toMatchObject({ startedAt: 1000 });
  });

  it.each([1, 2, 3, 4])('of version %i keeps what the last scan found, and lets one begin anew', async (version) => {
    const older = openSqlite('identity-index', dataDir, migrations.slice(0, version));
    older.run("INSERT INTO pools (connection_id, pool_id, latest) VALUES ('local', ?, 1)", pool.poolId);
    older.run("INSERT INTO login_sets (pool, logins) VALUES (1, '[]')");
    older.run(`INSERT INTO scans (pool, scan_id, started_at, finished_at, appeared, gone, is_first)
      VALUES (1, 'one', 1000, 2000, 1, 0, 1)`);
    older.define(`
      CREATE TABLE identities_1 (pk INTEGER PRIMARY KEY, id BLOB UNIQUE, class INTEGER, created INTEGER, modified INTEGER);
      CREATE INDEX identities_1_created ON identities_1 (class, created, modified);
      CREATE INDEX identities_1_modified ON identities_1 (class, modified, created)`);
    older.run('INSERT INTO identities_1 VALUES (8, ?, 4, 0, 0)', bytesOf(pool.poolId, idOf(1)));
    older.run('INSERT INTO class_counts VALUES (1, 4, 1)');
    const [listed, token] = version < 4 ? ['listed', 'next_token'] : ['all_listed', 'all_token'];
    older.run(
      `INSERT INTO scans (pool, scan_id, started_at, ${listed}, ${token}) VALUES (1, 'two', 3000, 60, 'second')`,
    );
    older.define('CREATE TABLE staged_2 (seq INTEGER PRIMARY KEY, id BLOB NOT NULL) STRICT');
    older.close();
    expect(await idsIn({})).toEqual([idOf(1)]);
    expect(await index.summary(pool)).toMatchObject({ startedAt: 1000, finishedAt: 2000, counts: { total: 1 } });
    expect(await index.openScan(pool, 'two', 4000)).toEqual({ all: atBeginning, enabled: atBeginning });
    await listPasses(index, pool, 'two', people(1, 2));
    expect(await index.finishScan(pool, 'two', 5000)).toEqual({ found: 2, appeared: 1, gone: 0, disabled: 0 });
  });

  it('keeps what scans found, for its owner only', async () => {
    await scan(index, pool, 'one', people(1, 2));
    await reopen();
    expect(await idsIn({})).toEqual([idOf(1), idOf(2)]);
    expect(statSync(dataDir).mode & 0o777).toBe(0o700);
    expect(statSync(path.join(dataDir, 'identity-index.sqlite')).mode & 0o777).toBe(0o600);
  });

  it('is refused to a second Lifeguard', async () => {
    await index.ready();
    const second = createIdentityIndex(dataDir);
    await expect(second.ready()).rejects.toMatchObject({
      code: 'storage_locked',
      message: expect.stringContaining('Another Lifeguard uses this data folder'),
    });
    await second.close();
  });

  it('survives a kill -9 in the middle of the end of a scan, which then ends as if nothing had been', async () => {
    await scan(index, pool, 'one', people(1, 2));
    await index.close();
    const file = fileURLToPath(new URL('./kill-bed.ts', import.meta.url));
    const child = spawn(process.execPath, ['--no-warnings', file, dataDir, pool.poolId], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(child.stdout, 'data');
    child.kill('SIGKILL');
    await once(child, 'exit');
    index = createIdentityIndex(dataDir);
    expect(await index.openScan(pool, 'two', 3000)).toMatchObject({ enabled: { listed: 30_000, isComplete: true } });
    expect(await index.count(pool, all)).toBe(2);
    expect(await index.finishScan(pool, 'two', 4000)).toEqual({
      found: 30_000,
      appeared: 30_000,
      gone: 2,
      disabled: 0,
    });
    expect(await index.count(pool, all)).toBe(30_000);
  });
});

function people(...numbers: number[]): Listed[] {
  return numbers.map(person);
}

function person(number: number): Listed {
  return { IdentityId: idOf(number), Logins: [], CreationDate: now, LastModifiedDate: now, isDisabled: false };
}

function idOf(number: number): string {
  return `${region}:${number.toString(16).padStart(8, '0')}-1111-4222-8333-444444444444`;
}
