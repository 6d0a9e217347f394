import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { type LocalAws, startLocalAws } from '@lifeguard/local-aws/server';
import type { AuditEntry } from '@lifeguard/shared/api/audit';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { type PostgresServer, startPostgres } from '../../store/postgres/test-server.ts';
import { replaced, tamper } from '../../store/tests/audit-bed.ts';
import { openRecords } from '../../store/records/open.ts';
import { createPool, type Everything, faults, patch, startBeside, untilHeld } from '../../testing/harness.ts';

let aws: LocalAws;
beforeAll(async () => {
  aws = await startLocalAws();
});
afterAll(() => aws.close());

async function entriesOf(all: Everything, query = ''): Promise<AuditEntry[]> {
  const answer = await all.call('GET', `/api/audit?limit=200${query}`);
  if (answer.status !== 200) throw new Error(answer.text);
  return answer.body.entries;
}

describe('with the database away', () => {
  let server: PostgresServer;
  let all: Everything;
  /** Of another console, which has no database: what AWS has. */
  let beside: Everything;
  beforeAll(async () => {
    server = await startPostgres();
    beside = await startBeside(aws);
  });
  beforeEach(async () => {
    all = await startBeside(aws, { config: { databaseUrl: await server.newDatabase() } });
    await all.call('PATCH', all.local(''), { readOnly: false });
  });
  afterEach(() => all.close());
  afterAll(async () => {
    await beside.close();
    await server.close();
  });

  const nameOf = async (poolId: string) =>
    (await beside.call('GET', beside.local(`/pools/${encodeURIComponent(poolId)}`))).body.document.IdentityPoolName;

  it('nothing is written to AWS, and it goes on by itself', async () => {
    const pool = await createPool(all);
    const poolId = pool.document.IdentityPoolId;
    await server.stop();
    // Whose session it is can't be said, either.
    const refused = await patch(all, pool, { IdentityPoolName: 'b' });
    expect(refused.body).toMatchObject({ status: 503, code: 'storage_unusable' });
    expect(refused.body.detail).toContain('nothing was written');
    const removed = await all.call('DELETE', all.local(`/pools/${encodeURIComponent(poolId)}`), { confirm: 'a pool' });
    expect(removed.body.code).toBe('storage_unusable');
    expect(await nameOf(poolId)).toBe('a pool');

    await server.start();
    expect((await all.call('PATCH', all.local(''), { readOnly: true })).status).toBe(200);
    const onAgain = () => all.call('PATCH', all.local(''), { readOnly: false }).then(({ status }) => status);
    await expect.poll(onAgain).toBe(200);
    expect((await patch(all, pool, { IdentityPoolName: 'b' })).status).toBe(200);
    await expect
      .poll(async () => (await entriesOf(all, '&operation=connection.editing')).map(({ params }) => params?.readOnly))
      .toContain(true);
    expect((await all.call('GET', '/api/audit/verify')).body).toMatchObject({ ok: true });
  });

  it('what was done meanwhile is not said to be done until it stands there', async () => {
    const pool = await createPool(all);
    await faults(all, { operation: 'UpdateIdentityPool', hold: true, times: 1 });
    const saving = patch(all, pool, { IdentityPoolName: 'b' });
    await untilHeld(all);
    await server.stop();
    await faults(all);
    const answer = await saving;
    expect(answer.body).toMatchObject({ status: 503, code: 'audit_unavailable' });
    expect(answer.body.detail).toMatch(/^This was done, but the audit log can't be written at the moment/);
    expect(await nameOf(pool.document.IdentityPoolId)).toBe('b');
    await server.start();
    const outcomes = async () =>
      (await entriesOf(all, '&operation=pool.update')).map(({ phase, outcome }) => `${phase} ${outcome ?? ''}`);
    await expect.poll(() => outcomes().catch(() => [])).toEqual(['outcome applied', 'intent ', 'intent ']);
  });
});

describe('at the start', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'lifeguard-audit-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const newDataDir = () => path.join(mkdtempSync(path.join(folder, 'at-')), 'data');
  const start = (dataDir: string, auditKeyFile?: string) => startBeside(aws, { config: { dataDir, auditKeyFile } });
  const troubleOf = async (all: Everything) => (await all.call('GET', '/api/audit?limit=1')).body.trouble;

  it('a log of another key is named, read, and gone on with in a new segment', async () => {
    const dataDir = newDataDir();
    const before = await start(dataDir);
    await before.close();
    const keyFile = path.join(folder, 'other.key');
    writeFileSync(keyFile, randomBytes(32), { mode: 0o600 });
    const all = await start(dataDir, keyFile);
    expect(await troubleOf(all)).toMatchObject({ reason: 'other_key' });
    expect(all.bff.lines.some((line) => line.includes('audit log in trouble'))).toBe(true);
    const segments = await entriesOf(all, '&operation=audit.segment');
    expect(segments.map(({ params }) => params?.reason)).toEqual(['other_key', 'first']);
    expect((await all.call('GET', '/api/audit/verify')).body).toMatchObject({
      ok: false,
      firstBad: { seq: 1, reason: 'other_key', message: expect.stringContaining('another key') },
    });
    await createPool(all);
    await all.close();
  });

  it('a broken chain is named, and gone on with', async () => {
    const dataDir = newDataDir();
    const before = await start(dataDir);
    for (let count = 0; count < 3; count += 1) await createPool(before);
    await before.close();
    const records = openRecords({ dataDir }, () => undefined);
    await tamper(records, replaced(4, 'Local user', 'Somebody'));
    await records.close();
    const all = await start(dataDir);
    await expect.poll(() => troubleOf(all)).toMatchObject({ reason: 'broken', seq: 4 });
    await expect
      .poll(async () => (await entriesOf(all, '&operation=audit.segment')).map(({ params }) => params?.firstBad))
      .toEqual([4, undefined]);
    expect(await entriesOf(all, '&actor=Somebody')).toHaveLength(1);
    await createPool(all);
    await all.close();
  });

  it('what was cut off is settled by a look at the pool', async () => {
    const dataDir = newDataDir();
    const before = await start(dataDir);
    const pool = await createPool(before);
    const poolId = pool.document.IdentityPoolId;
    const connection = { id: 'local', region: 'us-east-1' };
    const gone = 'us-east-1:11111111-2222-4333-8444-555555555555';
    const intend = async (
      correlationId: string,
      operation: 'pool.update' | 'pool.delete' | 'developer-user.merge',
      target: { poolId: string },
      ...plans: { etagBefore?: string; etagAfter?: string }[]
    ) => {
      for (const plan of [{}, ...plans]) {
        const about = { correlationId, operation, connection, target, actor: { name: 'Ada' } };
        await before.bff.context.auditLog.append([{ phase: 'intent', ...about, ...plan }]);
      }
    };
    const other = '"v1.x"';
    await intend('never sent', 'pool.update', { poolId });
    await intend('sent', 'pool.update', { poolId }, { etagBefore: other, etagAfter: pool.etag });
    await intend('not arrived', 'pool.update', { poolId }, { etagBefore: pool.etag, etagAfter: other });
    await intend('changed since', 'pool.update', { poolId }, { etagBefore: other, etagAfter: '"v1.y"' });
    await intend('not deleted', 'pool.delete', { poolId }, {});
    await intend('deleted', 'pool.delete', { poolId: gone }, {});
    await intend('merged?', 'developer-user.merge', { poolId });
    await before.close();

    const all = await start(dataDir);
    const outcomes = async () => {
      const ended = (await entriesOf(all, '&actor=Ada')).filter(({ phase }) => phase === 'outcome');
      return Object.fromEntries(ended.map(({ correlationId, outcome }) => [correlationId, outcome]));
    };
    await expect.poll(outcomes).toEqual({
      'never sent': 'not_applied',
      sent: 'applied',
      'not arrived': 'not_applied',
      'changed since': 'unknown',
      'not deleted': 'not_applied',
      deleted: 'applied',
      'merged?': 'unknown',
    });
    expect(await all.bff.context.auditLog.openIntents(Number.MAX_SAFE_INTEGER)).toEqual([]);
    await all.close();
  });

  it('and at the end the head is logged', async () => {
    const all = await start(newDataDir());
    await createPool(all);
    const { head } = (await all.call('GET', '/api/audit?limit=1')).body;
    await all.close();
    const heads = all.bff.lines.filter((line) => line.includes('audit head'));
    expect(heads.length).toBeGreaterThanOrEqual(2);
    // Since then one entry more: that the log was read.
    expect(heads.at(-1)).toContain(`"head":"${head.seq + 1}:`);
  });
});
