import type { Pool } from '@lifeguard/shared/api/pools';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import {
  createPool,
  emptyPool,
  type Everything,
  faults,
  heldCalls,
  send,
  startAll,
  startBeside,
} from '../../testing/harness.ts';

const google = 'accounts.google.com';

describe('pools: read, create, delete', () => {
  let all: Everything;
  /** Gives a write up soon, but not a read. */
  let hasty: Everything;
  beforeAll(async () => {
    all = await startAll();
    hasty = await startBeside(all.aws, { timeouts: { writeMs: 200 } });
  });
  afterAll(async () => {
    await hasty.close();
    await all.close();
  });
  beforeEach(() => faults(all));

  const create = (members: object, headers = {}, by = all) =>
    by.call('POST', all.local('/pools'), { ...emptyPool, IdentityPoolName: 'made', ...members }, headers);
  const named = async (name: string) =>
    (await all.call('GET', all.local('/pools'))).body.IdentityPools.filter(
      (pool: { IdentityPoolName: string }) => pool.IdentityPoolName === name,
    );
  const pathOf = (pool: Pool) => all.local(`/pools/${pool.document.IdentityPoolId}`);

  it('lists every page, and describes in rows that fail alone', async () => {
    const pools: Pool[] = [];
    for (let count = 0; count < 65; count += 1) pools.push(await createPool(all, { IdentityPoolName: 'many' }));
    expect((await named('many')).length).toBe(65);
    const ids = [
      ...pools.slice(0, 3).map((pool) => pool.document.IdentityPoolId),
      'us-east-1:11111111-2222-3333-4444-555555555555',
    ];
    const { body } = await all.call('GET', all.local(`/pools/summaries?ids=${ids.join(',')}`));
    expect(
      body.summaries.map((row: { document?: object; error?: string }) => [
        row.document !== undefined,
        row.error !== undefined,
      ]),
    ).toEqual([
      [true, false],
      [true, false],
      [true, false],
      [false, true],
    ]);
    expect((await all.call('GET', all.local('/pools/summaries'))).body.fields).toHaveProperty('ids');
    expect((await all.call('GET', all.local(`/pools/summaries?ids=${ids.join(',')}&ids=x`))).status).toBe(400);
  });

  it('gives a pool with its version, its ARN and no version change without a change', async () => {
    const pool = await createPool(all);
    const answer = await all.call('GET', pathOf(pool));
    expect(answer.headers.etag).toBe(pool.etag);
    expect(answer.body).toMatchObject({
      etag: pool.etag,
      arn: `arn:aws:cognito-identity:us-east-1:123456789012:identitypool/${pool.document.IdentityPoolId}`,
      unknownMembers: [],
    });
    const missing = await all.call('GET', all.local('/pools/us-east-1:11111111-2222-3333-4444-555555555555'));
    expect(missing.body).toMatchObject({
      status: 404,
      code: 'not_found',
      awsError: 'ResourceNotFoundException',
      awsRequestId: expect.any(String),
    });
  });

  it('a pool whose roles can not be set says so, with the pool', async () => {
    const answer = await create({
      IdentityPoolName: 'half',
      Roles: { authenticated: 'arn:aws:iam::123456789012:role/Missing' },
    });
    expect(answer.body).toMatchObject({
      code: 'applied_in_part',
      IdentityPoolId: expect.stringMatching(/^us-east-1:/),
      calls: [
        { operation: 'CreateIdentityPool', outcome: 'applied' },
        { operation: 'SetIdentityPoolRoles', outcome: 'failed', message: expect.any(String) },
      ],
    });
    expect(await named('half')).toEqual([{ IdentityPoolId: answer.body.IdentityPoolId, IdentityPoolName: 'half' }]);
  });

  it('a pool is made with new roles, role mappings and attribute maps', async () => {
    const RoleName = 'whole-user';
    const answer = await create({
      IdentityPoolName: 'whole',
      SupportedLoginProviders: { [google]: 'app' },
      NewRoles: { authenticated: { RoleName, Path: '/cognito-pools/' } },
      RoleMappings: { [google]: { Type: 'Token', AmbiguousRoleResolution: 'AuthenticatedRole' } },
      PrincipalTagAttributeMaps: { [google]: { UseDefaults: true, PrincipalTags: {} } },
    });
    expect(answer.body).toMatchObject({
      outcome: 'applied',
      document: {
        Roles: { authenticated: `arn:aws:iam::123456789012:role/cognito-pools/${RoleName}` },
        RoleMappings: { [google]: { Type: 'Token' } },
        PrincipalTagAttributeMaps: { [google]: { UseDefaults: true } },
      },
      calls: [
        { operation: 'CreateIdentityPool', outcome: 'applied' },
        { operation: 'CreateRole', about: RoleName, outcome: 'applied' },
        { operation: 'SetIdentityPoolRoles', outcome: 'applied' },
        { operation: 'SetPrincipalTagAttributeMap', about: google, outcome: 'applied' },
      ],
    });
    const again = await create({
      IdentityPoolName: 'whole again',
      NewRoles: { authenticated: { RoleName, Path: '/cognito-pools/' } },
    });
    expect(again.body).toMatchObject({
      code: 'invalid_input',
      fields: { 'NewRoles.authenticated.RoleName': [expect.stringMatching(/has a role with this name already/)] },
    });
    expect(await named('whole again')).toEqual([]);
  });

  it('of a pool of which one call fails it is said what was made and what was not', async () => {
    await faults(all, { operation: 'SetIdentityPoolRoles', error: 'InvalidParameterException', times: 9 });
    const answer = await create({
      IdentityPoolName: 'third',
      SupportedLoginProviders: { [google]: 'app' },
      NewRoles: { unauthenticated: { RoleName: 'third-guest', Path: '/' } },
      PrincipalTagAttributeMaps: { [google]: { UseDefaults: true, PrincipalTags: {} } },
    });
    await faults(all);
    expect(answer.body).toMatchObject({
      code: 'applied_in_part',
      IdentityPoolId: expect.any(String),
      calls: [
        { operation: 'CreateIdentityPool', outcome: 'applied' },
        { operation: 'CreateRole', about: 'third-guest', outcome: 'applied' },
        { operation: 'SetIdentityPoolRoles', outcome: expect.stringMatching(/failed|unknown/) },
        { operation: 'SetPrincipalTagAttributeMap', about: google, outcome: 'not_sent' },
      ],
    });
  });

  it('a new role that AWS does not see yet is waited for', async () => {
    await faults(all, { operation: 'SetIdentityPoolRoles', error: 'NotAuthorizedException', times: 1 });
    const answer = await create({
      IdentityPoolName: 'patient',
      NewRoles: { authenticated: { RoleName: 'patient-user', Path: '/' } },
    });
    expect(answer.body).toMatchObject({
      outcome: 'applied',
      document: { Roles: { authenticated: expect.stringMatching(/patient-user$/) } },
    });
  });

  it('a double click makes one pool; another input under the same key is refused', async () => {
    const key = { 'Idempotency-Key': crypto.randomUUID() };
    const [first, second] = await Promise.all([
      create({ IdentityPoolName: 'once' }, key),
      create({ IdentityPoolName: 'once' }, key),
    ]);
    expect(first.body.document.IdentityPoolId).toBe(second.body.document.IdentityPoolId);
    expect((await create({ IdentityPoolName: 'once' }, key)).body.etag).toBe(first.body.etag);
    expect((await create({ IdentityPoolName: 'other' }, key)).body).toMatchObject({ code: 'invalid_input' });
    expect((await named('once')).length).toBe(1);
    expect((await create({}, { 'Idempotency-Key': 'x' })).status).toBe(400);
  });

  it('a creation that hangs after its effect is unknown, and is not sent twice', async () => {
    await faults(all, { operation: 'CreateIdentityPool', hang: true, afterEffect: true, times: 9 });
    const answer = await create({ IdentityPoolName: 'maybe' }, {}, hasty);
    expect(answer.body).toMatchObject({ status: 504, code: 'outcome_unknown', calls: [{ outcome: 'unknown' }] });
    expect(answer.body.detail).toContain('list of pools');
    await faults(all);
    expect((await named('maybe')).length).toBe(1);
  });

  it('a server error after the effect is unknown too; throttling is repeated', async () => {
    await faults(all, {
      operation: 'CreateIdentityPool',
      error: 'InternalErrorException',
      status: 500,
      afterEffect: true,
      times: 9,
    });
    expect((await create({ IdentityPoolName: 'errored' })).body).toMatchObject({ code: 'outcome_unknown' });
    await faults(all, { operation: 'CreateIdentityPool', error: 'TooManyRequestsException', times: 2 });
    expect((await create({ IdentityPoolName: 'slowed' })).status).toBe(200);
    await faults(all);
    expect((await named('errored')).length).toBe(1);
    expect((await named('slowed')).length).toBe(1);
  });

  it('a throttling storm ends as 429 within the budget', async () => {
    await faults(all, { operation: 'ListIdentityPools', error: 'TooManyRequestsException', times: 1000 });
    const own = await startBeside(all.aws, { timeouts: { readMs: 2000 } });
    const answer = await own.call('GET', own.local('/pools'));
    expect(answer.body).toMatchObject({ status: 429, code: 'throttled', retryAfterMs: expect.any(Number) });
    await own.close();
  });

  it('an upstream that hangs for ever is a timeout', async () => {
    await faults(all, { operation: 'ListIdentityPools', hang: true, times: 1000 });
    const own = await startBeside(all.aws, { timeouts: { readMs: 50 } });
    const answer = await own.call('GET', own.local('/pools'));
    expect(answer.body).toMatchObject({ status: 504, code: 'upstream_timeout' });
    await own.close();
  });

  it('only the exact name deletes', async () => {
    const pool = await createPool(all, { IdentityPoolName: 'Harbour app' });
    for (const confirm of [
      'harbour app',
      'Harbour app ',
      ' Harbour app',
      'Harbour\u00a0app',
      'Hаrbour app',
      '',
      'Harbour',
    ]) {
      const answer = await all.call('DELETE', pathOf(pool), { confirm });
      expect({ typed: confirm, ...answer.body }).toMatchObject({
        typed: confirm,
        status: 422,
        code: 'confirmation_mismatch',
      });
    }
    expect((await all.call('DELETE', pathOf(pool))).status).toBe(400);
    expect((await all.call('DELETE', pathOf(pool), { confirm: 'Harbour app' })).body).toEqual({
      IdentityPoolId: pool.document.IdentityPoolId,
    });
    expect((await all.call('GET', pathOf(pool))).status).toBe(404);
  });

  it('a deletion that was done, but answered with an error, counts as done', async () => {
    const pool = await createPool(all, { IdentityPoolName: 'gone' });
    await faults(all, {
      operation: 'DeleteIdentityPool',
      error: 'InternalErrorException',
      status: 500,
      afterEffect: true,
      times: 1,
    });
    expect((await all.call('DELETE', pathOf(pool), { confirm: 'gone' })).status).toBe(200);
    const other = await createPool(all, { IdentityPoolName: 'hung' });
    await faults(all, { operation: 'DeleteIdentityPool', hang: true, afterEffect: true, times: 9 });
    expect((await hasty.call('DELETE', pathOf(other), { confirm: 'hung' })).status).toBe(200);
  });

  it('a deletion that was not answered, and not done, says what a look shows', async () => {
    const pool = await createPool(all, { IdentityPoolName: 'stays' });
    await faults(all, { operation: 'DeleteIdentityPool', hang: true, times: 9 });
    expect((await hasty.call('DELETE', pathOf(pool), { confirm: 'stays' })).body).toMatchObject({
      code: 'outcome_unknown',
      detail: expect.stringContaining('A look right afterwards shows the pool still there'),
    });
  });

  it('opening a pool does not wait behind the list, however slow AWS is with it', async () => {
    const google = 'accounts.google.com';
    const slow = await Promise.all(Array.from({ length: 9 }, () => createPool(all)));
    const pool = await createPool(all, { SupportedLoginProviders: { [google]: 'client' } });
    await faults(all, { operation: 'DescribeIdentityPool', hold: true, times: 8 });
    let isListed = false;
    const ids = slow.map(({ document }) => document.IdentityPoolId).join(',');
    const list = all.call('GET', all.local(`/pools/summaries?ids=${encodeURIComponent(ids)}`)).then((answer) => {
      isListed = true;
      return answer;
    });
    await expect.poll(() => heldCalls(all), { interval: 5 }).toBe(8);
    expect((await all.call('GET', pathOf(pool))).body.document).toEqual(pool.document);
    expect(isListed).toBe(false);
    await faults(all);
    expect((await list).body.summaries).toHaveLength(9);
  });

  it('identities: pages, one, deletion with its results', async () => {
    const pool = await createPool(all, { IdentityPoolName: 'people', AllowUnauthenticatedIdentities: true });
    await fetch(`${all.aws.url}/_local/identities`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({
        IdentityPoolId: pool.document.IdentityPoolId,
        count: 130,
        authenticatedShare: 0,
        olderThanDays: 3,
      }),
    });
    const path = `${pathOf(pool)}/identities`;
    const first = (await all.call('GET', path)).body;
    expect(first.Identities.length).toBe(60);
    const second = (await all.call('GET', `${path}?nextToken=${encodeURIComponent(first.NextToken)}&hideDisabled=true`))
      .body;
    expect(second.Identities.length).toBe(60);
    const IdentityIds = [...first.Identities, ...second.Identities]
      .slice(50, 60)
      .map((identity: { IdentityId: string }) => identity.IdentityId);
    expect((await all.call('GET', `${path}/${IdentityIds[0]}`)).body).toMatchObject({
      IdentityId: IdentityIds[0],
      CreationDate: expect.any(String),
    });
    expect((await all.call('GET', `${pathOf(pool)}/delete-impact`)).body.identities).toEqual({
      counted: 130,
      more: false,
    });
    const mistaken = await all.call('POST', `${path}/delete`, { IdentityIds, confirmCount: 9 });
    expect(mistaken.body).toMatchObject({ status: 422, code: 'confirmation_mismatch' });
    const answer = await all.call('POST', `${path}/delete`, { IdentityIds, confirmCount: 10 });
    expect(answer.body.results).toEqual(IdentityIds.map((IdentityId) => ({ IdentityId, outcome: 'deleted' })));
    expect((await all.call('GET', `${pathOf(pool)}/delete-impact`)).body.identities).toEqual({
      counted: 120,
      more: false,
    });
    expect((await all.call('GET', `${path}?nextToken=nonsense`)).body).toMatchObject({ code: 'aws_refused' });
  });

  it('nothing that can be read changes anything', async () => {
    const pool = await createPool(all, { IdentityPoolName: 'unchanged' });
    for (const path of [
      '',
      '/pools',
      `/pools/summaries?ids=${pool.document.IdentityPoolId}`,
      '/roles',
      '/roles/Missing/trust-policy',
      '/user-pools',
      '/oidc-providers',
      '/saml-providers',
      '/status',
      '/sample-data',
    ]) {
      await all.call('GET', all.local(path));
    }
    for (const path of ['', '/delete-impact', '/identities', '/identities/delete'])
      await all.call('GET', `${pathOf(pool)}${path}`);
    await send(all.bff, 'GET', '/auth/logout', { session: all.session });
    await send(all.bff, 'GET', '/auth/local/exchange', { session: all.session });
    expect((await all.call('GET', pathOf(pool))).body.etag).toBe(pool.etag);
  });
});
