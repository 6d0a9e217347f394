import type { Endpoint } from '@lifeguard/shared/api/endpoint';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { allEndpoints } from '../routes/endpoints.ts';
import { type Answer, send, type Session, startBff, type TestBff } from '../testing/harness.ts';

const id = 'us-east-1:11111111-2222-3333-4444-555555555555';
const values: Record<string, string> = {
  connectionId: 'local',
  poolId: id,
  identityId: id,
  userPoolId: 'us-east-1_aB3dE6gH9',
  jobId: '11111111-2222-4333-8444-555555555555',
};
const pathOf = (endpoint: Endpoint) =>
  endpoint.path.replace(/:([A-Za-z]+)/g, (_, name: string) => values[name] ?? name);
const endpoints = allEndpoints.map((endpoint) => ({ endpoint, name: `${endpoint.method} ${endpoint.path}` }));
const guarded = endpoints.filter(({ endpoint }) => endpoint.path !== '/auth/local/exchange');

/** Nothing listens upstream: a request that gets through the gate shows by another status than these. */
describe('every endpoint refuses', () => {
  let bff: TestBff;
  let session: Session;
  let expired: Session;
  beforeAll(async () => {
    // A stream that is let through has to end.
    bff = await startBff({ timeouts: { streamMs: 1 } });
    expired = await bff.signIn();
    bff.clock.time += 9 * 3_600_000;
    session = await bff.signIn();
  });
  afterAll(() => bff.close());

  function ask(
    endpoint: Endpoint,
    as: Session | undefined,
    headers: Record<string, string | undefined> = {},
  ): Promise<Answer> {
    const body = endpoint.method === 'GET' ? {} : { body: {} };
    return send(bff, endpoint.method, pathOf(endpoint), {
      ...body,
      ...(as === undefined ? {} : { session: as }),
      headers,
    });
  }

  it.each(guarded)('no session: $name', async ({ endpoint }) => {
    const answer = await ask(endpoint, undefined, { 'X-Console-CSRF': session.csrf });
    expect(answer.body).toMatchObject({ status: 401, code: 'unauthenticated' });
    expect(answer.headers['content-type']).toContain('application/problem+json');
  });

  it.each(guarded)('an expired session: $name', async ({ endpoint }) => {
    expect((await ask(endpoint, expired)).body).toMatchObject({ status: 401, code: 'session_ended' });
  });

  it.each(guarded)('a wrong CSRF value: $name', async ({ endpoint }) => {
    expect((await ask(endpoint, { ...session, csrf: 'A'.repeat(43) })).body).toMatchObject({
      status: 403,
      code: 'forbidden',
    });
  });

  it.each(guarded)('a missing CSRF value: $name', async ({ endpoint }) => {
    expect((await ask(endpoint, session, { 'X-Console-CSRF': undefined })).body).toMatchObject({
      status: 403,
      code: 'forbidden',
    });
  });

  it.each(endpoints)('a foreign origin: $name', async ({ endpoint }) => {
    expect((await ask(endpoint, session, { Origin: 'http://127.0.0.1:1' })).body).toMatchObject({
      status: 403,
      code: 'forbidden',
    });
  });

  it.each(endpoints)('another site: $name', async ({ endpoint }) => {
    for (const site of ['cross-site', 'same-site']) {
      expect((await ask(endpoint, session, { 'Sec-Fetch-Site': site })).body).toMatchObject({
        status: 403,
        code: 'forbidden',
      });
    }
  });

  it.each(endpoints)('a foreign host: $name', async ({ endpoint }) => {
    expect((await ask(endpoint, session, { Host: `evil.test:${bff.port}` })).status).toBe(421);
  });

  it.each(guarded)('and lets its own page through: $name', async ({ endpoint }) => {
    if (endpoint.path === '/auth/logout') return;
    const answer = await ask(endpoint, session, { Origin: bff.origin, 'Sec-Fetch-Site': 'same-origin' });
    expect([401, 421]).not.toContain(answer.status);
    expect(answer.body?.code).not.toBe('forbidden');
  });

  it('unknown addresses tell nothing to strangers', async () => {
    const headers = { 'X-Console-CSRF': 'x' };
    expect((await send(bff, 'GET', '/api/unknown', { headers })).status).toBe(401);
    expect((await send(bff, 'GET', '/api/unknown', { session })).body).toMatchObject({
      status: 404,
      code: 'not_found',
    });
    expect((await send(bff, 'GET', '/API/session', { headers: {} })).status).toBe(403);
  });

  it('lists every endpoint in the OpenAPI document, behind the same gate', async () => {
    const { body } = await send(bff, 'GET', '/api/openapi.json', { session });
    expect((await send(bff, 'GET', '/api/openapi.json')).status).toBe(403);
    for (const { endpoint } of endpoints) {
      const operation = body.paths[endpoint.path.replace(/:([A-Za-z]+)/g, '{$1}')]?.[endpoint.method.toLowerCase()];
      expect({ path: endpoint.path, ...operation }).toMatchObject({
        path: endpoint.path,
        summary: endpoint.summary,
        'x-permission': endpoint.permission,
      });
    }
    expect(body.paths['/api/connections/{connectionId}/pools/{poolId}'].patch.parameters).toContainEqual(
      expect.objectContaining({ name: 'If-Match', required: true }),
    );
  });
});
