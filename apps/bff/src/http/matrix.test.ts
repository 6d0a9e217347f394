import type { Endpoint } from '@lifeguard/shared/api/endpoint';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { createApp } from '../app.ts';
import { declaredEndpoints, nameOf, routesOf } from '../testing/endpoints.ts';
import { reportPath } from './gate.ts';
import { type Answer, send, type Session, startBff, type TestBff } from '../testing/harness.ts';

const id = 'us-east-1:11111111-2222-3333-4444-555555555555';
const values: Record<string, string> = {
  connectionId: 'local',
  poolId: id,
  identityId: id,
  userPoolId: 'us-east-1_aB3dE6gH9',
  jobId: '11111111-2222-4333-8444-555555555555',
  savedFilterId: '11111111-2222-4333-8444-555555555555',
  roleName: 'a-role',
};
const pathOf = (endpoint: Endpoint) =>
  endpoint.path.replace(/:([A-Za-z]+)/g, (_, name: string) => values[name] ?? name);
const declared = await declaredEndpoints();
const endpoints = declared.map((endpoint) => ({ endpoint, name: nameOf(endpoint) }));
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

  it.each(endpoints)('and lets its own page through: $name', async ({ endpoint }) => {
    const isSignOut = endpoint.path === '/auth/logout';
    const answer = await ask(endpoint, isSignOut ? await bff.signIn() : session, {
      Origin: bff.origin,
      'Sec-Fetch-Site': 'same-origin',
    });
    expect([401, 421]).not.toContain(answer.status);
    expect(answer.body?.code).not.toBe('forbidden');
    // What is declared is served: what a handler does not find has words of its own.
    const unknown = await send(bff, 'GET', '/api/unknown', { session });
    expect(answer.body?.detail).not.toBe(unknown.body.detail);
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

  it('serves what is declared, and lists what is served', async () => {
    const { body } = await send(bff, 'GET', '/api/openapi.json', { session });
    const listed = Object.entries<object>(body.paths).flatMap(([path, operations]) =>
      Object.keys(operations).map((method) => `${method.toUpperCase()} ${path.replace(/{(\w+)}/g, ':$1')}`),
    );
    const served = routesOf(createApp(bff.context)).filter((name) => name !== `POST ${reportPath}`);
    expect(served.toSorted()).toEqual(declared.map(nameOf).toSorted());
    expect(listed.toSorted()).toEqual(served.toSorted());
  });

  it('describes every endpoint in the OpenAPI document, behind the same gate', async () => {
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

  it('says in the OpenAPI document what may stand in a map', async () => {
    const { body } = await send(bff, 'GET', '/api/openapi.json', { session });
    const pools = body.paths['/api/connections/{connectionId}/pools'];
    const { properties } = pools.post.requestBody.content['application/json'].schema;
    const map = { type: 'object', additionalProperties: { type: 'string' } };
    expect(properties.IdentityPoolTags).toMatchObject(map);
    expect(properties.SupportedLoginProviders).toMatchObject(map);
    const { patch } = body.paths['/api/connections/{connectionId}/pools/{poolId}'];
    const edit = patch.requestBody.content['application/json'].schema.properties;
    expect(edit.base.properties.IdentityPoolTags).toMatchObject(map);
    expect(edit.base.properties.PrincipalTagAttributeMaps.additionalProperties.properties.PrincipalTags).toMatchObject(
      map,
    );
  });
});
