import { describe, expect, it } from 'vitest';

import { send, startBff } from '../testing/harness.ts';

describe('problems', () => {
  it('a mistake of ours is an id for people and frames for the log, never its text', async () => {
    const bff = await startBff();
    const session = await bff.signIn();
    bff.context.connections.get = () => {
      throw new TypeError('CANARY-77aa');
    };
    const answer = await send(bff, 'GET', '/api/connections/local/status', { session });
    expect(answer.body).toMatchObject({
      type: 'urn:lifeguard:problem:internal',
      status: 500,
      code: 'internal',
      correlationId: answer.headers['x-correlation-id'],
    });
    expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8');
    expect(answer.text).not.toContain('CANARY');
    expect(bff.lines.join('')).not.toContain('CANARY');
    expect(bff.lines.find((line) => line.includes('unexpected error'))).toContain(String(answer.body.correlationId));
    await bff.close();
  });

  it('one line per request, with the template of the route and nothing that was sent', async () => {
    const bff = await startBff();
    const session = await bff.signIn();
    const headers = { 'User-Agent': 'CANARY "}{"level":"error"', 'X-Other': 'CANARY' };
    await send(bff, 'GET', '/api/connections/CANARY/pools?CANARY=1', { session, headers });
    const line = JSON.parse(bff.lines.at(-1) ?? '');
    expect(line).toMatchObject({
      event: 'request',
      method: 'GET',
      route: '/api/connections/:connectionId/pools',
      status: 404,
    });
    expect(bff.lines.join('')).not.toMatch(/CANARY/);
    await bff.close();
  });

  it.each([
    ['a user agent', '/api/session', { 'User-Agent': 'CANARY "}\t\u009b31m{"level":"error","event":"forged"}' }],
    ['a path', '/api/CANARY%0d%0a%7B%22level%22:%22error%22%7D', {}],
    ['a path of a file', '/CANARY%0a%1b%5B31m', {}],
    ['a query', '/api/session?%0aCANARY=%0d%0a', {}],
    ['an id of a connection', '/api/connections/CANARY%0a/pools', {}],
    ['an unknown connection', '/api/connections/CANARY/pools', {}],
    ['a cookie', '/api/session', { Cookie: 'CANARY=1; a="\\nCANARY' }],
    ['a key of repetition', '/api/connections', { 'Idempotency-Key': 'CANARY\t{}' }],
  ])('%s forges no log line', async (_name, path, headers) => {
    const bff = await startBff();
    const session = await bff.signIn();
    const before = bff.lines.length;
    await send(bff, 'GET', path, { session, headers });
    await expect.poll(() => bff.lines.slice(before).join('')).toContain('"event":"request"');
    for (const line of bff.lines.slice(before)) {
      expect(line.endsWith('}\n') && line.indexOf('\n') === line.length - 1).toBe(true);
      expect(JSON.parse(line)).not.toMatchObject({ level: 'error' });
      expect(line).not.toMatch(/CANARY|forged/);
    }
    await bff.close();
  });
});
