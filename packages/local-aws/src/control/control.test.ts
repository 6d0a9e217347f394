import { decodeJwt } from 'jose';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { send } from '../conformance/support/http.ts';
import { type Aws, isRemote, startAws } from '../conformance/support/setup.ts';

let aws: Aws;
beforeEach(async () => {
  aws = await startAws();
});
afterEach(() => aws.close());

async function control(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
  const answer = await send(`${aws.url}/_local/${path}`, {
    method,
    headers: { 'content-type': 'application/json', ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { ...answer, json: JSON.parse(answer.text) as unknown };
}

async function newPool(): Promise<string> {
  return (await aws.createPool({ SupportedLoginProviders: { 'graph.facebook.com': '1' } })).IdentityPoolId;
}

async function poolCount(): Promise<number> {
  const { text } = await aws.raw('ListIdentityPools', { MaxResults: 60 });
  return (JSON.parse(text) as { IdentityPools: unknown[] }).IdentityPools.length;
}

async function identitiesOf(IdentityPoolId: string): Promise<{ Logins?: string[]; CreationDate: number }[]> {
  const found: { Logins?: string[]; CreationDate: number }[] = [];
  let NextToken: string | undefined;
  do {
    const answer = await aws.raw('ListIdentities', { IdentityPoolId, MaxResults: 60, NextToken });
    const page = JSON.parse(answer.text) as { Identities: typeof found; NextToken?: string };
    found.push(...page.Identities);
    NextToken = page.NextToken;
  } while (NextToken !== undefined);
  return found;
}

// Only the local AWS has control endpoints.
describe.skipIf(isRemote)('control endpoints', () => {
  describe('who may use them', () => {
    test('health answers', async () => {
      expect((await control('GET', 'health')).json).toEqual({ status: 'ok' });
    });

    test.each(['evil.example', '127.0.0.1', 'localhost:1', '127.0.0.1.evil.example:80'])(
      'the Host %s is refused',
      async (host) => {
        expect((await control('POST', 'reset', {}, { host })).status).toBe(403);
      },
    );

    test('a web page is refused and told nothing by CORS', async () => {
      const answer = await control('POST', 'reset', undefined, { origin: 'https://evil.example' });
      expect(answer.status).toBe(403);
      expect(answer.headers).not.toHaveProperty('access-control-allow-origin');
    });

    test('a write needs the JSON content type, an unknown path is a 404', async () => {
      expect((await control('PUT', 'clock', { offsetSeconds: 1 }, { 'content-type': 'text/plain' })).status).toBe(415);
      expect((await control('GET', 'nothing')).status).toBe(404);
    });

    test.each([
      ['clock', { offsetSeconds: '1' }, 'offsetSeconds'],
      ['faults', { rules: [{ operation: '*', status: 200 }] }, 'rules.0.status'],
      ['faults', { rules: [{ operation: '*', times: 0 }] }, 'rules.0.times'],
    ])('the bad field of %s %j is named', async (path, body, field) => {
      const answer = await control('PUT', path, body);
      expect(answer.status).toBe(400);
      expect(answer.json).toMatchObject({ fields: [{ field }] });
    });
  });

  test('reset forgets pools and faults', async () => {
    await newPool();
    await control('PUT', 'faults', { rules: [{ operation: '*', error: 'TooManyRequestsException', times: 9 }] });
    expect((await control('POST', 'reset')).status).toBe(200);
    expect(await poolCount()).toBe(0);
  });

  test.each([-86_400, 86_400.000_25])(
    'the clock shifts timestamps by %d s, not the date check of signatures',
    async (offsetSeconds) => {
      await control('PUT', 'clock', { offsetSeconds });
      const IdentityPoolId = await newPool();
      await aws.raw('GetId', { IdentityPoolId });
      const [identity] = await identitiesOf(IdentityPoolId);
      expect((identity?.CreationDate ?? 0) * 1000 - Date.now()).toBeCloseTo(offsetSeconds * 1000, -5);
    },
  );

  describe('faults', () => {
    test('fail the next calls with AWS’s usual message, then are used up', async () => {
      await control('PUT', 'faults', {
        rules: [{ operation: 'ListIdentityPools', error: 'TooManyRequestsException', times: 2 }],
      });
      const failed = { __type: 'TooManyRequestsException', message: 'Rate exceeded' };
      const list = () => aws.raw('ListIdentityPools', { MaxResults: 1 });
      expect(JSON.parse((await list()).text)).toEqual(failed);
      expect(JSON.parse((await list()).text)).toEqual(failed);
      expect((await list()).status).toBe(200);
    });

    test('afterEffect applies the write, then fails', async () => {
      await control('PUT', 'faults', {
        rules: [{ operation: 'CreateIdentityPool', error: 'InternalErrorException', afterEffect: true }],
      });
      const input = { IdentityPoolName: 'p', AllowUnauthenticatedIdentities: true };
      expect((await aws.raw('CreateIdentityPool', input)).status).toBe(500);
      expect(await poolCount()).toBe(1);
    });

    test('hang never answers, with the effect where asked', async () => {
      await control('PUT', 'faults', { rules: [{ operation: 'CreateIdentityPool', hang: true, afterEffect: true }] });
      const input = { IdentityPoolName: 'p', AllowUnauthenticatedIdentities: true };
      const hanging = aws.raw('CreateIdentityPool', input);
      const isAnswered = hanging.then(() => true);
      await expect.poll(poolCount).toBe(1);
      expect(await Promise.race([isAnswered, Promise.resolve(false)])).toBe(false);
      await aws.close();
      await expect(hanging).rejects.toThrow('socket hang up');
      aws = await startAws();
    });

    test('hold keeps calls until other rules are armed, and then does what else the rule says', async () => {
      const held = async () => (await control('GET', 'faults')).json;
      await control('PUT', 'faults', {
        rules: [
          { operation: 'CreateIdentityPool', hold: true },
          { operation: 'CreateIdentityPool', hold: true, error: 'TooManyRequestsException' },
        ],
      });
      const input = { IdentityPoolName: 'p', AllowUnauthenticatedIdentities: true };
      const answers = Promise.all([aws.raw('CreateIdentityPool', input), aws.raw('CreateIdentityPool', input)]);
      await expect.poll(held).toEqual({ held: 2 });
      expect(await poolCount()).toBe(0);
      await control('PUT', 'faults', { rules: [] });
      expect((await answers).map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 400]);
      expect(await held()).toEqual({ held: 0 });
      expect(await poolCount()).toBe(1);
    });

    test('unprocessedShare reports a share of the ids back, and the others are deleted', async () => {
      const IdentityPoolId = await newPool();
      await control('POST', 'identities', { IdentityPoolId, count: 20 });
      const listed = JSON.parse((await aws.raw('ListIdentities', { IdentityPoolId, MaxResults: 60 })).text) as {
        Identities: { IdentityId: string }[];
      };
      const ids = listed.Identities.map(({ IdentityId }) => IdentityId);
      const rule = { operation: 'DeleteIdentities', unprocessed: 'InternalServerError', unprocessedShare: 0.1 };
      await control('PUT', 'faults', { rules: [rule] });
      const { text } = await aws.raw('DeleteIdentities', { IdentityIdsToDelete: ids });
      const left = [ids[9], ids[19]].map((IdentityId) => ({ IdentityId, ErrorCode: 'InternalServerError' }));
      expect(JSON.parse(text)).toEqual({ UnprocessedIdentityIds: left });
      expect(await identitiesOf(IdentityPoolId)).toHaveLength(2);
    });

    test('a delay alone waits and then works', async () => {
      await control('PUT', 'faults', { rules: [{ operation: 'ListIdentityPools', delayMs: 60 }] });
      const started = performance.now();
      expect((await aws.raw('ListIdentityPools', { MaxResults: 1 })).status).toBe(200);
      expect(performance.now() - started).toBeGreaterThan(55);
    });
  });

  test.each([
    ['cognito-idp.us-east-1.amazonaws.com/us-east-1_X', {}, 'id'],
    ['cognito-idp.us-east-1.amazonaws.com/us-east-1_X', { token_use: 'access' }, 'access'],
    ['accounts.google.com', {}, undefined],
  ])('an ID token of %s with the claims %j says that it is used as %s', async (provider, claims, use) => {
    const token = await aws.loginToken(provider, { sub: 'alice', ...claims });
    expect(decodeJwt(token)['token_use']).toBe(use);
  });

  test('a claim that could get lost on the way is refused', async () => {
    const body = '{"provider":"accounts.google.com","claims":{"sub":"alice","__proto__":"admin"}}';
    const answer = await send(`${aws.url}/_local/login-tokens`, {
      headers: { 'content-type': 'application/json' },
      body,
    });
    expect(answer.status).toBe(400);
    expect(JSON.parse(answer.text)).toMatchObject({
      fields: [{ field: 'claims', message: expect.stringContaining('__proto__') }],
    });
  });

  test('a role is made once, with a trust policy that IAM takes from nobody any more', async () => {
    const role = { RoleName: 'old', AssumeRolePolicyDocument: '{"Statement":[]}' };
    const made = await control('POST', 'roles', role);
    expect(made.json).toEqual({ Arn: 'arn:aws:iam::123456789012:role/old' });
    const again = await control('POST', 'roles', role);
    expect(again).toMatchObject({ status: 400, json: { error: 'Role with name old already exists.' } });
    const unnamed = await control('POST', 'roles', { ...role, RoleName: 'a b' });
    expect(unnamed).toMatchObject({ status: 400, json: { fields: [{ field: 'RoleName' }] } });
  });

  describe('many identities', () => {
    test.each([
      [0.29, 100, 29],
      [0.57, 100, 57],
      [1 / 3, 99, 33],
      [1, 7, 7],
      [0, 7, 0],
    ])('have logins for the share %d of %d exactly', async (authenticatedShare, count, expected) => {
      const IdentityPoolId = await newPool();
      const made = await control('POST', 'identities', { IdentityPoolId, count, authenticatedShare });
      expect(made.json).toEqual({ created: count });
      const identities = await identitiesOf(IdentityPoolId);
      const linked = identities.filter((identity) => identity.Logins?.includes('graph.facebook.com'));
      expect([identities.length, linked.length]).toEqual([count, expected]);
    });

    test('are spread over days', async () => {
      const IdentityPoolId = await newPool();
      await control('POST', 'identities', { IdentityPoolId, count: 40, olderThanDays: 30 });
      const identities = await identitiesOf(IdentityPoolId);
      const [first, last] = [identities.at(0), identities.at(-1)].map((identity) => identity?.CreationDate ?? 0);
      expect(((last ?? 0) - (first ?? 0)) / 86_400).toBeCloseTo(29.25, 1);
    });

    test('need a pool, and a provider for those with logins', async () => {
      const missing = { IdentityPoolId: 'us-east-1:0', count: 1 };
      expect((await control('POST', 'identities', missing)).json).toMatchObject({
        fields: [{ field: 'IdentityPoolId' }],
      });
      const { IdentityPoolId } = await aws.createPool();
      const unlinked = { IdentityPoolId, count: 1, authenticatedShare: 1 };
      expect((await control('POST', 'identities', unlinked)).json).toMatchObject({
        fields: [{ field: 'authenticatedShare' }],
      });
    });

    test('100,000 are made while other calls are answered', async () => {
      const IdentityPoolId = await newPool();
      const state = { isMade: false };
      const making = control('POST', 'identities', { IdentityPoolId, count: 100_000 }).finally(() => {
        state.isMade = true;
      });
      let answered = 0;
      while (!state.isMade) {
        expect(await poolCount()).toBe(1);
        answered += 1;
      }
      expect((await making).json).toEqual({ created: 100_000 });
      expect(answered).toBeGreaterThan(3);
    });

    test('are no longer made for a pool that is deleted', async () => {
      const IdentityPoolId = await newPool();
      const making = control('POST', 'identities', { IdentityPoolId, count: 1_000_000 });
      const isBegun = async () => {
        const { text } = await aws.raw('ListIdentities', { IdentityPoolId, MaxResults: 1 });
        return (JSON.parse(text) as { Identities: unknown[] }).Identities.length > 0;
      };
      await expect.poll(isBegun).toBe(true);
      await aws.raw('DeleteIdentityPool', { IdentityPoolId });
      const answer = await making;
      expect(answer.status).toBe(400);
      expect(answer.json).toMatchObject({ fields: [{ field: 'IdentityPoolId' }] });
    });
  });
});
