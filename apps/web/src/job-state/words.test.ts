import type { Job } from '@lifeguard/shared/api/jobs';
import { expect, it } from 'vitest';
import { jobWith } from './fixture.ts';
import { announcementOf, durationText, needsAttention, outcomeText, percentDone, stateWord } from './words.ts';

const deletion = { isDryRun: false, frozen: 10, deleted: 7, alreadyGone: 1, changed: 0, failed: 2, untouched: 0 };

it.each([
  [0.2, 'less than a second'],
  [1, 'about 1 second'],
  [6.67, 'about 7 seconds'],
  [34, 'about 30 seconds'],
  [52, 'about 1 minute'],
  [90, 'about 2 minutes'],
  [3400, 'about 1 hour'],
  [4000, 'about 1 hour 10 minutes'],
  [7300, 'about 2 hours'],
  [40_000, 'about 11 hours'],
])('says %d seconds as %s', (seconds, text) => {
  expect(durationText(seconds)).toBe(text);
});

it.each<[Partial<Job>, string]>([
  [{ state: 'queued' }, 'Waiting for its turn'],
  [{ state: 'running', isCancelling: true }, 'Being cancelled'],
  [{ state: 'cancelled', isCancelling: true }, 'Cancelled'],
  [{ kind: 'delete', state: 'done', deletion }, 'Done, with failures'],
  [{ kind: 'delete', state: 'done', deletion: { ...deletion, failed: 0 } }, 'Done'],
])('says how %j stands: %s', (change, text) => {
  expect(stateWord(jobWith(change)).text).toBe(text);
});

it('gives the exact account of a deletion, and of a dry run what it would delete', () => {
  expect(outcomeText(jobWith({ kind: 'delete', state: 'done', deletion }))).toBe('7 deleted, 1 already gone, 2 failed');
  const dryRun = { ...deletion, isDryRun: true, deleted: 0, alreadyGone: 0, failed: 0, changed: 3, untouched: 7 };
  expect(outcomeText(jobWith({ kind: 'delete', state: 'done', deletion: dryRun }))).toBe(
    '7 would be deleted, 3 left alone',
  );
  expect(outcomeText(jobWith({}))).toBeUndefined();
});

it('calls for a person only where a job does not go on', () => {
  expect(
    (['queued', 'running', 'paused', 'waiting_credentials', 'done'] as const).map((state) =>
      needsAttention(jobWith({ state })),
    ),
  ).toEqual([false, false, true, true, false]);
});

it('never says more than all, nor less than nothing', () => {
  expect([percentDone({ done: 5, total: 0 }), percentDone({ done: 7, total: 5 }), percentDone({ done: 7 })]).toEqual([
    100,
    100,
    undefined,
  ]);
});

it('speaks of every tenth, or of every first digit where the end is not known', () => {
  const said = [120, 199, 200].map((done) => announcementOf(jobWith({ done, total: 1000, phase: 'listing_enabled' })));
  expect(new Set(said).size).toBe(2);
  const counted = [20_100, 29_999, 30_000].map((done) => announcementOf(jobWith({ done, phase: 'listing' })));
  expect(counted).toEqual([
    'Listing all identities: more than 20,000',
    'Listing all identities: more than 20,000',
    'Listing all identities: more than 30,000',
  ]);
});
