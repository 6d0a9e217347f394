import { describe, expect, it } from 'vitest';

import { CircuitBreaker } from './circuit-breaker.ts';

describe('a job stops by itself', () => {
  it.each<[string, (breaker: CircuitBreaker) => void, string | undefined]>([
    ['not at the beginning', () => undefined, undefined],
    ['not after 19 failures in a row', (breaker) => breaker.failed(19), undefined],
    ['after 20 failures in a row', (breaker) => breaker.failed(20), '20 failures in a row'],
    [
      'not where a success stands between them',
      (breaker) => {
        breaker.failed(19);
        breaker.succeeded();
        breaker.failed(19);
      },
      undefined,
    ],
    [
      'when more than half of the last 200 failed',
      (breaker) => {
        for (let round = 0; round < 20; round += 1) {
          breaker.succeeded(4);
          breaker.failed(6);
        }
      },
      '120 failures among the last 200',
    ],
    [
      'not when half of them failed',
      (breaker) => {
        for (let round = 0; round < 20; round += 1) {
          breaker.failed(5);
          breaker.succeeded(5);
        }
      },
      undefined,
    ],
    [
      'not for failures longer ago',
      (breaker) => {
        breaker.failed(19);
        breaker.succeeded(200);
      },
      undefined,
    ],
  ])('%s', (_, happen, reason) => {
    const breaker = new CircuitBreaker();
    happen(breaker);
    expect(breaker.reason).toBe(reason);
  });
});
