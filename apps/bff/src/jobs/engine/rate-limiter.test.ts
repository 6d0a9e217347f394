import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { RateLimiter, RateLimiters } from './rate-limiter.ts';

const maxMs = 5000;
const slowest = 0.2;

type Step = 'turn' | 'throttled' | 'succeeded';

function run(ceiling: number | undefined, steps: readonly Step[]) {
  let time = 0;
  const limiter = new RateLimiter(ceiling, maxMs, () => time);
  const turns: number[] = [];
  for (const step of steps) {
    if (step === 'turn') {
      time += limiter.reserve();
      turns.push(time);
    } else limiter[step]();
  }
  return { limiter, turns };
}

describe('the rate limiter of jobs', () => {
  it.each<[string, number | undefined, Step[], number | undefined]>([
    ['begins at its ceiling', 5, [], 5],
    ['halves on a throttle', 5, ['throttled'], 2.5],
    ['halves down to its floor', 5, Array.from({ length: 30 }, () => 'throttled'), slowest],
    ['grows by a tenth', 5, ['throttled', 'succeeded'], 2.75],
    ['grows up to its ceiling', 5, ['throttled', ...Array.from({ length: 40 }, () => 'succeeded' as const)], 5],
    ['has no limit where none is given', undefined, ['turn', 'succeeded'], undefined],
    ['gets one for a while when it is throttled without a limit', undefined, ['throttled'], 25],
    ['loses it again', undefined, ['throttled', ...Array.from({ length: 40 }, () => 'succeeded' as const)], undefined],
  ])('%s', (_, ceiling, steps, perSecond) => {
    const rate = run(ceiling, steps).limiter.perSecond;
    expect(rate ?? -1).toBeCloseTo(perSecond ?? -1);
  });

  it('never gives more turns in a second than its ceiling, whatever happens', () => {
    const step = fc.constantFrom<Step>('turn', 'turn', 'turn', 'throttled', 'succeeded');
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100 }), fc.array(step, { maxLength: 400 }), (ceiling, steps) => {
        const { limiter, turns } = run(ceiling, steps);
        expect(limiter.perSecond).toBeGreaterThanOrEqual(slowest);
        expect(limiter.perSecond).toBeLessThanOrEqual(ceiling);
        const gaps = turns.slice(1).map((at, index) => at - (turns[index] ?? 0));
        expect(gaps.filter((gap) => gap < 1000 / ceiling - 1e-6)).toEqual([]);
      }),
    );
  });

  it('is one for all jobs of an account, region and operation', () => {
    const limiters = new RateLimiters(maxMs, () => 0);
    const about = { account: '1', region: 'us-east-1', operation: 'ListIdentities' };
    expect(limiters.of(about, 5)).toBe(limiters.of({ ...about }, 5));
    expect(limiters.of({ ...about, operation: 'DeleteIdentities' }, 5)).not.toBe(limiters.of(about, 5));
    expect(limiters.of({ ...about, account: '2' }, 5)).not.toBe(limiters.of(about, 5));
  });
});
