import fc from 'fast-check';
import { expect, it } from 'vitest';
import { lineDiff } from './line-diff.ts';

const signs = { same: ' ', removed: '-', added: '+' };

it.each([
  ['a\nb', 'a\nb', [' a', ' b']],
  ['a\nb\nc', 'a\nx\nc', [' a', '-b', '+x', ' c']],
  ['a', 'a\nb', [' a', '+b']],
  ['a\nb', 'b', ['-a', ' b']],
])('shows the lines from %j to %j', (before, after, expected) => {
  expect(lineDiff(before, after).map(({ change, text }) => `${signs[change]}${text}`)).toEqual(expected);
});

it('holds both texts whole', () => {
  const text = fc.array(fc.constantFrom('a', 'b', '', '{'), { maxLength: 12 }).map((lines) => lines.join('\n'));
  fc.assert(
    fc.property(text, text, (before, after) => {
      const lines = lineDiff(before, after);
      const without = (change: string) =>
        lines
          .filter((line) => line.change !== change)
          .map((line) => line.text)
          .join('\n');
      expect([without('added'), without('removed')]).toEqual([before, after]);
    }),
  );
});
