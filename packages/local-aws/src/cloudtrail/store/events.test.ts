import { afterEach, beforeEach, expect, test } from 'vitest';

import { Store } from '../../store.ts';
import { keptSeconds, type EventQuery, type StoredEvent } from './events.ts';

let store: Store;
beforeEach(() => {
  store = new Store();
});
afterEach(() => store.close());

const all: EventQuery = {
  region: 'r',
  from: 0,
  to: 1e12,
  attribute: undefined,
  after: undefined,
  limit: 1_000_000,
};

function add(count: number, timeSeconds: number): void {
  const event: StoredEvent = {
    region: 'r',
    timeSeconds,
    id: 'id',
    source: 's',
    name: 'n',
    isRead: false,
    username: '',
    accessKeyId: '',
    resources: '[]',
    event: '{}',
  };
  store.transaction(() => {
    for (let index = 0; index < count; index += 1) store.events.insert(event);
  });
}

test('the newest 100,000 are kept', () => {
  add(101_500, 5);
  const kept = store.events.find(all);
  expect(kept.length).toBe(100_500);
  expect(kept.at(-1)?.pk).toBe(1001);
});

test('those of more than 90 days ago go', () => {
  add(500, 5);
  add(500, 6 + keptSeconds);
  expect(store.events.find(all).map(({ timeSeconds }) => timeSeconds)).toEqual(Array(500).fill(6 + keptSeconds));
});
