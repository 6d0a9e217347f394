import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { send } from '../conformance/http.ts';
import { type Aws, startAws } from '../conformance/setup.ts';

let aws: Aws;
beforeEach(async () => {
  aws = await startAws();
});
afterEach(() => aws.close());

function control(path: string, body: unknown, headers: Record<string, string> = {}, method = 'PUT') {
  return send(`${aws.url}/_local/${path}`, {
    method,
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
}

function makeIdentities(members: object) {
  return control('identities', members, {}, 'POST');
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
describe.runIf(process.env['LIFEGUARD_AWS_REMOTE'] !== '1')('control endpoints', () => {
  it.each([
    [0.29, 100, 29],
    [0.57, 100, 57],
    [1 / 3, 99, 33],
    [1, 7, 7],
    [0, 7, 0],
  ])('link the share %d of %d identities exactly', async (authenticatedShare, count, expected) => {
    const { IdentityPoolId } = await aws.createPool({ SupportedLoginProviders: { 'graph.facebook.com': '1' } });
    await makeIdentities({ IdentityPoolId, count, authenticatedShare });
    const identities = await identitiesOf(IdentityPoolId);
    expect([identities.length, identities.filter((identity) => identity.Logins !== undefined).length]).toEqual([
      count,
      expected,
    ]);
  });

  it('take a clock offset of a fraction of a millisecond', async () => {
    const { IdentityPoolId } = await aws.createPool();
    expect((await control('clock', { offsetSeconds: 86_400.000_25 })).status).toBe(200);
    expect((await aws.raw('GetId', { IdentityPoolId })).status).toBe(200);
    const [identity] = await identitiesOf(IdentityPoolId);
    expect((identity?.CreationDate ?? 0) * 1000 - Date.now()).toBeCloseTo(86_400_000, -5);
  });

  it('answer other calls while they make 100,000 identities', async () => {
    const { IdentityPoolId } = await aws.createPool();
    const state = { isMade: false };
    const making = makeIdentities({ IdentityPoolId, count: 100_000 }).finally(() => {
      state.isMade = true;
    });
    let answered = 0;
    while (!state.isMade) {
      expect((await aws.raw('ListIdentityPools', { MaxResults: 1 })).status).toBe(200);
      answered += 1;
    }
    expect((await making).text).toBe('{"created":100000}');
    expect(answered).toBeGreaterThan(3);
  });

  it('stop making identities of a pool that is deleted', async () => {
    const { IdentityPoolId } = await aws.createPool();
    const making = makeIdentities({ IdentityPoolId, count: 1_000_000 });
    await expect.poll(async () => (await firstIdentity(IdentityPoolId)).length).toBeGreaterThan(0);
    await aws.raw('DeleteIdentityPool', { IdentityPoolId });
    const answer = await making;
    expect(answer.status).toBe(400);
    expect(JSON.parse(answer.text)).toMatchObject({ fields: [{ field: 'IdentityPoolId' }] });
  });

  it.each(['evil.example', '127.0.0.1', 'localhost:1', '127.0.0.1.evil.example:80'])(
    'refuse the Host %s',
    async (host) => {
      expect((await control('reset', {}, { host }, 'POST')).status).toBe(403);
    },
  );

  it.each([
    ['clock', { offsetSeconds: '1' }, 'offsetSeconds'],
    ['faults', { rules: [{ operation: '*', status: 200 }] }, 'rules.0.status'],
    ['faults', { rules: [{ operation: '*', times: 0 }] }, 'rules.0.times'],
  ])('name the bad field of %s %j', async (path, body, field) => {
    const answer = await control(path, body);
    expect(answer.status).toBe(400);
    expect(JSON.parse(answer.text)).toMatchObject({ fields: [{ field }] });
  });
});

/** The first page only. */
async function firstIdentity(IdentityPoolId: string): Promise<unknown[]> {
  const answer = await aws.raw('ListIdentities', { IdentityPoolId, MaxResults: 1 });
  return (JSON.parse(answer.text) as { Identities: unknown[] }).Identities;
}
