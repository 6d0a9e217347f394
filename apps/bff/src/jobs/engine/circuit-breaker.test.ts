import { describe, expect, it } from 'vitest';

import { StopRules } from './stop-rules.ts';

describe('a job stops by itself', () => {
  it.each<[string, (rules: StopRules) => void, string | undefined]>([
    ['not at the beginning', () => undefined, undefined],
    ['not after 19 failures in a row', (rules) => rules.failed(19), undefined],
    ['after 20 failures in a row', (rules) => rules.failed(20), '20 failures in a row'],
    [
      'not where a success stands between them',
      (rules) => {
        rules.failed(19);
        rules.succeeded();
        rules.failed(19);
      },
      undefined,
    ],
    [
      'when more than half of the last 200 failed',
      (rules) => {
        for (let round = 0; round < 20; round += 1) {
          rules.succeeded(4);
          rules.failed(6);
        }
      },
      '120 failures among the last 200',
    ],
    [
      'not when half of them failed',
      (rules) => {
        for (let round = 0; round < 20; round += 1) {
          rules.failed(5);
          rules.succeeded(5);
        }
      },
      undefined,
    ],
    [
      'not for failures longer ago',
      (rules) => {
        rules.failed(19);
        rules.succeeded(200);
      },
      undefined,
    ],
  ])('%s', (_, happen, reason) => {
    const rules = new StopRules();
    happen(rules);
    expect(rules.reason).toBe(reason);
  });
});
