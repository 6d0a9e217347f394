import { request } from 'node:http';

import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { type LocalAws, startLocalAws } from '../server.ts';
import { rawCall } from '../testing/raw-call.ts';

let service: LocalAws;
beforeEach(async () => {
  service = await startLocalAws();
});
afterEach(() => service.close());

async function control(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
  const response = await fetch(`${service.url}/_local/${path}`, {
    method,
    headers: { 'content-type': 'application/json', ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: response.status, headers: response.headers, json: await response.json() };
}

async function newPool(members: Record<string, unknown> = {}): Promise<string> {
  const input = { IdentityPoolName: 'p', AllowUnauthenticatedIdentities: true, ...members };
  return ((await rawCall(service.url, 'CreateIdentityPool', input)).json as { IdentityPoolId: string }).IdentityPoolId;
}

async function poolCount(): Promise<number> {
  const { json } = await rawCall(service.url, 'ListIdentityPools', { MaxResults: 60 });
  return (json as { IdentityPools: unknown[] }).IdentityPools.length;
}

describe('who may use them', () => {
  test('health answers', async () => {
    expect((await control('GET', 'health')).json).toEqual({ status: 'ok' });
  });

  test('another Host is refused', async () => {
    const status = await new Promise((resolve, reject) => {
      const headers = { host: 'evil.example' };
      request(`${service.url}/_local/health`, { headers }, (answer) => resolve(answer.resume().statusCode))
        .on('error', reject)
        .end();
    });
    expect(status).toBe(403);
  });

  test('a web page is refused and told nothing by CORS', async () => {
    const answer = await control('POST', 'reset', undefined, { origin: 'https://evil.example' });
    expect(answer.status).toBe(403);
    expect(answer.headers.get('access-control-allow-origin')).toBeNull();
  });

  test('a write needs the JSON content type, an unknown path is a 404', async () => {
    expect((await control('PUT', 'clock', { offsetSeconds: 1 }, { 'content-type': 'text/plain' })).status).toBe(415);
    expect((await control('GET', 'nothing')).status).toBe(404);
  });

  test('a bad body names the field', async () => {
    const answer = await control('PUT', 'clock', { offsetSeconds: 'soon' });
    expect(answer.status).toBe(400);
    expect(answer.json).toMatchObject({ fields: [{ field: 'offsetSeconds' }] });
  });
});

test('reset forgets pools and faults', async () => {
  await newPool();
  await control('PUT', 'faults', { rules: [{ operation: '*', error: 'TooManyRequestsException', times: 9 }] });
  expect((await control('POST', 'reset')).status).toBe(200);
  expect(await poolCount()).toBe(0);
});

test('the clock shifts timestamps, not the date check of signatures', async () => {
  await control('PUT', 'clock', { offsetSeconds: -86_400 });
  const { json } = await rawCall(service.url, 'GetId', { IdentityPoolId: await newPool() });
  const described = await rawCall(service.url, 'DescribeIdentity', json);
  const { CreationDate } = described.json as { CreationDate: number };
  expect(Date.now() / 1000 - CreationDate).toBeGreaterThan(86_000);
});

describe('faults', () => {
  test('fail the next calls with AWS’s usual message, then are used up', async () => {
    await control('PUT', 'faults', {
      rules: [{ operation: 'ListIdentityPools', error: 'TooManyRequestsException', times: 2 }],
    });
    const failed = { __type: 'TooManyRequestsException', message: 'Rate exceeded' };
    const list = () => rawCall(service.url, 'ListIdentityPools', { MaxResults: 1 });
    expect((await list()).json).toEqual(failed);
    expect((await list()).json).toEqual(failed);
    expect((await list()).status).toBe(200);
  });

  test('afterEffect applies the write, then fails', async () => {
    await control('PUT', 'faults', {
      rules: [{ operation: 'CreateIdentityPool', error: 'InternalErrorException', afterEffect: true }],
    });
    const input = { IdentityPoolName: 'p', AllowUnauthenticatedIdentities: true };
    expect((await rawCall(service.url, 'CreateIdentityPool', input)).status).toBe(500);
    expect(await poolCount()).toBe(1);
  });

  test('hang never answers, with the effect where asked', async () => {
    await control('PUT', 'faults', { rules: [{ operation: 'CreateIdentityPool', hang: true, afterEffect: true }] });
    const input = { IdentityPoolName: 'p', AllowUnauthenticatedIdentities: true };
    const hanging = rawCall(service.url, 'CreateIdentityPool', input);
    const isAnswered = hanging.then(() => true);
    await expect.poll(poolCount).toBe(1);
    expect(await Promise.race([isAnswered, Promise.resolve(false)])).toBe(false);
    await service.close();
    await expect(hanging).rejects.toThrow('fetch failed');
    service = await startLocalAws();
  });

  test('a delay alone waits and then works', async () => {
    await control('PUT', 'faults', { rules: [{ operation: 'ListIdentityPools', delayMs: 60 }] });
    const started = performance.now();
    expect((await rawCall(service.url, 'ListIdentityPools', { MaxResults: 1 })).status).toBe(200);
    expect(performance.now() - started).toBeGreaterThan(55);
  });
});

describe('many identities', () => {
  test('are spread over days, and some have logins', async () => {
    const IdentityPoolId = await newPool({ SupportedLoginProviders: { 'graph.facebook.com': '1' } });
    const wanted = { IdentityPoolId, count: 40, authenticatedShare: 0.25, olderThanDays: 30 };
    expect((await control('POST', 'identities', wanted)).json).toEqual({ created: 40 });
    const { json } = await rawCall(service.url, 'ListIdentities', { IdentityPoolId, MaxResults: 60 });
    const { Identities } = json as { Identities: { Logins?: string[]; CreationDate: number }[] };
    expect(Identities).toHaveLength(40);
    expect(Identities.filter(({ Logins }) => Logins?.includes('graph.facebook.com'))).toHaveLength(10);
    const [first, last] = [Identities.at(0), Identities.at(-1)].map((identity) => identity?.CreationDate ?? 0);
    expect(((last ?? 0) - (first ?? 0)) / 86_400).toBeCloseTo(29.25, 1);
  });

  test('need a pool, and a provider for those with logins', async () => {
    const missing = { IdentityPoolId: 'us-east-1:0', count: 1 };
    expect((await control('POST', 'identities', missing)).json).toMatchObject({
      fields: [{ field: 'IdentityPoolId' }],
    });
    const unlinked = { IdentityPoolId: await newPool(), count: 1, authenticatedShare: 1 };
    expect((await control('POST', 'identities', unlinked)).json).toMatchObject({
      fields: [{ field: 'authenticatedShare' }],
    });
  });
});
