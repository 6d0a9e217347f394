import { connect } from 'node:net';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { send, type Session, startBff, type TestBff, tokenOf } from '../testing/harness.ts';

const paths = ['/', '/assets/app.js', '/api/session', '/auth/local/exchange', '/csp-report', '/nothing'];

describe('the request gate', () => {
  let bff: TestBff;
  let session: Session;
  beforeAll(async () => {
    bff = await startBff();
    session = await bff.signIn();
  });
  afterAll(() => bff.close());

  const whoAmI = (headers: Record<string, string | undefined>) =>
    send(bff, 'GET', '/api/session', { session, headers });

  it.each(paths)('a foreign Host on %s gets nothing', async (path) => {
    const answer = await send(bff, 'GET', path, { session, headers: { Host: `evil.test:${bff.port}` } });
    expect(answer.status).toBe(421);
    expect(answer.headers['content-type']).toContain('text/plain');
    expect(answer.headers['set-cookie']).toBeUndefined();
    expect(answer.text).not.toContain('evil');
  });

  it('only the exact hosts pass, whatever their case', async () => {
    const p = bff.port;
    for (const Host of [`127.0.0.1:${p}`, `localhost:${p}`, `LOCALHOST:${p}`, `[::1]:${p}`]) {
      expect([Host, (await whoAmI({ Host })).status]).toEqual([Host, 200]);
    }
    const others = [
      `127.0.0.1.evil.test:${p}`,
      `localhost.:${p}`,
      `127.1:${p}`,
      `0.0.0.0:${p}`,
      `[::ffff:127.0.0.1]:${p}`,
      `0x7f000001:${p}`,
      '127.0.0.1',
      `127.0.0.1:${p + 1}`,
      `user@127.0.0.1:${p}`,
      `127.0.0.1:0${p}`,
    ];
    for (const Host of others) expect([Host, (await whoAmI({ Host })).status]).toEqual([Host, 421]);
    expect(await rawStatus(p, 'GET / HTTP/1.1\r\nHost:\r\n\r\n')).toBe(421);
  });

  it('at port 80 browsers name no port, and pages of another one are other pages', async () => {
    const own = await startBff();
    own.context.listening.port = 80;
    const exchange = (headers: Record<string, string>) =>
      send(own, 'POST', '/auth/local/exchange', { body: { token: 'x' }, headers });
    for (const Host of ['127.0.0.1', '127.0.0.1:80', 'localhost', '[::1]']) {
      const Origin = `http://${Host.replace(':80', '')}`;
      expect([Host, (await exchange({ Host, Origin })).status]).toEqual([Host, 401]);
    }
    expect((await exchange({ Host: 'evil.test', Origin: 'http://evil.test' })).status).toBe(421);
    expect((await exchange({ Host: '127.0.0.1', Origin: 'http://127.0.0.1:8080' })).status).toBe(403);
    await own.close();
  });

  it('no Host, two Hosts and absolute targets are refused', async () => {
    const own = `Host: 127.0.0.1:${bff.port}\r\n`;
    expect(await rawStatus(bff.port, 'GET / HTTP/1.1\r\n\r\n')).toBe(400);
    expect(await rawStatus(bff.port, `GET / HTTP/1.1\r\n${own}Host: evil.test\r\n\r\n`)).toBe(400);
    expect(await rawStatus(bff.port, `GET http://evil.test/ HTTP/1.1\r\n${own}\r\n`)).toBe(400);
    expect(await rawStatus(bff.port, `GET /a#b HTTP/1.1\r\n${own}\r\n`)).toBe(400);
    expect(await rawStatus(bff.port, `GET * HTTP/1.1\r\n${own}\r\n`)).toBe(400);
    expect(await rawStatus(bff.port, `GET /a\\b HTTP/1.1\r\n${own}\r\n`)).toBe(400);
  });

  it('forwarded hosts are not believed', async () => {
    const answer = await send(bff, 'GET', '/', {
      headers: { 'X-Forwarded-Host': 'evil.test', Forwarded: 'host=evil.test' },
    });
    expect(answer.status).toBe(200);
    expect(JSON.stringify(answer.headers) + answer.text).not.toContain('evil');
  });

  it.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/jsonp',
    'application/json; charset=utf-16',
  ])('a body of type %s is not read', async (type) => {
    const raw = JSON.stringify({ token: await tokenOf(bff.context) });
    const answer = await send(bff, 'POST', '/auth/local/exchange', { raw, headers: { 'Content-Type': type } });
    expect(answer.body).toMatchObject({ status: 415, code: 'unsupported_media_type' });
    expect(answer.headers['set-cookie']).toBeUndefined();
  });

  it('a cross-site form changes nothing', async () => {
    const answer = await send(bff, 'POST', '/auth/logout', {
      session,
      raw: 'a=b',
      headers: {
        'Content-Type': 'application/x-www-form-urlencoded',
        Origin: 'https://evil.test',
        'Sec-Fetch-Site': 'cross-site',
      },
    });
    expect(answer.status).toBe(403);
    expect((await whoAmI({})).status).toBe(200);
  });

  it('the cookie alone, replayed without the CSRF value, is worth nothing', async () => {
    expect((await whoAmI({ 'X-Console-CSRF': undefined })).status).toBe(403);
    expect((await whoAmI({ 'X-Console-CSRF': 'A'.repeat(43) })).status).toBe(403);
    const other = await bff.signIn();
    expect((await whoAmI({ 'X-Console-CSRF': other.csrf })).status).toBe(403);
    expect((await send(bff, 'POST', '/auth/logout', { session: { ...session, csrf: '' }, body: {} })).status).toBe(403);
  });

  it('a preflight is never granted', async () => {
    for (const path of paths) {
      const answer = await send(bff, 'OPTIONS', path, {
        headers: { Origin: 'https://evil.test', 'Access-Control-Request-Method': 'POST' },
      });
      expect(answer.status).toBe(405);
      expect(Object.keys(answer.headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
    }
  });

  it('only our own origin, letter by letter', async () => {
    expect((await whoAmI({ Origin: bff.origin })).status).toBe(200);
    const others = [
      'null',
      `${bff.origin}.evil.test`,
      bff.origin.toUpperCase(),
      `${bff.origin}/`,
      `http://localhost:${bff.port}`,
      'http://127.0.0.1',
      '',
    ];
    for (const Origin of others) expect([Origin, (await whoAmI({ Origin })).status]).toEqual([Origin, 403]);
  });

  it('other sites are refused even with the right CSRF value; without the header our own origin is enough', async () => {
    for (const site of ['same-site', 'cross-site', 'none']) {
      expect([site, (await whoAmI({ 'Sec-Fetch-Site': site })).status]).toEqual([site, 403]);
    }
    expect((await whoAmI({ 'Sec-Fetch-Site': 'same-origin' })).status).toBe(200);
    expect((await whoAmI({ Origin: bff.origin })).status).toBe(200);
  });

  it('pages can be opened by links, their files not be taken by other sites', async () => {
    const navigation = { 'Sec-Fetch-Mode': 'navigate', 'Sec-Fetch-Dest': 'document' };
    const open = (headers: Record<string, string>) => send(bff, 'GET', '/connections/local/pools', { headers });
    expect((await open({ ...navigation, 'Sec-Fetch-Site': 'cross-site' })).status).toBe(200);
    expect((await open({ ...navigation, 'Sec-Fetch-Site': 'none' })).status).toBe(200);
    expect((await open({ ...navigation, 'Sec-Fetch-Site': 'same-site' })).status).toBe(403);
    expect(
      (await open({ 'Sec-Fetch-Mode': 'navigate', 'Sec-Fetch-Dest': 'iframe', 'Sec-Fetch-Site': 'cross-site' })).status,
    ).toBe(403);
    expect(
      (await open({ 'Sec-Fetch-Mode': 'no-cors', 'Sec-Fetch-Dest': 'script', 'Sec-Fetch-Site': 'cross-site' })).status,
    ).toBe(403);
  });

  it('the method can not be overridden', async () => {
    const answer = await send(bff, 'GET', '/api/session?_method=DELETE', {
      session,
      headers: { 'X-HTTP-Method-Override': 'DELETE' },
    });
    expect(answer.status).toBe(400);
    const plain = await whoAmI({ 'X-HTTP-Method-Override': 'DELETE' });
    expect(plain.body).toMatchObject({ role: 'admin' });
  });

  it('data can not be loaded as a script', async () => {
    const answer = await whoAmI({});
    expect(answer.headers).toMatchObject({
      'content-type': 'application/json; charset=utf-8',
      'x-content-type-options': 'nosniff',
      'cross-origin-resource-policy': 'same-origin',
      'cache-control': 'no-store',
      'content-security-policy': "default-src 'none';frame-ancestors 'none';sandbox",
    });
    expect((await send(bff, 'GET', '/api/session?callback=evil', { session })).status).toBe(400);
  });

  it('destroys upgrades', async () => {
    const head = `GET /api/session HTTP/1.1\r\nHost: 127.0.0.1:${bff.port}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n`;
    expect(await rawStatus(bff.port, head)).toBe(0);
  });
});

/** Status of the answer to bytes as they are; 0 where the socket is just closed. */
function rawStatus(port: number, head: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(head));
    let text = '';
    socket.on('data', (chunk) => {
      text += chunk.toString('latin1');
      if (text.includes('\r\n')) socket.destroy();
    });
    socket.on('error', reject);
    socket.on('close', () => resolve(Number(/^HTTP\/1\.1 (\d+)/.exec(text)?.[1] ?? 0)));
  });
}
