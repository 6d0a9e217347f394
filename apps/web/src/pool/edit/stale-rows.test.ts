import { examplePool, madeUpPool, madeUpSettings } from '@lifeguard/shared/pool/fixture';
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

it('compares a list on each side row by row, and a setting that is none as a whole', () => {
  const saml = (...names: string[]) => ({
    SamlProviderARNs: names.map((name) => `arn:aws:iam::1:saml-provider/${name}`),
  });
  const current = { ...base, ...saml('corp', 'theirs') };
  const rows = staleRows({
    ...stale,
    base: { ...base, ...saml('corp') },
    current,
    yours: { ...base, ...saml('mine') },
  });
  expect(rows.map(({ path }) => path)).toEqual(['SamlProviderARNs']);
  expect(rows[0]?.rows?.theirs.map(({ change }) => change)).toEqual(['same', 'added']);
  expect(rows[0]?.rows?.yours.map(({ change }) => change)).toEqual(['changed']);
  expect(staleRows(stale)[0]?.rows).toBeUndefined();
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

describe('a setting that is not set any more', () => {
  const path = 'MadeUpSeconds';
  const unset = {
    ...stale,
    base: madeUpPool(900),
    current: madeUpPool(1800),
    yours: madeUpPool(undefined),
    conflicts: [path],
  };

  it('is shown as mine, in words', () => {
    const row = { base: '900 seconds', theirs: '1800 seconds', yours: 'made-up default', isConflict: true };
    expect(staleRows(unset, madeUpSettings)).toMatchObject([row]);
  });

  it('is asked for as null, or stays theirs', () => {
    expect(resolveChanges(unset, {}, new Map(), madeUpSettings)).toEqual({ [path]: null });
    expect(resolveChanges(unset, {}, new Map([[path, 'theirs']]), madeUpSettings)).toEqual({});
  });
});

it('knows a made-up setting by its row in the table', () => {
  const path = 'MadeUpSeconds';
  const both = {
    ...stale,
    base: madeUpPool(3600),
    current: madeUpPool(1800),
    yours: madeUpPool(900),
    conflicts: [path],
  };
  expect(staleRows(both, madeUpSettings)).toMatchObject([
    { path, label: 'Made-up time', base: '3600 seconds', theirs: '1800 seconds', yours: '900 seconds' },
  ]);
  expect(resolveChanges(both, {}, new Map(), madeUpSettings)).toEqual({ [path]: 900 });
  const unsetting = { ...both, yours: madeUpPool(undefined) };
  expect(resolveChanges(unsetting, {}, new Map(), madeUpSettings)).toEqual({ [path]: null });
});
