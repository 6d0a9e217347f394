import type { Pool } from '@lifeguard/shared/api/pools';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';

import { createPool, emptyPool, type Everything, faults, patch, startAll } from '../../testing/harness.ts';

const trust = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { AWS: '123456789012' }, Action: 'sts:AssumeRole' }],
});

let all: Everything;
let pool: Pool;
beforeAll(async () => {
  all = await startAll();
});
afterAll(() => all.close());
beforeEach(async () => {
  await faults(all);
  pool = await createPool(all, { AllowUnauthenticatedIdentities: true });
});

const path = () => all.local(`/pools/${pool.document.IdentityPoolId}`);

async function identities(count: number): Promise<string[]> {
  const IdentityPoolId = pool.document.IdentityPoolId;
  await fetch(`${all.aws.url}/_local/identities`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ IdentityPoolId, count, authenticatedShare: 0, olderThanDays: 1 }),
  });
  const { body } = await all.call('GET', `${path()}/identities?hideDisabled=false`);
  return body.Identities.map(({ IdentityId }: { IdentityId: string }) => IdentityId);
}

function remove(IdentityIds: readonly string[]) {
  return all.call('POST', `${path()}/identities/delete`, { IdentityIds, confirmCount: IdentityIds.length });
}

const role = { RoleName: 'Unclear', Path: '/', AssumeRolePolicyDocument: trust };
const writes: readonly (readonly [string, () => Promise<{ body: object }>])[] = [
  ['CreateIdentityPool', () => all.call('POST', all.local('/pools'), { ...emptyPool, IdentityPoolName: 'x' })],
  ['UpdateIdentityPool', () => patch(all, pool, { IdentityPoolName: 'x' })],
  ['TagResource', () => patch(all, pool, { IdentityPoolTags: { a: 'b' } })],
  ['DeleteIdentityPool', () => all.call('DELETE', path(), { confirm: 'a pool' })],
  ['DeleteIdentities', async () => remove(await identities(2))],
  ['CreateRole', () => all.call('POST', all.local('/roles'), role)],
];

it.each(writes)(
  '%s, after lasting errors of AWS, has an unknown outcome that names the call',
  async (operation, write) => {
    // What the write needs before.
    await faults(all, { operation, error: 'InternalErrorException', status: 500, times: 9 });
    expect((await write()).body).toMatchObject({
      status: 504,
      code: 'outcome_unknown',
      awsError: 'InternalErrorException',
      calls: [{ operation, outcome: 'unknown' }],
    });
  },
);

it.each(writes)('%s that AWS denies was not done, and names the call', async (operation, write) => {
  await faults(all, { operation, error: 'AccessDeniedException', status: 403, times: 9 });
  expect((await write()).body).toMatchObject({
    status: 403,
    code: 'aws_denied',
    calls: [{ operation, outcome: 'failed' }],
  });
});

it('a deletion of identities whose answer was lost is looked at', async () => {
  const ids = await identities(3);
  const lost = { operation: 'DeleteIdentities', error: 'InternalErrorException', status: 500, times: 9 };
  await faults(all, lost);
  expect((await remove(ids)).body).toMatchObject({
    code: 'outcome_unknown',
    detail: expect.stringContaining('A look right afterwards shows all of them still there'),
  });
  await faults(all, { ...lost, afterEffect: true });
  expect((await remove(ids.slice(0, 2))).body).toEqual({
    results: ids.slice(0, 2).map((IdentityId) => ({ IdentityId, outcome: 'deleted' })),
  });
});
