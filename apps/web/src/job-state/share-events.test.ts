import type { Job } from '@lifeguard/shared/api/jobs';
import { afterEach, expect, it } from 'vitest';
import type { FollowEvent } from './follow.ts';
import { jobWith } from './fixture.ts';
import { withEvent } from './list.ts';
import { shareEvents } from './share-events.ts';

const leaving: (() => void)[] = [];
afterEach(() => {
  for (const leave of leaving.splice(0)) leave();
});

/** A tab on its own; `reads` resolves when it has become the one that reads. */
function openTab() {
  let jobs: Job[] | undefined;
  const reads = Promise.withResolvers<(event: FollowEvent) => void>();
  let heard = Promise.withResolvers<void>();
  const leave = shareEvents('jobs of a test', {
    read(signal, onEvent) {
      reads.resolve(onEvent);
      return new Promise((resolve) => {
        signal.addEventListener('abort', () => resolve());
      });
    },
    keep(event) {
      jobs = event.type === 'lost' ? undefined : withEvent(jobs ?? [], event);
      heard.resolve();
      heard = Promise.withResolvers();
    },
    known: () => jobs,
  });
  leaving.push(leave);
  return { reads: reads.promise, hears: () => heard.promise, jobs: () => jobs, leave };
}

it('one tab reads for all, tells a new one what it knows, and another takes over when it is closed', async () => {
  const first = openTab();
  const tellFirst = await first.reads;
  tellFirst({ type: 'jobs', jobs: [jobWith({ done: 1 })] });

  const second = openTab();
  await second.hears();
  expect(second.jobs()).toEqual([jobWith({ done: 1 })]);

  const heard = second.hears();
  tellFirst({ type: 'job', job: jobWith({ done: 2 }) });
  await heard;
  expect([first.jobs(), second.jobs()]).toEqual([[jobWith({ done: 2 })], [jobWith({ done: 2 })]]);

  const heardLost = second.hears();
  tellFirst({ type: 'lost' });
  await heardLost;
  expect(second.jobs()).toBeUndefined();

  first.leave();
  const tellSecond = await second.reads;
  // What was on its way to the first is heard by nobody.
  tellFirst({ type: 'job', job: jobWith({ done: 3 }) });
  tellSecond({ type: 'job', job: jobWith({ done: 4 }) });
  expect(second.jobs()).toEqual([jobWith({ done: 4 })]);
});
