import type { PoolDocument } from '@lifeguard/shared/aws/pool-document';
import { examplePool, madeUpPool, madeUpSettings } from '@lifeguard/shared/pool/fixture';
import { poolSettings, settingEntries } from '@lifeguard/shared/pool/settings';
import { describe, expect, it } from 'vitest';
import { originOf } from './create/copy.ts';
import { filterAndSort, type PoolFilter, type PoolRow, sortFieldsOf, valuesOf } from './list/filter.ts';
import { listedSettings, settingRows } from './settings.ts';

const id = 'MadeUpSeconds';
const listed = listedSettings(madeUpSettings);

it('shows every plain setting but the name and the developer provider, which stand elsewhere', () => {
  const plain = settingEntries(poolSettings).flatMap(([member, { kind }]) => (kind === 'value' ? [member] : []));
  const shown = plain.filter((member) => !['IdentityPoolName', 'DeveloperProviderName'].includes(member));
  expect(settingRows(examplePool()).map(({ member }) => member)).toEqual(shown);
  expect(listedSettings().map(({ member }) => member)).toEqual(shown);
  const rows = settingRows(examplePool()).map(({ label, value }) => `${label}: ${value}`);
  expect(rows).toEqual(expect.arrayContaining(['Guest access: Inactive', 'Basic (classic) flow: Inactive']));
});

describe('a made-up setting', () => {
  const rows = [rowOf('long', 3600), rowOf('short', 900), rowOf('unset', undefined), rowOf('arriving', 900, false)];
  const names = (tokens: PoolFilter['tokens'], sort = 'name') =>
    filterAndSort(rows, { filter: { operation: 'and', tokens }, sort, descending: false, page: 1 }, listed).map(
      ({ IdentityPoolName }) => IdentityPoolName,
    );

  it('has its words in the overview and in the review of the wizard', () => {
    const words = (pool: PoolDocument) => settingRows(pool, madeUpSettings).at(-1);
    expect(words(madeUpPool(900))).toEqual({ member: id, label: 'Made-up time', value: '900 seconds' });
    expect(words(madeUpPool(undefined))).toMatchObject({ value: 'made-up default' });
  });

  it('has a column of the list, and can be sorted by', () => {
    expect(listed.at(-1)).toMatchObject({ id, label: 'Made-up time' });
    expect(sortFieldsOf(listed)).toContain(id);
    expect(names([], id)).toEqual(['arriving', 'short', 'long', 'unset']);
  });

  it('has a property of the filter, and is found by free text', () => {
    expect(rows.map((row) => valuesOf(row, id, listed))).toEqual([
      ['3600 seconds'],
      ['900 seconds'],
      ['made-up default'],
      [],
    ]);
    expect(names([{ propertyKey: id, operator: '=', value: '900 seconds' }])).toEqual(['short']);
    expect(names([{ operator: ':', value: 'up default' }])).toEqual(['unset']);
  });

  it('is named as missing where a pool is copied and the wizard has no field for it', () => {
    const missing = (value: number | undefined) =>
      originOf({ document: madeUpPool(value), unknownMembers: [], unreadableMembers: [] }, madeUpSettings).missing;
    expect(missing(900)).toEqual(['Made-up time: 900 seconds']);
    expect(missing(undefined)).toEqual([]);
  });
});

function rowOf(name: string, value: number | undefined, hasArrived = true): PoolRow {
  const settings = madeUpPool(value, { IdentityPoolName: name, AllowClassicFlow: false });
  const { IdentityPoolId } = settings;
  return { IdentityPoolId, IdentityPoolName: name, settings: hasArrived ? settings : undefined, error: undefined };
}
