import type { Pool } from '@lifeguard/shared/api/pools';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { createPool, type Everything, faults, patch, startAll } from '../../testing/harness.ts';

const google = 'accounts.google.com';
const userRole = 'arn:aws:iam::123456789012:role/User';
const map = { UseDefaults: true, PrincipalTags: {} };

/** What makes a gap: AWS denies the read, or what answers there does not know it. */
const failures = [
  ['is denied', { error: 'AccessDeniedException', status: 403 }],
  ['is not known', { error: 'UnknownOperationException', status: 400 }],
  ['is answered with a page', { status: 404 }],
] as const;

describe.each(failures)('a read that %s closes only what needs it', (_, failure) => {
  let all: Everything;
  let whole: Pool;
  beforeAll(async () => {
    all = await startAll();
    const Statement = [{ Effect: 'Allow', Principal: { AWS: '123456789012' }, Action: 'sts:AssumeRole' }];
    const AssumeRolePolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement });
    const role = { RoleName: 'User', Path: '/', AssumeRolePolicyDocument };
    await all.call('POST', all.local('/roles'), role);
  });
  afterAll(() => all.close());
  beforeEach(async () => {
    await faults(all);
    const pool = await createPool(all, {
      SupportedLoginProviders: { [google]: 'client' },
      Roles: { authenticated: userRole },
    });
    whole = (await patch(all, pool, { PrincipalTagAttributeMaps: { [google]: map } })).body;
  });

  const path = () => all.local(`/pools/${whole.document.IdentityPoolId}`);
  const get = async () => (await all.call('GET', path())).body as Pool;
  const fail = (operation: string) => faults(all, { operation, ...failure, times: 1000 });

  it('the roles: the rest of the pool is shown and can be saved, and the roles stay', async () => {
    expect(whole).toMatchObject({ unreadableMembers: [], document: { PrincipalTagAttributeMaps: { [google]: map } } });
    await fail('GetIdentityPoolRoles');
    const pool = await get();
    expect(pool).toMatchObject({
      unreadableMembers: ['Roles', 'RoleMappings'],
      document: { ...whole.document, Roles: {}, RoleMappings: {} },
    });
    expect((await all.call('GET', `${path()}/delete-impact`)).body).not.toHaveProperty('roles');
    expect((await patch(all, pool, { Roles: { authenticated: userRole } })).body).toMatchObject({
      code: 'forbidden',
      detail: expect.stringContaining('GetIdentityPoolRoles'),
    });
    expect((await patch(all, pool, { IdentityPoolName: 'other' })).body).toMatchObject({
      outcome: 'applied',
      calls: [{ operation: 'UpdateIdentityPool' }],
    });
    await faults(all);
    expect((await get()).document).toEqual({ ...whole.document, IdentityPoolName: 'other' });
  });

  it('an attribute map: the rest of the pool is shown and can be saved, and the maps stay', async () => {
    await fail('GetPrincipalTagAttributeMap');
    const pool = await get();
    expect(pool).toMatchObject({
      unreadableMembers: ['PrincipalTagAttributeMaps'],
      document: { ...whole.document, PrincipalTagAttributeMaps: {} },
    });
    const changed = { PrincipalTagAttributeMaps: { [google]: { ...map, UseDefaults: false } } };
    expect((await patch(all, pool, changed)).body).toMatchObject({ code: 'forbidden' });
    expect((await patch(all, pool, { IdentityPoolTags: { a: 'b' } })).body).toMatchObject({ outcome: 'applied' });
    await faults(all);
    expect((await get()).document).toEqual({ ...whole.document, IdentityPoolTags: { a: 'b' } });
  });

  it('a gap that came since the page was opened is no change by somebody else', async () => {
    await fail('GetIdentityPoolRoles');
    expect((await patch(all, whole, { IdentityPoolName: 'other' })).body).toMatchObject({
      outcome: 'applied',
      merged: false,
    });
    await faults(all);
    expect((await get()).document).toEqual({ ...whole.document, IdentityPoolName: 'other' });
  });
});
