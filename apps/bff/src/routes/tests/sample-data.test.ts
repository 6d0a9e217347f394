import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { type Everything, patch, send, startAll, startBff } from '../../testing/harness.ts';

describe('sample data', () => {
  let all: Everything;
  beforeAll(async () => {
    all = await startAll();
  });
  afterAll(() => all.close());

  it('fills an empty local AWS once', async () => {
    const answer = await all.call('POST', all.local('/sample-data'), {});
    expect(answer.body).toEqual({ pools: 6, roles: 10, identities: expect.any(Number) });
    expect(answer.body.identities).toBeGreaterThan(3000);
    const { IdentityPools } = (await all.call('GET', all.local('/pools'))).body;
    expect(IdentityPools.length).toBe(6);
    const roles = (await all.call('GET', all.local('/roles'))).body.Roles;
    expect(roles.length).toBe(10);
    for (const { IdentityPoolId } of IdentityPools) {
      const pool = (await all.call('GET', all.local(`/pools/${IdentityPoolId}`))).body;
      expect(Object.keys(pool.document.Roles).length).toBeGreaterThan(0);
      // Every sample can be edited as it stands.
      expect(
        (await patch(all, pool, { IdentityPoolTags: { ...pool.document.IdentityPoolTags, seen: 'yes' } })).status,
      ).toBe(200);
    }
    expect((await all.call('POST', all.local('/sample-data'), {})).body).toMatchObject({
      status: 409,
      code: 'conflict',
    });
  });

  it('says plainly when the local AWS does not run', async () => {
    const bff = await startBff();
    const session = await bff.signIn();
    const answer = await send(bff, 'POST', '/api/connections/local/sample-data', { session, body: {} });
    expect(answer.body).toMatchObject({
      status: 502,
      code: 'upstream_unavailable',
      detail: expect.stringContaining('local AWS'),
    });
    const status = await send(bff, 'GET', '/api/connections/local/status', { session });
    expect(status.body).toMatchObject({ state: 'unreachable' });
    await bff.close();
  });
});
