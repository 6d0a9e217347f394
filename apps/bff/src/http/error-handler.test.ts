import { describe, expect, it } from 'vitest';

import { send, startBff } from '../testing/harness.ts';

describe('problems', () => {
  it('54: a mistake of ours is an id for people and frames for the log, never its text', async () => {
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

  it('50: one line per request, with the template of the route and nothing that was sent', async () => {
    const bff = await startBff();
    const session = await bff.signIn();
    const headers = { 'User-Agent': 'CANARY "}{"level":"error"', 'X-Other': 'CANARY' };
    await send(bff, 'GET', '/api/connections/CANARY/pools?CANARY=1', { session, headers });
    const line = JSON.parse(bff.lines.at(-1) ?? '');
    expect(line).toMatchObject({
      event: 'request',
      method: 'GET',
      route: '/api/connections/:connectionId/pools',
      status: 400,
    });
    expect(bff.lines.join('')).not.toMatch(/CANARY/);
    await bff.close();
  });
});
