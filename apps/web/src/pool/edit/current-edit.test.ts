import type { Pool } from '@lifeguard/shared/api/pools';
import type { PoolDocument } from '@lifeguard/shared/aws/pool-document';
import { examplePool } from '@lifeguard/shared/pool/fixture';
import { applyChanges } from '@lifeguard/shared/pool/merge';
import { differingPaths } from '@lifeguard/shared/pool/paths';
import { describe, expect, it } from 'vitest';
import { currentEdit } from './current-edit.ts';

const base = versionOf(examplePool());
const changes = { IdentityPoolName: 'Mine', IdentityPoolTags: { team: 'orders', mine: 'yes' } };
const edit = { base, changes };

describe('an edit, when its pool is read again,', () => {
  it('is the same where nobody else changed anything', () => {
    const latest = { ...base, etag: 'other' };
    expect(currentEdit(edit, latest)).toEqual({ kind: 'same', edit: { base: latest, changes } });
  });

  it('is what remains where AWS has a part of it', () => {
    const latest = versionOf(examplePool({ IdentityPoolName: 'Mine' }));
    expect(currentEdit(edit, latest)).toEqual({ kind: 'rest', edit: { base: latest, changes } });
  });

  it('stands on top of a change that it does not touch, of a tag beside its own too', () => {
    const tags = { team: 'orders', theirs: 'yes' };
    const latest = versionOf(examplePool({ AllowUnauthenticatedIdentities: true, IdentityPoolTags: tags }));
    const found = currentEdit(edit, latest);
    expect(found.kind).toBe('beside');
    if (found.kind !== 'beside') return;
    const after = applyChanges(found.edit.base.document, found.edit.changes);
    expect(found.edit.base).toBe(latest);
    expect(after).toMatchObject({ AllowUnauthenticatedIdentities: true, IdentityPoolName: 'Mine' });
    expect(after.IdentityPoolTags).toEqual({ ...tags, mine: 'yes' });
    expect(differingPaths(latest.document, after)).toHaveLength(2);
  });

  it.each([
    ['the same setting', { IdentityPoolName: 'Theirs' }, changes, ['IdentityPoolName'], []],
    [
      'what belongs together with it',
      { AllowClassicFlow: true },
      { AllowUnauthenticatedIdentities: true },
      [],
      ['AllowUnauthenticatedIdentities', 'AllowClassicFlow'],
    ],
  ])('is overtaken by a change of %s', (_, theirs, mine, conflicts, coupled) => {
    const latest = versionOf(examplePool(theirs));
    const stale = { base: base.document, current: latest.document, currentETag: latest.etag, conflicts, coupled };
    expect(currentEdit({ base, changes: mine }, latest)).toMatchObject({ kind: 'overtaken', stale });
  });
});

function versionOf(document: PoolDocument): Pool {
  return { document, etag: JSON.stringify(document), arn: 'arn', unknownMembers: [], unreadableMembers: [] };
}
