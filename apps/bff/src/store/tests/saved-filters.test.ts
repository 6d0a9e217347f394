import { expect, it } from 'vitest';

import { createSavedFilters } from '../records/saved-filters.ts';
import { describeEngines } from './engines.ts';

const numbered = (number: number) => ({ id: `f${number}`, name: `Filter ${number}`, filter: `{"a":${number}}` });

describeEngines('saved filters', ({ open }) => {
  it('stay in the order in which they were first saved', async () => {
    const filters = createSavedFilters(await open());
    for (const number of [3, 1, 2]) expect(await filters.save(numbered(number))).toBe(true);
    const renamed = { ...numbered(1), name: 'Übrig 🎈', filter: '{"b":"\u0000"}'.replace('\u0000', '') };
    expect(await filters.save(renamed)).toBe(true);
    expect(await filters.list()).toEqual([numbered(3), renamed, numbered(2)]);
  });

  it('are removed by their id, once', async () => {
    const filters = createSavedFilters(await open());
    await filters.save(numbered(1));
    expect(await filters.remove('f1')).toBe(true);
    expect(await filters.remove('f1')).toBe(false);
    expect(await filters.list()).toEqual([]);
  });

  it('are at most 200, of which each can still be changed', async () => {
    const filters = createSavedFilters(await open());
    for (let number = 0; number < 200; number += 1) expect(await filters.save(numbered(number))).toBe(true);
    expect(await filters.save(numbered(200))).toBe(false);
    expect(await filters.save({ ...numbered(199), name: 'Again' })).toBe(true);
    expect(await filters.list()).toHaveLength(200);
  });
});
