import fc from 'fast-check';
import { expect, it } from 'vitest';

import { movedItem } from './moved-item.ts';

it('finds a move that makes the one order into the other', () => {
  const list = fc.integer({ min: 2, max: 25 }).chain((length) => {
    const position = fc.nat({ max: length - 1 });
    return fc.tuple(fc.constant(length), position, position);
  });
  fc.assert(
    fc.property(list, ([length, from, to]) => {
      const before = Array.from({ length }, (_, index) => `rule ${index}`);
      const after = moved(before, from, to);
      const found = movedItem(before, after);
      expect(found === undefined ? before : moved(before, found.from, found.to)).toEqual(after);
    }),
  );
});

function moved(list: readonly string[], from: number, to: number): string[] {
  const rest = list.filter((_, index) => index !== from);
  return [...rest.slice(0, to), ...list.slice(from, from + 1), ...rest.slice(to)];
}
