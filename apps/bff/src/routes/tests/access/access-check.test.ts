import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { faults } from '../../../testing/harness.ts';
import { type Access, guest, host, startAccess, trustOf, user, userPool } from './access-test-bed.ts';

describe('an access check', () => {
  let all: Access;
  beforeAll(async () => {
    all = await startAccess();
  });
  afterAll(() => all.close());

  it('lets a guest in, knows that the identity is new, and that one that is given is not', async () => {
    const poolId = await all.makePool();
    const role = await all.makeRole(trustOf(poolId, { amr: 'unauthenticated' }));
    await all.setRoles(poolId, { unauthenticated: role.arn });
    const first = await all.check(poolId, guest);
    expect(first).toMatchObject({
      roleArn: role.arn,
      identity: { isNew: true },
      prediction: { roleArn: role.arn, isTrustKnown: true },
      doesPredictionHold: true,
      steps: [
        { operation: 'GetId', outcome: 'ok' },
        { operation: 'GetCredentialsForIdentity', outcome: 'ok' },
        { operation: 'GetCallerIdentity', outcome: 'ok' },
      ],
    });
    expect(first.explanation).toBeUndefined();
    const IdentityId = first.identity?.IdentityId ?? '';
    const again = await all.check(poolId, guest, { IdentityId });
    expect(again).toMatchObject({ identity: { IdentityId, isNew: false }, steps: [{ outcome: 'not_run' }, {}, {}] });
    const removed = await all.post(`/pools/${poolId}/identities/delete`, {
      IdentityIds: [IdentityId],
      confirmCount: 1,
    });
    expect(removed.body.results).toEqual([{ IdentityId, outcome: 'deleted' }]);
  });

  it('goes the classic way, with the default role or the one that was chosen', async () => {
    const poolId = await all.makePool({ AllowClassicFlow: true });
    const [byDefault, chosen] = [await all.makeRole(trustOf(poolId, {})), await all.makeRole(trustOf(poolId, {}))];
    const without = await all.check(poolId, user(), { flow: 'classic' });
    expect(without.steps.map(({ outcome }) => outcome)).toEqual(['ok', 'ok', 'not_run', 'not_run']);
    await all.setRoles(poolId, { authenticated: byDefault.arn });
    all.bff.clock.time = Date.now() + 1;
    expect(await all.check(poolId, user(), { flow: 'classic' })).toMatchObject({
      roleArn: byDefault.arn,
      identity: { isNew: false },
      doesPredictionHold: true,
    });
    const other = await all.check(poolId, user(), { flow: 'classic', roleArn: chosen.arn });
    expect(other).toMatchObject({ roleArn: chosen.arn, doesPredictionHold: true });
  });

  it('shows neither tokens nor keys: not in answers, not in errors, not in the log', async () => {
    const poolId = await all.makePool({ AllowClassicFlow: true });
    const role = await all.makeRole(trustOf(poolId, {}));
    await all.setRoles(poolId, { authenticated: role.arn });
    const token = await all.mint(userPool, { sub: 'ada', aud: 'client1' });
    const paste = (login: string, text: string) => ({ kind: 'token' as const, login, token: text });
    const opaque = 'CANARY-opaque-token;with-a-secret';
    const path = `/pools/${poolId}/access-checks`;
    const answers = [
      await all.post(path, { flow: 'enhanced', user: paste(userPool, token) }),
      await all.post(path, { flow: 'classic', user: paste(userPool, token) }),
      await all.post(path, { flow: 'enhanced', user: paste(host, token) }),
      await all.post(path, { flow: 'enhanced', user: paste('www.amazon.com', opaque) }),
      // AWS repeats what it refuses for its length, and the key is too long.
      await all.post(path, { flow: 'enhanced', user: paste('k'.repeat(200), opaque) }),
      await all.post(path, { flow: 'enhanced', user: { kind: 'token', login: '', token: opaque } }),
      await all.post(`/pools/${poolId}/explanations`, {
        message: `Value '{k=${token}}' at 'logins' failed to satisfy constraint: x`,
      }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 400, 200]);
    expect(answers[0]?.body.roleArn).toBe(role.arn);
    expect(answers[1]?.body.roleArn).toBe(role.arn);
    expect(answers[0]?.headers['cache-control']).toBe('no-store');
    const seen = [...answers.map(({ text, headers }) => text + JSON.stringify(headers)), ...all.bff.lines].join('\n');
    for (const secret of [
      token,
      token.split('.')[2] ?? token,
      opaque,
      'CANARY',
      'ASIA',
      'SessionToken',
      'SecretKey',
      'eyJ',
    ]) {
      expect(seen).not.toContain(secret);
    }
  });

  it('is refused on a read-only connection, which can have messages explained all the same', async () => {
    const poolId = await all.makePool();
    const { body } = await all.ask('PATCH', '', { readOnly: true });
    expect(body).toMatchObject({ readOnly: true });
    const refused = await all.post(`/pools/${poolId}/access-checks`, { user: guest, flow: 'enhanced' });
    expect(refused.body).toMatchObject({ status: 403, code: 'read_only' });
    expect(refused.body.detail).toMatch(/can make an identity.*both only read/);
    const explained = await all.explain(poolId, { message: 'Rate exceeded' });
    expect(explained.messageId).toBe('rate-exceeded');
    await all.ask('PATCH', '', { readOnly: false });
  });

  it('says which step failed when AWS itself fails, and leaves open what it may not read', async () => {
    const poolId = await all.makePool();
    await faults(all, { operation: 'GetId', error: 'InternalErrorException', status: 500, times: 1 });
    const broken = await all.check(poolId, guest);
    expect(broken.steps[0]).toMatchObject({ outcome: 'failed', error: { code: 'InternalErrorException' } });
    expect(broken.explanation).toMatchObject({ causes: [], code: 'InternalErrorException' });
    await faults(all, { operation: 'ListRoles', error: 'AccessDenied', status: 403, times: 9 });
    const role = await all.makeRole(trustOf('us-east-1:99999999-2222-4333-8444-555555555555', {}));
    await all.setRoles(poolId, { authenticated: role.arn });
    const { explanation, doesPredictionHold } = await all.check(poolId, user());
    expect(doesPredictionHold).toBeUndefined();
    expect(explanation?.causes[0]).toMatchObject({ verdict: 'unknown' });
    expect(explanation?.causes[0]?.evidence).toMatch(/roles of the account could not be read/);
    await faults(all);
  });

  it('makes tokens for the local AWS only, and says what is wrong with claims', async () => {
    const poolId = await all.makePool();
    const answer = await all.post(`/pools/${poolId}/access-checks`, {
      flow: 'enhanced',
      user: { kind: 'claims', login: userPool, claims: { aud: 'client1' } },
    });
    expect(answer.body).toMatchObject({ status: 400, code: 'invalid_input' });
    expect(Object.keys(answer.body.fields)).toEqual(['user.claims']);
  });
});
