import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import type { AuditEntry } from '@lifeguard/shared/api/audit';

import { createPool, type Everything, patch, send, startAll } from '../../testing/harness.ts';

let all: Everything & { close(): Promise<void> };
beforeEach(async () => {
  all = await startAll();
  await all.call('PATCH', all.local(''), { readOnly: false });
});
afterEach(() => all.close());

async function entries(query = ''): Promise<AuditEntry[]> {
  const answer = await all.call('GET', `/api/audit?limit=200${query}`);
  expect(answer.status).toBe(200);
  return answer.body.entries;
}

const wordsOf = ({ phase, operation, outcome }: AuditEntry) => [phase, operation, outcome ?? '-'].join(' ');

describe('a save', () => {
  it('stands in the log before it is sent, and with what became of it', async () => {
    const pool = await createPool(all);
    const poolId = pool.document.IdentityPoolId;
    const answer = await patch(all, pool, { AllowUnauthenticatedIdentities: true });
    expect(answer.status).toBe(200);
    const correlationId = String(answer.headers['x-correlation-id']);
    const [outcome, plan, intent] = (await entries(`&pool=${poolId}`)).filter(
      (entry) => entry.correlationId === correlationId,
    );
    expect(intent).toMatchObject({
      phase: 'intent',
      operation: 'pool.update',
      actor: { name: 'Local user', ip: '127.0.0.1', sessionHash8: expect.stringMatching(/^[0-9a-f]{8}$/) },
      connection: { id: 'local', region: 'us-east-1' },
      target: { poolId, poolName: 'a pool' },
      params: { settings: ['AllowUnauthenticatedIdentities'], mergeDisjoint: false },
    });
    expect(plan).toMatchObject({ phase: 'intent', etagBefore: pool.etag, etagAfter: answer.body.etag });
    expect(outcome).toMatchObject({
      phase: 'outcome',
      outcome: 'applied',
      etagBefore: pool.etag,
      etagAfter: answer.body.etag,
      calls: [
        {
          service: 'cognito-identity',
          operation: 'UpdateIdentityPool',
          outcome: 'applied',
          awsRequestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
        },
      ],
    });
    expect((await all.call('GET', '/api/audit/verify')).body).toMatchObject({ ok: true });
  });

  it('that is refused stands there too, with the reason', async () => {
    const pool = await createPool(all);
    const saved = (await patch(all, pool, { AllowUnauthenticatedIdentities: true })).body;
    expect((await patch(all, saved, { AllowUnauthenticatedIdentities: true })).status).toBe(200);
    expect((await patch(all, pool, { IdentityPoolName: 'b' })).status).toBe(412);
    await all.call('PATCH', all.local(''), { readOnly: true });
    expect((await patch(all, pool, { IdentityPoolName: 'c' })).status).toBe(403);
    const found = (await entries('&operation=pool.update')).filter(({ phase }) => phase === 'outcome');
    expect(found.map(({ outcome, errorCode }) => [outcome, errorCode])).toEqual([
      ['refused', 'read_only'],
      ['refused', 'stale_version'],
      ['unchanged', undefined],
      ['applied', undefined],
    ]);
  });

  it('carries the words of the person, without what looks like a credential', async () => {
    const pool = await createPool(all);
    const headers = {
      'If-Match': pool.etag,
      'X-Console-Note': encodeURIComponent('für Ada\r\nAKIAIOSFODNN7EXAMPLE'),
    };
    const path = all.local(`/pools/${encodeURIComponent(pool.document.IdentityPoolId)}`);
    const body = { base: pool.document, changes: { IdentityPoolName: 'b' }, mergeDisjoint: false };
    expect((await all.call('PATCH', path, body, headers)).status).toBe(200);
    expect((await entries('&operation=pool.update'))[0]?.note).toBe('für Ada  [redacted]');
  });
});

describe('the log', () => {
  it('has sign-ins that went well, and of those that failed so many that it stays readable', async () => {
    for (let count = 0; count < 15; count += 1) {
      await send(all.bff, 'POST', '/auth/local/exchange', { body: { token: `guess-${count}` } });
    }
    all.bff.clock.time += 60_000;
    await send(all.bff, 'POST', '/auth/local/exchange', { body: { token: 'guess' } });
    const session = await all.bff.signIn();
    await send(all.bff, 'POST', '/auth/logout', { session, body: {} });
    const [out, signedIn, last, ...failed] = await entries('&operation=session.sign-in').then(async (ins) => [
      ...(await entries('&operation=session.sign-out')),
      ...ins,
    ]);
    expect(out).toMatchObject({ phase: 'event', outcome: 'applied', actor: signedIn?.actor });
    expect(last).toMatchObject({ outcome: 'refused', actor: { name: 'Nobody' }, params: { notRecordedBefore: 5 } });
    expect(failed.filter(({ outcome }) => outcome === 'refused')).toHaveLength(10);
  });

  it('has who turned editing on', async () => {
    await all.call('PATCH', all.local(''), { readOnly: true });
    const found = await entries('&operation=connection.editing');
    expect(found.map((entry) => [wordsOf(entry), entry.params?.readOnly])).toEqual([
      ['outcome connection.editing applied', true],
      ['intent connection.editing -', true],
      ['outcome connection.editing applied', false],
      ['intent connection.editing -', false],
    ]);
  });

  it('is filtered and paged by its query, and refuses another one', async () => {
    for (let count = 0; count < 3; count += 1) await createPool(all);
    const all3 = await entries('&operation=pool.create&outcome=applied');
    const first = await all.call('GET', '/api/audit?operation=pool.create&outcome=applied&limit=2');
    const second = await all.call(
      'GET',
      `/api/audit?operation=pool.create&outcome=applied&limit=2&cursor=${first.body.next}`,
    );
    expect([...first.body.entries, ...second.body.entries]).toEqual(all3);
    expect(all3).toHaveLength(3);
    expect(second.body.next).toBeUndefined();
    for (const query of ['operation=x', 'limit=0', 'from=yesterday', 'cursor=1', 'order=up']) {
      expect((await all.call('GET', `/api/audit?${query}`)).status).toBe(400);
    }
  });

  it('says who has read it, once for all pages', async () => {
    await all.call('GET', '/api/audit?limit=1&operation=pool.create');
    await all.call('GET', '/api/audit?limit=1&operation=pool.create&cursor=99999999999999.99');
    await all.call('GET', '/api/audit/verify');
    const found = (await entries()).filter(({ operation }) => operation.startsWith('audit.'));
    expect(found.map((entry) => [entry.operation, entry.params])).toEqual([
      ['audit.verify', undefined],
      ['audit.read', { limit: '1', operation: 'pool.create' }],
      ['audit.segment', expect.objectContaining({ reason: 'first' })],
    ]);
  });

  it('is exported whole as JSON Lines, and as CSV that no spreadsheet runs', async () => {
    await createPool(all, { IdentityPoolName: '=1+1' });
    const found = await entries();
    const jsonl = await all.call('GET', '/api/audit/export?format=jsonl');
    expect(jsonl.headers['content-disposition']).toContain('lifeguard-audit-2026-03-01.jsonl');
    // Above those: that they were read, and that they were exported.
    const [, , ...rest] = jsonl.text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(rest).toEqual(found);
    const csv = await all.call('GET', '/api/audit/export?format=csv&operation=pool.create');
    const [header, outcome, intent] = csv.text.trimEnd().split('\n');
    expect(header).toMatch(/^seq,at,phase,operation,outcome,actor\.name,/);
    expect(outcome).toContain(`,outcome,pool.create,applied,Local user,`);
    expect(intent).toContain(",'=1+1,");
    expect((await entries('&operation=audit.export')).map(({ params }) => params?.format)).toEqual(['csv', 'jsonl']);
  });
});
