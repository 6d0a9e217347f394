import { examplePool } from '@lifeguard/shared/pool/fixture';
import type { StaleVersion } from '@lifeguard/shared/api/problem';
import { describe, expect, it } from 'vitest';
import { resolveChanges, staleRows } from './stale-rows.ts';

const base = examplePool();
const changes = { IdentityPoolName: 'Mine', IdentityPoolTags: { team: 'orders', mine: 'yes' } };
const stale: StaleVersion = {
  base,
  current: {
    ...base,
    IdentityPoolName: 'Theirs',
    AllowClassicFlow: true,
    IdentityPoolTags: { team: 'orders', theirs: 'yes' },
  },
  yours: { ...base, ...changes },
  currentETag: 'e2',
  conflicts: ['IdentityPoolName'],
  coupled: [],
  mergeable: false,
};

describe('staleRows', () => {
  it('has one row for each setting that either side changed', () => {
    expect(
      staleRows(stale).map(({ path, isYours, isTheirs, isConflict }) => [path, isYours, isTheirs, isConflict]),
    ).toEqual([
      ['IdentityPoolName', true, true, true],
      ['IdentityPoolTags.mine', true, false, false],
      ['AllowClassicFlow', false, true, false],
      ['IdentityPoolTags.theirs', false, true, false],
    ]);
    expect(staleRows(stale)[0]).toMatchObject({ label: 'Name', base: 'Orders', theirs: 'Theirs', yours: 'Mine' });
  });
});

describe('resolveChanges', () => {
  it('keeps what only they changed', () => {
    expect(resolveChanges(stale, changes, new Map())).toEqual({
      IdentityPoolName: 'Mine',
      IdentityPoolTags: { team: 'orders', theirs: 'yes', mine: 'yes' },
    });
  });

  it('drops my value where theirs was chosen', () => {
    expect(resolveChanges(stale, changes, new Map([['IdentityPoolName', 'theirs']]))).toEqual({
      IdentityPoolTags: { team: 'orders', theirs: 'yes', mine: 'yes' },
    });
  });

  it('leaves nothing to save where all of theirs was chosen', () => {
    const all = new Map([['IdentityPoolName', 'theirs'] as const, ['IdentityPoolTags.mine', 'theirs'] as const]);
    expect(resolveChanges(stale, changes, all)).toEqual({});
  });
});
