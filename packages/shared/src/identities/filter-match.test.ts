import { expect, it } from 'vitest';

import type { IdentityFilter } from './filter.ts';
import { matchesFilter } from './filter-match.ts';

const now = Date.parse('2026-06-01T00:00:00Z');
const guest = {
  IdentityId: 'us-east-1:1a2b3c4d-1111-4222-8333-444444444444',
  Logins: [],
  CreationDate: Date.parse('2026-01-01T00:00:00Z'),
  LastModifiedDate: Date.parse('2026-05-01T00:00:00Z'),
};
const linked = { ...guest, Logins: ['graph.facebook.com'] };
const timeless = { IdentityId: guest.IdentityId, Logins: [] };

it.each<[IdentityFilter, typeof guest | typeof linked | typeof timeless, boolean]>([
  [{}, guest, true],
  [{}, timeless, true],
  [{ kind: 'guest' }, guest, true],
  [{ kind: 'guest' }, linked, false],
  [{ kind: 'linked' }, linked, true],
  [{ login: 'graph.facebook.com' }, linked, true],
  [{ login: 'graph.facebook' }, linked, false],
  [{ idPrefix: 'us-east-1:1a2b' }, guest, true],
  [{ idPrefix: '1a2b' }, guest, true],
  [{ idPrefix: '2b' }, guest, false],
  [{ createdFrom: '2026-01-01T00:00:00Z' }, guest, true],
  [{ createdTo: '2026-01-01T00:00:00Z' }, guest, false],
  [{ modifiedFrom: '2026-05-01T00:00:00.001Z' }, guest, false],
  [{ modifiedTo: '2026-05-02T00:00:00Z' }, guest, true],
  [{ createdDaysAgo: 150 }, guest, true],
  [{ createdDaysAgo: 151 }, guest, false],
  [{ untouchedDays: 30 }, guest, true],
  [{ untouchedDays: 31 }, guest, false],
  [{ untouchedDays: 1 }, timeless, false],
  [{ createdTo: '2030-01-01T00:00:00Z' }, timeless, false],
  [{ kind: 'guest', createdDaysAgo: 90 }, linked, false],
  // Only a scan knows.
  [{ disabled: 'true', isNew: 'true' }, guest, true],
])('%j of %j: %s', (filter, identity, expected) => {
  expect(matchesFilter(filter, identity, now)).toBe(expected);
});
