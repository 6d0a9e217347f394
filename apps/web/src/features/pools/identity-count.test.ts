import { describe, expect, it } from 'vitest';
import { countedText, scannedText } from './identity-count.ts';

const now = new Date('2026-11-21T17:05:09Z');

function scanOf(total: number) {
  return { counts: { total, guests: 0, linked: total, disabled: 0 }, finishedAt: '2026-11-21T14:05:09Z' };
}

describe('how many identities a pool has', () => {
  it.each([
    ['is exact where the listing came to the end', { counted: 1378, more: false }, scanOf(2000), /^1,378$/],
    ['is what was listed at least, without a scan', { counted: 600, more: true }, undefined, /^at least 600$/],
    [
      'is what a scan found, with its time, where the listing was cut off',
      { counted: 600, more: true },
      scanOf(1378),
      /^1,378, counted by the scan of .* 3 hours ago; counting again ends at 600$/,
    ],
    [
      'is not what an older scan found before the pool grew past it',
      { counted: 600, more: true },
      scanOf(400),
      /^at least 600$/,
    ],
  ])('%s', (_, identities, scan, expected) => {
    expect(countedText(identities, scan, now)).toMatch(expected);
  });

  it.each([
    [{ total: 0, guests: 0, linked: 0, disabled: 0 }, 'None'],
    [{ total: 1, guests: 1, linked: 0, disabled: 0 }, '1: 1 guest, 0 linked'],
    [{ total: 1600, guests: 564, linked: 1036, disabled: 12 }, '1,600: 564 guests, 1,036 linked, 12 of them disabled'],
  ])('says what kinds a scan found', (counts, expected) => {
    expect(scannedText({ counts })).toBe(expected);
  });
});
