import { describe, expect, it } from 'vitest';

import { send, startBff } from '../testing/harness.ts';

describe('limits', () => {
  it('a session has so many requests and fewer writes, and is told when to come back', async () => {
    const bff = await startBff({
      limits: {
        session: { perSecond: 5, burst: 5, burstSeconds: 60 },
        writes: { perSecond: 1, burst: 1, burstSeconds: 60 },
      },
    });
    const session = await bff.signIn();
    const write = () => send(bff, 'PATCH', '/api/connections/local', { session, body: { readOnly: false } });
    const writes = await Promise.all([write(), write(), write(), write()]);
    expect(writes.filter((answer) => answer.status === 429).length).toBeGreaterThanOrEqual(1);
    const reads = await Promise.all(Array.from({ length: 20 }, () => send(bff, 'GET', '/api/session', { session })));
    const refused = reads.filter((answer) => answer.status === 429);
    expect(refused.length).toBeGreaterThanOrEqual(5);
    expect(refused[0]?.body).toMatchObject({ code: 'rate_limited', retryAfterMs: expect.any(Number) });
    expect(Number(refused[0]?.headers['retry-after'])).toBeGreaterThanOrEqual(1);
    const other = await bff.signIn();
    expect((await send(bff, 'GET', '/api/session', { session: other })).status).toBe(200);
    await bff.close();
  });

  it('too much in flight is refused instead of queued', async () => {
    const bff = await startBff({ limits: { inFlight: 0 } });
    const answer = await send(bff, 'GET', '/api/session', { headers: { 'X-Console-CSRF': 'x' } });
    expect(answer.body).toMatchObject({ status: 503, code: 'unavailable' });
    expect(answer.headers['retry-after']).toBe('2');
    await bff.close();
  });

  it('reports are limited', async () => {
    const bff = await startBff({ limits: { reports: { perMinute: 2 } } });
    const report = () =>
      send(bff, 'POST', '/csp-report', { raw: '[]', headers: { 'Content-Type': 'application/reports+json' } });
    const statuses = [await report(), await report(), await report()].map((answer) => answer.status);
    expect(statuses).toEqual([204, 204, 429]);
    await bff.close();
  });
});
