import { text } from 'node:stream/consumers';

import { describe, expect, it } from 'vitest';

import { lines } from './table-file.ts';

async function* rows(...items: Record<string, unknown>[]) {
  yield* items;
}

describe('a table as a file', () => {
  it.each([
    ['=1+1', "'=1+1"],
    ['+1', "'+1"],
    ['-1', "'-1"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\tx', "'\tx"],
    ['\rx', '"\'\rx"'],
    ['\n=1', '"\'\n=1"'],
    ['\u0000=1', "'\u0000=1"],
    ['\u001f=1', "'\u001f=1"],
    ['\u007f=1', "'\u007f=1"],
    ['\u0085=1', "'\u0085=1"],
    ['=a,"b"', '"\'=a,""b"""'],
    ['accounts.google.com', 'accounts.google.com'],
    ['a,b', '"a,b"'],
    ['a\nb', '"a\nb"'],
  ])('CSV has no value that a spreadsheet runs: %j', async (value, expected) => {
    expect(await text(lines(rows({ Login: value }), 'csv', ['Login']))).toBe(`Login\n${expected}\n`);
    expect(await text(lines(rows({ Login: [value] }), 'csv', ['Login']))).toBe(`Login\n${expected}\n`);
  });

  it('has a header even without rows, and empty values where there is none', async () => {
    expect(await text(lines(rows(), 'csv', ['A', 'B']))).toBe('A,B\n');
    expect(await text(lines(rows({ A: true, B: undefined }), 'csv', ['A', 'B']))).toBe('A,B\ntrue,\n');
  });

  it('is one JSON object a line', async () => {
    const items = [{ A: '=1', L: ['x', 'y'] }, { A: 'b' }];
    const lined = (await text(lines(rows(...items), 'jsonl', ['A']))).trimEnd().split('\n');
    expect(lined.map((line) => JSON.parse(line))).toEqual(items);
  });
});
