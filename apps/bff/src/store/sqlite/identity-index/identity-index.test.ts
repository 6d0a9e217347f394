import { createHash } from 'node:crypto';

import type { IdentityFilter } from '@lifeguard/shared/identities/filter';
import { identitySort, type IndexedIdentity } from '@lifeguard/shared/api/identity-index';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { createIdentityIndex } from './identity-index.ts';
import type { IndexedPool, IndexQuery } from '../../identity-index.ts';
import { dayMs, expectedList, type Listed, newPool, region, scan } from './test-bed.ts';

const index = createIdentityIndex(undefined);
afterAll(() => index.close());

const now = Date.parse('2026-03-01T12:00:00Z');
const logins = ['accounts.google.com', 'graph.facebook.com', 'login.example'];
// Few digits and few dates, so that filters split them and ties occur.
const digits = fc.constantFrom('0', '1', 'a', 'f');
const uuid = fc
  .tuple(digits, digits, fc.integer({ min: 0, max: 60 }))
  .map(([a, b, n]) => `${a}${b}000000-0000-4000-8000-${n.toString(16).padStart(12, '0')}`);
const time = fc.option(
  fc.oneof(
    fc.constantFrom(0, now, now - 30 * dayMs, now - 90 * dayMs, now - 90 * dayMs - 1, now - 400 * dayMs),
    fc.integer({ min: now - 500 * dayMs, max: now }),
  ),
  { nil: undefined },
);
const identity = fc
  .record({ uuid, Logins: fc.subarray(logins), created: time, modified: time, isDisabled: fc.boolean() })
  .map(
    ({ uuid, Logins, created, modified, isDisabled }): Listed => ({
      IdentityId: `${region}:${uuid}`,
      Logins,
      ...(created === undefined ? {} : { CreationDate: created }),
      ...(modified === undefined ? {} : { LastModifiedDate: modified }),
      isDisabled,
    }),
  );
const identities = fc.uniqueArray(identity, { maxLength: 40, selector: (item) => item.IdentityId });
const instant = fc.constantFrom(0, 1, 30, 90, 400).map((days) => new Date(now - days * dayMs).toISOString());
const filter: fc.Arbitrary<IdentityFilter> = fc
  .record(
    {
      kind: fc.constantFrom('guest' as const, 'linked' as const),
      disabled: fc.constantFrom('true' as const, 'false' as const),
      login: fc.constantFrom(...logins, 'unknown'),
      createdFrom: instant,
      createdTo: instant,
      modifiedFrom: instant,
      modifiedTo: instant,
      createdDaysAgo: fc.constantFrom(1, 90, 399),
      untouchedDays: fc.constantFrom(1, 90, 399),
      idPrefix: fc.constantFrom('', 'a', '0f', '1a000000-', `${region}:`, `${region}:f`, 'eu-west-1:a', '1-0'),
      isNew: fc.constant('true' as const),
    },
    { requiredKeys: [] },
  )
  // Most combinations of all members let nothing through: take a few of them.
  .chain((full) => fc.subarray(Object.entries(full), { maxLength: 3 }).map((entries) => Object.fromEntries(entries)));

describe('on any identities of any two scans', () => {
  it('count, pages in both directions, rows, standing and breakdown agree with a plain list', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.record({
          before: identities,
          after: identities,
          isFirst: fc.boolean(),
          filter,
          sort: fc.constantFrom(...identitySort.options),
          limit: fc.integer({ min: 1, max: 9 }),
        }),
        async ({ before, after, isFirst, filter, sort, limit }) => {
          const pool = newPool();
          if (!isFirst) await scan(index, pool, 'before', before);
          const result = await scan(index, pool, 'after', after);
          const known = isFirst ? undefined : new Set(before.map((item) => item.IdentityId));
          const ids = new Set(after.map((item) => item.IdentityId));
          expect(result).toEqual({
            found: after.length,
            appeared: known === undefined ? 0 : after.filter((item) => !known.has(item.IdentityId)).length,
            gone: [...(known ?? [])].filter((id) => !ids.has(id)).length,
            disabled: after.filter((item) => item.isDisabled).length,
          });
          const query = { filter, now };
          const expected = expectedList(after, known, filter, sort, now);
          expect(await index.count(pool, query)).toBe(expected.length);
          expect(await pagesForward(pool, { ...query, sort, limit })).toEqual(expected);
          expect(await pagesBackward(pool, { ...query, sort, limit })).toEqual(expected);
          expect(await allRows(pool, query, limit)).toEqual(expectedList(after, known, filter, 'id', now));
          const matching = new Set(expected.map((item) => item.IdentityId));
          const asked = [...new Set([...ids, ...(known ?? [])])];
          expect(await index.standing(pool, query, asked)).toEqual(
            asked.map((id) => (matching.has(id) ? 'matches' : ids.has(id) ? 'changed' : 'gone')),
          );
          await expectBreakdown(pool, query, expected);
          await index.forgetPool(pool);
        },
      ),
      { numRuns: 150 },
    );
  });
});

describe('on more identities than are sorted or grouped at once', () => {
  const pool = newPool();
  // Many share a date, as identities do that are made in one go.
  const many = Array.from({ length: 60_000 }, (_, number): Listed => {
    const created = number % 3 === 0 ? now - 95 * dayMs : now - (number % 700) * dayMs;
    return {
      IdentityId: `${region}:${createHash('md5')
        .update(String(number))
        .digest('hex')
        .replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')}`,
      Logins: number % 10 < 7 ? [] : [logins[number % 3] ?? ''],
      ...(number % 50 === 0 ? {} : { CreationDate: created, LastModifiedDate: now - (number % 90) * dayMs }),
      isDisabled: number % 33 === 0,
    };
  });
  beforeAll(() => scan(index, pool, 'one', many, 10_000));

  it.each<[IdentityFilter, (typeof identitySort.options)[number]]>([
    [{}, '-created'],
    [{ untouchedDays: 5, kind: 'guest' }, 'id'],
    [{ createdDaysAgo: 20, untouchedDays: 3 }, 'created'],
  ])('%j by %s: the first two pages, back, and the breakdown', async (filter, sort) => {
    const query = { filter, now };
    const expected = expectedList(many, undefined, filter, sort, now);
    const first = await index.list(pool, { ...query, sort, limit: 60, cursor: undefined });
    expect(first).toMatchObject({ total: expected.length, offset: 0, identities: expected.slice(0, 60) });
    const second = await index.list(pool, { ...query, sort, limit: 60, cursor: first.next });
    expect(second).toMatchObject({ total: expected.length, offset: 60, identities: expected.slice(60, 120) });
    expect(await index.list(pool, { ...query, sort, limit: 60, cursor: second.previous })).toEqual(first);
    await expectBreakdown(pool, query, expected);
  });
});

type List = IndexQuery & { sort: (typeof identitySort.options)[number]; limit: number };

async function pagesForward(pool: IndexedPool, list: List): Promise<IndexedIdentity[]> {
  const found: IndexedIdentity[] = [];
  let cursor: string | undefined;
  do {
    const page = await index.list(pool, { ...list, cursor });
    expect(page.offset).toBe(found.length);
    expect(page.previous === undefined).toBe(found.length === 0);
    found.push(...page.identities);
    expect(page.next === undefined).toBe(found.length === page.total);
    cursor = page.next;
  } while (cursor !== undefined);
  return found;
}

/** From the last page back to the first. */
async function pagesBackward(pool: IndexedPool, list: List): Promise<IndexedIdentity[]> {
  let page = await index.list(pool, { ...list, cursor: undefined });
  while (page.next !== undefined) page = await index.list(pool, { ...list, cursor: page.next });
  const found = [...page.identities];
  while (page.previous !== undefined) {
    page = await index.list(pool, { ...list, cursor: page.previous });
    expect(page.identities).toHaveLength(list.limit);
    found.unshift(...page.identities);
    expect(page.offset + found.length).toBe(page.total);
  }
  expect(page.offset).toBe(0);
  return found;
}

async function allRows(pool: IndexedPool, query: IndexQuery, limit: number): Promise<IndexedIdentity[]> {
  const found: IndexedIdentity[] = [];
  let after: number | undefined = 0;
  while (after !== undefined) {
    const part: Awaited<ReturnType<typeof index.rows>> = await index.rows(pool, { ...query, after, limit });
    found.push(...part.identities);
    after = part.after;
  }
  return found;
}

async function expectBreakdown(pool: IndexedPool, query: IndexQuery, expected: IndexedIdentity[]): Promise<void> {
  const { counts, created, logins, untouched } = await index.breakdown(pool, query);
  const kinds = (items: IndexedIdentity[]) => ({
    guests: items.filter((item) => item.Logins.length === 0).length,
    linked: items.filter((item) => item.Logins.length > 0).length,
  });
  expect(counts).toEqual({
    total: expected.length,
    ...kinds(expected),
    disabled: expected.filter((item) => item.Disabled).length,
  });
  for (const { login, count } of logins)
    expect(count).toBe(expected.filter((item) => item.Logins.includes(login)).length);
  expect(logins.reduce((sum, { count }) => sum + count, 0)).toBe(expected.flatMap((item) => item.Logins).length);
  for (const { days, ...counted } of untouched) {
    const before = new Date(query.now - days * dayMs).toISOString();
    const modifiedBefore = expected.filter((item) => (item.LastModifiedDate ?? before) < before);
    expect(counted).toEqual(kinds(modifiedBefore));
  }
  const dated = expected.flatMap((item) => item.CreationDate ?? []).sort();
  expect(created.unit).toBe(dayOf(dated.at(-1)) - dayOf(dated[0]) < 92 ? 'day' : 'month');
  expect(created.buckets.slice(1).map(({ from }) => from)).toEqual(created.buckets.slice(0, -1).map(({ to }) => to));
  for (const { from, to, ...counted } of created.buckets) {
    const within = (item: IndexedIdentity) =>
      item.CreationDate !== undefined && from <= item.CreationDate && item.CreationDate < to;
    expect(counted).toEqual(kinds(expected.filter(within)));
  }
  expect(created.buckets.reduce((sum, { guests, linked }) => sum + guests + linked, 0)).toBe(dated.length);
}

function dayOf(date: string | undefined): number {
  return Math.floor(Date.parse(date ?? '1970-01-01T00:00:00Z') / dayMs);
}
