import { expect, it } from 'vitest';

import { Pace } from './pace.ts';

/** A pace on a clock that stands still, and how long each turn had to wait. */
function paceBed() {
  const waits: number[] = [];
  const bed = { time: 1_000_000, waits };
  const pace = new Pace({ now: () => bed.time }, async (ms, signal) => {
    signal.throwIfAborted();
    waits.push(ms);
  });
  const turn = (key: string, signal = new AbortController().signal) => pace.turn(key, signal);
  return { bed, turn };
}

it('lets two calls a second through', async () => {
  const { bed, turn } = paceBed();
  for (let call = 0; call < 6; call += 1) await turn('a');
  expect(bed.waits).toEqual([1050, 1050, 2100, 2100]);
});

it('lets a call through at once when the calls before it are long ago', async () => {
  const { bed, turn } = paceBed();
  await turn('a');
  bed.time += 600;
  await turn('a');
  bed.time += 450;
  await turn('a');
  expect(bed.waits).toEqual([]);
  await turn('a');
  expect(bed.waits).toEqual([600]);
});

it('counts every account and region by itself', async () => {
  const { bed, turn } = paceBed();
  for (const key of ['a', 'a', 'b', 'b']) await turn(key);
  expect(bed.waits).toEqual([]);
});

it('ends with the request that waits', async () => {
  const { turn } = paceBed();
  await turn('a');
  await turn('a');
  await expect(turn('a', AbortSignal.abort())).rejects.toThrow('aborted');
});
