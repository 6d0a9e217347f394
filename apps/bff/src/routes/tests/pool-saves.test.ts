import type { Pool } from '@lifeguard/shared/api/pools';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import {
  createPool,
  type Everything,
  faults,
  holdAfter,
  patch,
  send,
  startAll,
  startBeside,
  untilHeld,
} from '../../testing/harness.ts';

const guestRole = 'arn:aws:iam::123456789012:role/Guest';
const userRole = 'arn:aws:iam::123456789012:role/User';

describe('saving a pool', () => {
  let all: Everything;
  /** Gives a write up soon, but not a read. */
  let hasty: Everything;
  let pool: Pool;
  beforeAll(async () => {
    all = await startAll();
    hasty = await startBeside(all.aws, { timeouts: { writeMs: 200 } });
    await createRoles(all);
  });
  afterAll(async () => {
    await hasty.close();
    await all.close();
  });
  beforeEach(async () => {
    await faults(all);
    pool = await createPool(all, { IdentityPoolTags: { team: 'mobile' } });
  });

  const get = async () => (await all.call('GET', all.local(`/pools/${pool.document.IdentityPoolId}`))).body as Pool;
  const path = () => all.local(`/pools/${pool.document.IdentityPoolId}`);

  it('changes what is named, keeps the rest, and answers with the new version', async () => {
    const answer = await patch(all, pool, { IdentityPoolName: 'new name' });
    expect(answer.body).toMatchObject({
      outcome: 'applied',
      merged: false,
      calls: [{ operation: 'UpdateIdentityPool', outcome: 'applied' }],
      document: { ...pool.document, IdentityPoolName: 'new name' },
    });
    expect(answer.body.etag).not.toBe(pool.etag);
    expect(answer.headers.etag).toBe(answer.body.etag);
    expect(await get()).toMatchObject({ etag: answer.body.etag, document: answer.body.document });
  });

  it('keeps a setting that is not set beside an unrelated edit', async () => {
    const bare = await createPool(all, { AllowClassicFlow: undefined });
    const { body } = await patch(all, bare, { IdentityPoolName: 'renamed' });
    expect(body.document).not.toHaveProperty('AllowClassicFlow');
    expect(await describeInAws(all, bare.document.IdentityPoolId)).not.toHaveProperty('AllowClassicFlow');
  });

  it.each([
    [{ DeveloperProviderName: null }, 'DeveloperProviderName', /AWS lets nobody change or remove/],
    [{ AllowClassicFlow: null }, 'AllowClassicFlow', /AWS keeps it once it is set/],
    [{ IdentityPoolName: null }, 'IdentityPoolName', /Every pool has a name/],
    [{ IdentityPoolTags: null }, 'IdentityPoolTags', /send an empty one/],
    [{ SessionDuration: null }, 'SessionDuration', /./],
  ])('refuses %j on the field', async (changes, field, words) => {
    const answer = await patch(all, pool, changes);
    expect(answer.body).toMatchObject({ status: 400, code: 'invalid_input' });
    expect(answer.body.fields).toEqual({ [field]: [expect.stringMatching(words)] });
    expect((await get()).etag).toBe(pool.etag);
  });

  it('sets roles by the second call only where they differ', async () => {
    const answer = await patch(all, pool, { Roles: { authenticated: userRole } });
    expect(answer.body.calls.map((call: { operation: string }) => call.operation)).toEqual(['SetIdentityPoolRoles']);
    const same = await patch(all, answer.body, { Roles: { authenticated: userRole } });
    expect(same.body).toMatchObject({ outcome: 'unchanged', calls: [], etag: answer.body.etag });
  });

  it('tells which roles a pool names, by default and in rules, each once; and which pool could not be read', async () => {
    const google = 'accounts.google.com';
    const rule = (RoleARN: string) => ({ Claim: 'sub', MatchType: 'Equals', Value: RoleARN, RoleARN });
    await patch(all, pool, {
      SupportedLoginProviders: { [google]: 'client' },
      Roles: { authenticated: userRole },
      RoleMappings: {
        [google]: {
          Type: 'Rules',
          AmbiguousRoleResolution: 'Deny',
          RulesConfiguration: { Rules: [rule(userRole), rule(guestRole)] },
        },
      },
    });
    const { IdentityPoolId } = pool.document;
    const missing = 'us-east-1:11111111-2222-3333-4444-555555555555';
    const answer = await all.call('GET', all.local(`/pools/used-roles?ids=${IdentityPoolId},${missing}`));
    expect(answer.body).toEqual({
      pools: [
        { IdentityPoolId, roles: [userRole, guestRole] },
        { IdentityPoolId: missing, error: expect.any(String) },
      ],
    });
  });

  it('does not take an attribute map that its provider leaves behind for a change by somebody else', async () => {
    const google = 'accounts.google.com';
    const before = await patch(all, pool, {
      SupportedLoginProviders: { [google]: 'client' },
      PrincipalTagAttributeMaps: { [google]: { UseDefaults: true, PrincipalTags: {} } },
    });
    const answer = await patch(all, before.body, { SupportedLoginProviders: {} });
    expect(answer.body).toMatchObject({ outcome: 'applied', document: { PrincipalTagAttributeMaps: {} } });
    expect((await get()).etag).toBe(answer.body.etag);
  });

  it('removes the last tag', async () => {
    const answer = await patch(all, pool, { IdentityPoolTags: {} });
    expect(answer.body).toMatchObject({ outcome: 'applied', document: { IdentityPoolTags: {} } });
  });

  it('needs the version: missing 428, any other form 400, a forged base 400', async () => {
    const body = { base: pool.document, changes: { IdentityPoolName: 'x' } };
    const save = (headers: Record<string, string | undefined>, sent: unknown = body) =>
      all.call('PATCH', path(), sent, headers);
    expect((await save({})).body).toMatchObject({ status: 428, code: 'precondition_required' });
    for (const version of ['*', `W/${pool.etag}`, pool.etag.replaceAll('"', ''), '""', `${pool.etag}, ${pool.etag}`]) {
      expect({ version, ...(await save({ 'If-Match': version })).body }).toMatchObject({
        version,
        status: 400,
        code: 'invalid_input',
      });
    }
    const forged = { ...body, base: { ...pool.document, AllowUnauthenticatedIdentities: true } };
    expect((await save({ 'If-Match': pool.etag }, forged)).status).toBe(400);
    expect((await get()).etag).toBe(pool.etag);
  });

  it('a stale edit of the same setting is refused with all three versions', async () => {
    const theirs = (await patch(all, pool, { IdentityPoolName: 'theirs' })).body as Pool;
    const answer = await patch(all, pool, { IdentityPoolName: 'mine' }, { mergeDisjoint: true });
    expect(answer.body).toMatchObject({
      status: 412,
      code: 'stale_version',
      stale: {
        base: { IdentityPoolName: 'a pool' },
        current: { IdentityPoolName: 'theirs' },
        yours: { IdentityPoolName: 'mine' },
        currentETag: theirs.etag,
        conflicts: ['IdentityPoolName'],
        mergeable: false,
      },
    });
    expect((await get()).document.IdentityPoolName).toBe('theirs');
  });

  it('unrelated edits are both kept, if the person wants that', async () => {
    await patch(all, pool, { IdentityPoolTags: { team: 'mobile', added: 'theirs' } });
    const refused = await patch(all, pool, { IdentityPoolName: 'mine' });
    expect(refused.body).toMatchObject({ status: 412, stale: { conflicts: [], coupled: [], mergeable: true } });
    const merged = await patch(all, pool, { IdentityPoolName: 'mine' }, { mergeDisjoint: true });
    expect(merged.body).toMatchObject({
      outcome: 'applied',
      merged: true,
      document: { IdentityPoolName: 'mine', IdentityPoolTags: { team: 'mobile', added: 'theirs' } },
    });
  });

  it('settings that belong together are never merged silently', async () => {
    await patch(all, pool, { AllowUnauthenticatedIdentities: true });
    const answer = await patch(all, pool, { Roles: { unauthenticated: guestRole } }, { mergeDisjoint: true });
    expect(answer.body).toMatchObject({ status: 412, stale: { mergeable: false } });
    expect(answer.body.stale.coupled).toEqual(
      expect.arrayContaining(['AllowUnauthenticatedIdentities', 'Roles.unauthenticated']),
    );
  });

  it('eight editors, sixty rounds: no acknowledged edit is lost', async () => {
    const shared = await createPool(all);
    const id = shared.document.IdentityPoolId;
    const acknowledged = new Map<string, string>();
    const lost: string[] = [];
    const statuses = new Set<number>();
    async function edit(editor: number): Promise<void> {
      const key = `editor-${editor}`;
      let known = shared;
      for (let round = 0; round < 60; round += 1) {
        const tags = { ...known.document.IdentityPoolTags, [key]: `${round}` };
        const answer = await patch(all, known, { IdentityPoolTags: tags }, { mergeDisjoint: true });
        statuses.add(answer.status);
        if (answer.status === 200) acknowledged.set(key, `${round}`);
        known = answer.status === 200 ? answer.body : (await all.call('GET', all.local(`/pools/${id}`))).body;
        // Whoever reads after an acknowledged save sees it.
        if (known.document.IdentityPoolTags[key] !== acknowledged.get(key)) lost.push(`${key} ${round}`);
      }
    }
    await Promise.all(Array.from({ length: 8 }, (_, editor) => edit(editor)));
    const end = (await all.call('GET', all.local(`/pools/${id}`))).body as Pool;
    expect(end.document.IdentityPoolTags).toEqual(Object.fromEntries(acknowledged));
    expect(lost).toEqual([]);
    expect(acknowledged.size).toBe(8);
    expect([...statuses].every((status) => [200, 412].includes(status))).toBe(true);
  }, 300_000);

  it('two collisions at AWS are overcome, five are a conflict', async () => {
    await faults(all, { operation: 'UpdateIdentityPool', error: 'ConcurrentModificationException', times: 2 });
    expect((await patch(all, pool, { IdentityPoolName: 'after two' })).body).toMatchObject({ outcome: 'applied' });
    const now = await get();
    await faults(all, { operation: 'UpdateIdentityPool', error: 'ConcurrentModificationException', times: 5 });
    expect((await patch(all, now, { IdentityPoolName: 'after five' })).body).toMatchObject({
      status: 409,
      code: 'conflict',
    });
    await faults(all);
    expect((await get()).document.IdentityPoolName).toBe('after two');
  });

  it('a hanging save that was applied counts as applied', async () => {
    await faults(all, { operation: 'UpdateIdentityPool', hang: true, afterEffect: true, times: 9 });
    const answer = await patch(hasty, pool, { IdentityPoolName: 'arrived' });
    expect(answer.body).toMatchObject({ outcome: 'applied', document: { IdentityPoolName: 'arrived' } });
  });

  it('a hanging save that was not applied is unknown, and says what a look showed', async () => {
    await faults(all, { operation: 'UpdateIdentityPool', hang: true, times: 9 });
    const answer = await patch(hasty, pool, { IdentityPoolName: 'lost' });
    expect(answer.body).toMatchObject({
      status: 504,
      code: 'outcome_unknown',
      calls: [{ operation: 'UpdateIdentityPool', outcome: 'unknown' }],
    });
    expect(answer.body.detail).toContain('without it');
  });

  it.each(['AccessDeniedException', 'ResourceNotFoundException'])(
    'says that nothing was done where the pool can not be read before: %s',
    async (error) => {
      await faults(all, { operation: 'DescribeIdentityPool', error, status: 400, times: 50 });
      for (const method of ['PATCH', 'DELETE']) {
        const body =
          method === 'PATCH' ? { base: pool.document, changes: { IdentityPoolName: 'lost' } } : { confirm: 'x' };
        const headers = { 'If-Match': pool.etag };
        const answer = await send(all.bff, method, path(), { session: all.session, body, headers });
        expect(answer.body.detail).toContain('changed nothing');
      }
      await faults(all);
      expect((await get()).etag).toBe(pool.etag);
    },
  );

  it('the first call applied and the second refused is told exactly', async () => {
    await faults(all, { operation: 'SetIdentityPoolRoles', error: 'AccessDeniedException', status: 400, times: 1 });
    const answer = await patch(all, pool, { IdentityPoolName: 'half', Roles: { authenticated: userRole } });
    expect(answer.body).toMatchObject({
      code: 'applied_in_part',
      awsError: 'AccessDeniedException',
      calls: [
        { operation: 'UpdateIdentityPool', outcome: 'applied' },
        { operation: 'SetIdentityPoolRoles', outcome: 'failed' },
      ],
    });
    expect((await get()).document).toMatchObject({ IdentityPoolName: 'half', Roles: {} });
  });

  it('a save waits for another save of the same pool, but not for ever', async () => {
    await faults(all, ...holdAfter(0, 'UpdateIdentityPool'));
    const first = patch(all, pool, { IdentityPoolName: 'one' });
    await untilHeld(all);
    const second = patch(all, pool, { IdentityPoolName: 'two' });
    // What is asked after the second save is answered, so that one is on its way.
    await get();
    await faults(all);
    expect([(await first).status, (await second).status]).toEqual([200, 412]);

    const impatient = await startBeside(all.aws, { timeouts: { lockMs: 50 } });
    const now = await get();
    await faults(all, ...holdAfter(0, 'UpdateIdentityPool'));
    const third = patch(impatient, now, { IdentityPoolName: 'three' });
    await untilHeld(all);
    expect((await patch(impatient, now, { IdentityPoolName: 'four' })).body.code).toBe('locked');
    await faults(all);
    expect((await third).status).toBe(200);
    await impatient.close();
  });

  it('a protected pool keeps its roles, and its tag goes alone', async () => {
    const safe = (await patch(all, pool, { IdentityPoolTags: { 'console:protected': 'true' } })).body as Pool;
    for (const changes of [
      { Roles: { authenticated: userRole } },
      { AllowUnauthenticatedIdentities: true },
      { IdentityPoolTags: {}, IdentityPoolName: 'sneaky' },
      { IdentityPoolTags: {}, Roles: { authenticated: userRole } },
      { IdentityPoolTags: { other: 'tag' } },
    ]) {
      expect({ changes, ...(await patch(all, safe, changes)).body }).toMatchObject({
        changes,
        status: 403,
        code: 'forbidden',
      });
    }
    const removed = await all.call('DELETE', path(), { confirm: 'a pool' });
    expect(removed.body).toMatchObject({ status: 403, code: 'forbidden' });
    expect((await all.call('GET', `${path()}/delete-impact`)).body).toMatchObject({ protected: true });
    expect((await patch(all, safe, { IdentityPoolTags: {} })).status).toBe(200);
  });

  it('refuses what AWS would refuse on the right field', async () => {
    const answer = await patch(all, pool, { IdentityPoolName: 'Ärger', IdentityPoolTags: { 'aws:x': 'y' } });
    expect(answer.body).toMatchObject({ status: 400, code: 'invalid_input' });
    expect(Object.keys(answer.body.fields).sort()).toEqual(['IdentityPoolName', 'IdentityPoolTags.aws:x']);
    expect(answer.body.fields.IdentityPoolName[0]).toContain('unaccented');
  });

  it('unknown members are refused', async () => {
    const answer = await patch(all, pool, { IdentityPoolName: 'x', createdBy: 'me' });
    expect(answer.body.fields).toHaveProperty('createdBy');
    const session = await send(all.bff, 'PATCH', all.local(''), {
      session: all.session,
      body: { readOnly: false, role: 'admin' },
    });
    expect(session.body.fields).toHaveProperty('role');
  });
});

/** What the SDK of any other program is answered. */
async function describeInAws(all: Everything, IdentityPoolId: string): Promise<object> {
  const { CognitoIdentityClient, DescribeIdentityPoolCommand } = await import('@aws-sdk/client-cognito-identity');
  const client = new CognitoIdentityClient({
    region: 'us-east-1',
    endpoint: all.aws.url,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
  const pool = await client.send(new DescribeIdentityPoolCommand({ IdentityPoolId }));
  client.destroy();
  return pool;
}

async function createRoles(all: Everything): Promise<void> {
  const { IAMClient, CreateRoleCommand } = await import('@aws-sdk/client-iam');
  const iam = new IAMClient({
    region: 'us-east-1',
    endpoint: all.aws.url,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
  for (const RoleName of ['Guest', 'User']) {
    const Principal = { Federated: 'cognito-identity.amazonaws.com' };
    const Condition = { StringLike: { 'cognito-identity.amazonaws.com:aud': '*' } };
    const Statement = [{ Effect: 'Allow', Principal, Action: 'sts:AssumeRoleWithWebIdentity', Condition }];
    await iam.send(
      new CreateRoleCommand({
        RoleName,
        AssumeRolePolicyDocument: JSON.stringify({ Version: '2012-10-17', Statement }),
      }),
    );
  }
  iam.destroy();
}
