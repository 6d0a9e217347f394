import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, expect, it } from 'vitest';

import type { Config } from '../config.ts';
import { describeEngines } from '../store/tests/engines.ts';
import { everyValue } from '../store/tests/every-value.ts';
import { send, type Session, startBff, type TestBff, tokenOf } from '../testing/harness.ts';

const hour = 3_600_000;
const cookiesOf = (bff: TestBff, { cookie, csrf }: Session): Session => ({
  // The name of the cookie holds the port, which a real console keeps.
  cookie: `lifeguard_${bff.port}=${cookie.split('=')[1]}`,
  csrf,
});
const whoAmI = (bff: TestBff, session: Session) =>
  send(bff, 'GET', '/api/session', { session: cookiesOf(bff, session) });
const exchange = (bff: TestBff, token: string) => send(bff, 'POST', '/auth/local/exchange', { body: { token } });

async function chooseReadOnly(bff: TestBff, session: Session): Promise<void> {
  const answer = await send(bff, 'PATCH', '/api/connections/local', { session, body: { readOnly: true } });
  expect(answer.body).toMatchObject({ id: 'local', readOnly: true });
}

describeEngines('what is kept of sessions', ({ engine, newPlace, server, ofPostgres }) => {
  const started: TestBff[] = [];
  const folders: string[] = [];
  afterEach(async () => {
    for (const bff of started.splice(0)) await bff.close();
    for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
  });

  /** Where a console keeps what the next one finds. */
  async function place(): Promise<Partial<Config>> {
    const found = await newPlace();
    if ('databaseUrl' in found) return found;
    const dataDir = mkdtempSync(join(tmpdir(), 'lifeguard-sessions-'));
    folders.push(dataDir);
    return { dataDir };
  }

  async function start(config: Partial<Config>): Promise<TestBff> {
    const bff = await startBff({ config });
    started.push(bff);
    return bff;
  }

  async function stop(bff: TestBff): Promise<void> {
    started.splice(started.indexOf(bff), 1);
    await bff.close();
  }

  it('outlives a restart, with the link and what the session chose, and expires at the same time', async () => {
    const config = await place();
    const before = await start(config);
    const session = await before.signIn();
    await chooseReadOnly(before, session);
    const token = await tokenOf(before.context);
    await stop(before);

    const after = await start(config);
    expect((await whoAmI(after, session)).status).toBe(200);
    const { body } = await send(after, 'GET', '/api/connections', { session: cookiesOf(after, session) });
    expect(body.connections[0]).toMatchObject({ id: 'local', readOnly: true });
    expect((await exchange(after, token)).status).toBe(200);
    after.clock.time += 8 * hour;
    expect((await whoAmI(after, session)).body).toMatchObject({ code: 'session_ended' });
  });

  it('is of no use to sign in, whatever value of whatever table is stolen', async () => {
    const bff = await start(await place());
    const used = await tokenOf(bff.context);
    const session = await bff.signIn();
    await chooseReadOnly(bff, session);
    const token = await tokenOf(bff.context);
    const values = await everyValue(bff.context.records.db, engine);
    // One of each table of sessions, at least: a test of empty tables would say nothing.
    expect(values).toEqual(expect.arrayContaining(['local', String(bff.clock.time)]));
    for (const secret of [used, token, session.cookie.split('=')[1], session.csrf]) {
      expect(values.join('\n')).not.toContain(secret);
    }
    for (const value of values) {
      const stored = encodeURIComponent(value);
      expect((await whoAmI(bff, { cookie: `x=${stored}`, csrf: stored })).status).toBe(401);
      expect((await exchange(bff, value)).status).not.toBe(200);
    }
    expect((await exchange(bff, token)).status).toBe(200);
  });

  it.each(ofPostgres)('holds for every console of a database, also that a session has ended', async () => {
    const config = await place();
    const [one, other] = [await start(config), await start(config)];
    const session = await one.signIn();
    expect((await whoAmI(other, session)).status).toBe(200);
    await send(other, 'POST', '/auth/logout', { session: cookiesOf(other, session), body: {} });
    expect((await whoAmI(one, session)).body).toMatchObject({ code: 'session_ended' });
    const token = await tokenOf(one.context);
    const answers = await Promise.all([one, other].map((bff) => exchange(bff, token)));
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 401]);
  });

  it.each(ofPostgres)('lets nobody in and ends nothing while the database is away', async () => {
    const bff = await start(await place());
    const session = await bff.signIn();
    const token = await tokenOf(bff.context);
    await server().stop();
    const away = { status: 503, code: 'storage_unusable' };
    expect((await exchange(bff, token)).body).toMatchObject({
      ...away,
      detail: expect.stringContaining('Storage does not answer'),
    });
    expect((await whoAmI(bff, session)).body).toMatchObject(away);
    expect((await send(bff, 'POST', '/auth/logout', { session, body: {} })).body).toMatchObject(away);
    await expect(tokenOf(bff.context)).rejects.toMatchObject({ reason: 'unreachable' });
    await server().start();
    expect((await whoAmI(bff, session)).status).toBe(200);
    expect((await exchange(bff, token)).status).toBe(200);
  });
});
