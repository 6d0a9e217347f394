import type { Pool } from '@lifeguard/shared/api/pools';
import type { PoolDocument } from '@lifeguard/shared/aws/pool-document';
import { examplePool, madeUpPool, madeUpSettings } from '@lifeguard/shared/pool/fixture';
import { applyChanges } from '@lifeguard/shared/pool/merge';
import { differingPaths, valueAt, withValue } from '@lifeguard/shared/pool/paths';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { remainingEdit } from './remaining-edit.ts';

const google = 'accounts.google.com';
const changes = {
  IdentityPoolName: 'Shop',
  IdentityPoolTags: { stage: 'test' },
  Roles: {},
  PrincipalTagAttributeMaps: { [google]: { UseDefaults: true, PrincipalTags: {} } },
};
const edit = { base: versionOf(examplePool()), changes };
const wanted = applyChanges(edit.base.document, changes);
const paths = differingPaths(edit.base.document, wanted);

it('saves what AWS does not have yet, whatever part of it has arrived', () => {
  fc.assert(
    fc.property(fc.subarray(paths, { minLength: 1 }), (arrived) => {
      const latest = versionOf(
        arrived.reduce((document, path) => withValue(document, path, valueAt(wanted, path)), edit.base.document),
      );
      const rest = remainingEdit(edit, latest);
      expect(rest?.base).toBe(latest);
      expect(rest && applyChanges(rest.base.document, rest.changes)).toEqual(wanted);
    }),
  );
});

it('is no rest where nothing has arrived', () => {
  expect(remainingEdit(edit, versionOf(examplePool()))).toBeUndefined();
});

it("never takes somebody else's change for a part of the edit", () => {
  const arrived = { ...examplePool(), IdentityPoolName: 'Shop' };
  for (const theirs of [
    { AllowUnauthenticatedIdentities: true },
    { IdentityPoolTags: { team: 'orders', stage: 'live' } },
    { Roles: { unauthenticated: 'arn:aws:iam::123456789012:role/guest' } },
  ]) {
    expect(remainingEdit(edit, versionOf({ ...arrived, ...theirs }))).toBeUndefined();
  }
});

it('carries that a setting should not be set any more', () => {
  const unsetting = { base: versionOf(madeUpPool(900)), changes: { MadeUpSeconds: null, Roles: {} } };
  const afterRoles = madeUpPool(900, { Roles: {} });
  expect(remainingEdit(unsetting, versionOf(afterRoles), madeUpSettings)?.changes).toBe(unsetting.changes);
  expect(remainingEdit(unsetting, versionOf(madeUpPool(undefined)), madeUpSettings)?.changes).toBe(unsetting.changes);
});

it("sees somebody else's change of a made-up setting", () => {
  const edited = { base: versionOf(madeUpPool(3600)), changes: { IdentityPoolName: 'Shop' } };
  const theirs = versionOf(madeUpPool(900, { IdentityPoolName: 'Shop' }));
  expect(remainingEdit(edited, theirs, madeUpSettings)).toBeUndefined();
});

function versionOf(document: PoolDocument): Pool {
  return { document, etag: JSON.stringify(document), arn: 'arn', unknownMembers: [], unreadableMembers: [] };
}
