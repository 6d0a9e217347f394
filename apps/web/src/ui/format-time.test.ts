import { expect, it } from 'vitest';
import { absoluteTime, relativeTime, timeWithUtc, utcTime } from './format-time.ts';

const now = new Date('2026-11-21T12:00:00Z');

it.each([
  ['2026-11-21T11:59:30Z', 'just now'],
  ['2026-11-21T11:59:00Z', '1 minute ago'],
  ['2026-11-21T09:00:01Z', '2 hours ago'],
  ['2026-11-20T12:00:00Z', 'yesterday'],
  ['2026-11-13T12:00:00Z', 'last week'],
  ['2024-11-20T12:00:00Z', '2 years ago'],
  ['2026-11-21T14:00:00Z', 'in 2 hours'],
])('says %s as %s', (iso, text) => {
  expect(relativeTime(iso, now)).toBe(text);
});

it('writes times in the zone asked for', () => {
  expect(absoluteTime('2026-11-21T12:00:00Z', 'Asia/Tokyo')).toBe('2026-11-21 21:00:00');
  expect(utcTime('2026-01-01T23:59:59.999Z')).toBe('2026-01-01 23:59:59 UTC');
});

it('adds UTC where the zone is another one', () => {
  expect(timeWithUtc('2026-11-21T12:00:00Z', 'Asia/Tokyo')).toBe('2026-11-21 21:00:00 (2026-11-21 12:00:00 UTC)');
  expect(timeWithUtc('2026-11-21T12:00:00Z', 'UTC')).toBe('2026-11-21 12:00:00 UTC');
  expect(timeWithUtc('2026-01-21T12:00:00Z', 'Europe/London')).toBe('2026-01-21 12:00:00 UTC');
});
