import fc from 'fast-check';
import { expect, it } from 'vitest';
import { markedTexts, type Piece } from './marked.ts';

function shown(pieces: readonly Piece[]): string {
  return pieces.map(({ text, isChanged }) => (isChanged ? `[${text}]` : text)).join('');
}

it.each([
  [
    'dept Equals sales: arn:role/a',
    'dept Equals sails: arn:role/a',
    'dept Equals sa[le]s: arn:role/a',
    'dept Equals sa[il]s: arn:role/a',
  ],
  ['role/app-dev-reader', 'role/app-prod-reader', 'role/app-[dev]-reader', 'role/app-[prod]-reader'],
  ['sales', 'sales ', 'sales', 'sales[ ]'],
  ['client x', 'client x, server-side token check', 'client x', 'client x[, server-side token check]'],
  ['Equals a', 'StartsWith a', '[Equals] a', '[StartsWith] a'],
  ['cognito', 'custom', '[cognito]', '[custom]'],
  ['a😀b', 'a😁b', 'a[😀]b', 'a[😁]b'],
  ['', 'new', '', '[new]'],
  ['old', '', '[old]', ''],
  ['same', 'same', 'same', 'same'],
])('marks what changes from %j to %j', (before, after, old, next) => {
  const marked = markedTexts(before, after);
  expect([shown(marked.before), shown(marked.after)]).toEqual([old, next]);
});

it('holds both texts whole, and has the same pieces unmarked', () => {
  const text = fc.array(fc.constantFrom('a', 'bc', ' ', ':', '😀'), { maxLength: 10 }).map((parts) => parts.join(''));
  fc.assert(
    fc.property(text, text, (before, after) => {
      const marked = markedTexts(before, after);
      const all = (pieces: readonly Piece[]) => pieces.map((piece) => piece.text).join('');
      const same = (pieces: readonly Piece[]) => all(pieces.filter(({ isChanged }) => !isChanged));
      expect([all(marked.before), all(marked.after)]).toEqual([before, after]);
      expect(same(marked.before)).toBe(same(marked.after));
    }),
  );
});
