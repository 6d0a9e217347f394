import { Agent, request } from 'node:http';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { send, startBff, type TestBff, tokenOf } from '../testing/harness.ts';

const hour = 3_600_000;

describe('sign-in link and sessions', () => {
  let bff: TestBff;
  beforeAll(async () => {
    bff = await startBff();
  });
  afterAll(() => bff.close());

  const exchange = (token: unknown) => send(bff, 'POST', '/auth/local/exchange', { body: { token } });
  const whoAmI = (session: { cookie: string; csrf: string }, headers = {}) =>
    send(bff, 'GET', '/api/session', { session, headers });

  it('a link works once', async () => {
    const token = await tokenOf(bff.context);
    expect(token).toMatch(/^[\w-]{43}$/);
    expect((await exchange(token)).status).toBe(200);
    expect((await exchange(token)).body).toMatchObject({ status: 401, code: 'unauthenticated' });
  });

  it('a link lives ten minutes, and a newer one replaces it', async () => {
    const old = await tokenOf(bff.context);
    const token = await tokenOf(bff.context);
    expect((await exchange(old)).status).toBe(401);
    bff.clock.time += 10 * 60_000;
    expect((await exchange(token)).status).toBe(401);
  });

  it('two exchanges at once give exactly one session', async () => {
    const token = await tokenOf(bff.context);
    const statuses = (await Promise.all([exchange(token), exchange(token)])).map((answer) => answer.status);
    expect(statuses.toSorted((a, b) => a - b)).toEqual([200, 401]);
  });

  it('guessing is locked out after five failures, for thirty seconds; the right token works all the same', async () => {
    const own = await startBff({ limits: { auth: { perMinute: 8 } } });
    const guess = (token: string) => send(own, 'POST', '/auth/local/exchange', { body: { token } });
    for (let count = 0; count < 5; count += 1) expect((await guess(`guess-${count}`)).status).toBe(401);
    const locked = await guess('guess-5');
    expect(locked.body).toMatchObject({ status: 429, code: 'rate_limited', retryAfterMs: 30_000 });
    expect((await guess(await tokenOf(own.context))).status).toBe(200);
    own.clock.time += 30_000;
    expect((await guess('guess-6')).status).toBe(401);
    for (let count = 7; count < 20; count += 1) await guess(`guess-${count}`);
    expect((await guess('guess-20')).body).toMatchObject({ status: 429 });
    expect((await guess(await tokenOf(own.context))).status).toBe(200);
    await own.close();
  });

  it('a clock that goes back by an hour locks nobody', async () => {
    const own = await startBff();
    const guess = (token: string) => send(own, 'POST', '/auth/local/exchange', { body: { token } });
    for (let count = 0; count < 6; count += 1) await guess(`guess-${count}`);
    own.clock.time -= hour;
    expect((await guess('guess-6')).status).toBe(401);
    for (let count = 7; count < 11; count += 1) expect((await guess(`guess-${count}`)).status).toBe(401);
    expect((await guess('guess-11')).body).toMatchObject({ status: 429, retryAfterMs: 30_000 });
    expect((await guess(await tokenOf(own.context))).status).toBe(200);
    await own.close();
  });

  it('signing out shares no limit with signing in, and is possible when a session has used up its own', async () => {
    const own = await startBff({
      limits: {
        auth: { perMinute: 1 },
        session: { perSecond: 1, burst: 1, burstSeconds: 60 },
        writes: { perSecond: 1, burst: 1, burstSeconds: 60 },
      },
    });
    const session = await own.signIn();
    for (let count = 0; count < 3; count += 1) {
      await send(own, 'POST', '/auth/local/exchange', { body: { token: `guess-${count}` } });
      await send(own, 'GET', '/api/session', { session });
    }
    expect((await send(own, 'GET', '/api/session', { session })).status).toBe(429);
    expect((await send(own, 'POST', '/auth/logout', { session, body: {} })).body).toEqual({ ended: true });
    await own.close();
  });

  it('of 10,000 guesses none gets in, and the console goes on', async () => {
    const own = await startBff();
    const session = await own.signIn();
    const statuses = await guessMany(own, 10_000);
    expect(statuses.size).toBe(2);
    expect([statuses.get(401), statuses.get(429)]).toEqual([5, 9995]);
    expect((await send(own, 'GET', '/api/session', { session })).status).toBe(200);
    expect(
      (await send(own, 'POST', '/auth/local/exchange', { body: { token: await tokenOf(own.context) } })).status,
    ).toBe(200);
    await own.close();
  }, 120_000);

  it('more than thirty failed sign-in requests a minute are refused whatever they hold', async () => {
    const own = await startBff({ limits: { auth: { perMinute: 30 } } });
    const answers = await Promise.all(
      Array.from({ length: 40 }, () => send(own, 'POST', '/auth/local/exchange', { body: {} })),
    );
    expect(answers.filter((answer) => answer.status === 429).length).toBe(10);
    await own.close();
  });

  it('neither token nor session nor CSRF value reaches the log', async () => {
    const token = await tokenOf(bff.context);
    const answer = await exchange(token);
    const cookie = String(answer.headers['set-cookie']).split(';')[0] ?? '';
    await whoAmI({ cookie, csrf: answer.body.csrf });
    await exchange(`${token}x`);
    const log = bff.lines.join('\n');
    expect(log).toContain('/auth/local/exchange');
    for (const secret of [token, cookie.split('=')[1] ?? 'none', String(answer.body.csrf)])
      expect(log).not.toContain(secret);
  });

  it('a cookie that was set before the sign-in never becomes a session', async () => {
    const preset = `lifeguard_${bff.port}=${'A'.repeat(43)}`;
    const answer = await send(bff, 'POST', '/auth/local/exchange', {
      body: { token: await tokenOf(bff.context) },
      headers: { Cookie: preset },
    });
    expect(String(answer.headers['set-cookie'])).not.toContain('A'.repeat(43));
    expect((await whoAmI({ cookie: preset, csrf: answer.body.csrf })).status).toBe(401);
  });

  it('the cookie has its flags, on sign-in and on sign-out', async () => {
    const answer = await exchange(await tokenOf(bff.context));
    const cookie = String(answer.headers['set-cookie']);
    expect(cookie).toMatch(new RegExp(`^lifeguard_${bff.port}=[\\w-]{43}; `));
    expect(new Set(cookie.split('; ').slice(1))).toEqual(new Set(['HttpOnly', 'SameSite=Strict', 'Path=/']));
    const session = { cookie: cookie.split(';')[0] ?? '', csrf: answer.body.csrf };
    const out = await send(bff, 'POST', '/auth/logout', { session, body: {} });
    expect(out.body).toEqual({ ended: true });
    expect(String(out.headers['set-cookie'])).toMatch(/^lifeguard_\d+=; .*HttpOnly/);
  });

  it.each([
    ['twice', (name: string) => `${name}=a; ${name}=b`],
    ['8 KiB', (name: string) => `${name}=${'x'.repeat(8192)}`],
    ['bad base64', (name: string) => `${name}=%%%`],
    ['SQL', (name: string) => `${name}=' OR 1=1 --`],
    ['a prototype name', (name: string) => `__proto__=1; ${name}=constructor`],
  ])('a cookie with %s is a session that does not exist', async (_, cookie) => {
    const answer = await whoAmI({ cookie: cookie(`lifeguard_${bff.port}`), csrf: 'x' });
    expect(answer.body).toMatchObject({ status: 401, code: 'session_ended' });
  });

  it('a session ends after eight idle hours; background requests do not keep it alive', async () => {
    const session = await bff.signIn();
    bff.clock.time += 7 * hour;
    expect((await whoAmI(session)).status).toBe(200);
    bff.clock.time += 7 * hour;
    expect((await whoAmI(session, { 'X-Console-Background': '1' })).status).toBe(200);
    bff.clock.time += 1 * hour;
    expect((await whoAmI(session)).body).toMatchObject({ status: 401, code: 'session_ended' });
  });

  it('a session ends after a day whatever happens', async () => {
    const session = await bff.signIn();
    for (let count = 0; count < 3; count += 1) {
      bff.clock.time += 7 * hour;
      expect((await whoAmI(session)).status).toBe(200);
    }
    bff.clock.time += 3 * hour;
    expect((await whoAmI(session)).status).toBe(401);
  });

  it('after signing out the cookie is worth nothing', async () => {
    const session = await bff.signIn();
    await send(bff, 'POST', '/auth/logout', { session });
    expect((await whoAmI(session)).body).toMatchObject({ status: 401, code: 'session_ended' });
  });

  it('keeps ten sessions: the oldest ends', async () => {
    const sessions = [];
    for (let count = 0; count < 11; count += 1) {
      bff.clock.time += 1;
      sessions.push(await bff.signIn());
    }
    const statuses = [];
    for (const session of sessions) statuses.push((await whoAmI(session)).status);
    expect(statuses).toEqual([401, ...Array.from({ length: 10 }, () => 200)]);
  });
});

/** Wrong tokens over a few kept-alive connections; how often each status came. */
async function guessMany(bff: TestBff, count: number): Promise<Map<number, number>> {
  const agent = new Agent({ keepAlive: true, maxSockets: 20 });
  const statuses = new Map<number, number>();
  const guess = (index: number) =>
    new Promise<void>((resolve, reject) => {
      const outgoing = request(
        `${bff.origin}/auth/local/exchange`,
        { method: 'POST', agent, headers: { 'Content-Type': 'application/json' } },
        (incoming) => {
          const status = incoming.statusCode ?? 0;
          statuses.set(status, (statuses.get(status) ?? 0) + 1);
          incoming.resume().once('end', resolve);
        },
      );
      outgoing.once('error', reject);
      outgoing.end(JSON.stringify({ token: `guess-${index}` }));
    });
  for (let first = 0; first < count; first += 20) {
    await Promise.all(Array.from({ length: 20 }, (_, index) => guess(first + index)));
  }
  agent.destroy();
  return statuses;
}
