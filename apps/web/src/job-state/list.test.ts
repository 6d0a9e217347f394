import { expect, it } from 'vitest';
import { jobWith } from './fixture.ts';
import { newlyEnded, withEvent } from './list.ts';

const running = jobWith({ done: 10 });
const ended = jobWith({ state: 'done' });
const other = jobWith({ id: '5f2b1c3e-1111-4222-8333-444455557777' });

it('puts a new job first, a known one in its place, and takes a removed one out', () => {
  expect(withEvent([running], { type: 'job', job: other })).toEqual([other, running]);
  expect(withEvent([other, running], { type: 'job', job: ended })).toEqual([other, ended]);
  expect(withEvent([other, ended], { type: 'removed', id: ended.id })).toEqual([other]);
});

it('lets no late answer begin an ended job again', () => {
  expect(withEvent([ended], { type: 'job', job: running })).toEqual([ended]);
});

it('knows which jobs have ended, those of which only the end was heard too', () => {
  expect(newlyEnded([running, other], [ended, other])).toEqual([ended]);
  expect(newlyEnded([], [ended])).toEqual([ended]);
  expect(newlyEnded([ended], [ended])).toEqual([]);
});
