import fc from 'fast-check';
import { afterAll, expect, it } from 'vitest';

import { createIdentityIndex } from './identity-index.ts';
import type { ListedPage, ScanPass } from '../../identity-index.ts';
import type { ScannedIdentity } from '@lifeguard/aws/identities/scanned-identity';
import { type Listed, newPool, region, scan } from './test-bed.ts';

const index = createIdentityIndex(undefined);
afterAll(() => index.close());

const now = Date.parse('2026-03-01T12:00:00Z');
const number = fc.integer({ min: 0, max: 25 });
const numbers = fc.array(number, { maxLength: 60 });

/** What the passes list, as numbers of identities: AWS may list one twice, and in another order the second time. */
const passes = numbers.chain((first) =>
  fc.record({
    first: fc.constant(first),
    second: fc.oneof(fc.subarray(first), fc.shuffledSubarray(first), numbers, inserted(first)),
    changed: fc.uniqueArray(number, { maxLength: 6 }),
    size: fc.integer({ min: 1, max: 9 }),
    interrupted: fc.option(
      fc.record({
        pass: fc.constantFrom('all' as const, 'enabled' as const),
        listed: fc.oneof(fc.subarray(first), numbers),
      }),
      { nil: undefined },
    ),
    before: fc.option(fc.uniqueArray(number, { maxLength: 26 }), { nil: undefined }),
    deleted: fc.uniqueArray(number, { maxLength: 4 }),
    deletedAfter: fc.nat(20),
  }),
);

/** New ones in the middle of the others. */
function inserted(first: readonly number[]): fc.Arbitrary<number[]> {
  return fc
    .tuple(fc.subarray([...first]), fc.nat(60), numbers)
    .map(([kept, at, more]) => kept.toSpliced(at, 0, ...more));
}

it('finds those enabled that the second pass lists, with what it says of them, in whatever order they come', async () => {
  await fc.assert(
    fc.asyncProperty(passes, async (about) => {
      const { before, first, second, changed, deleted, deletedAfter, size, interrupted } = about;
      const pool = newPool();
      const add = async (pages: readonly ListedPage[]) => {
        for (const page of pages) await index.addPage(pool, 'one', page);
      };
      if (before !== undefined) await scan(index, pool, 'before', before.map(enabled));
      await index.openScan(pool, 'one', 1000);
      const later = second.map((n) => identity(n, changed.includes(n)));
      if (interrupted !== undefined) {
        const { pass, listed } = interrupted;
        if (pass === 'enabled') await add(pages('all', first.map(unchanged), size));
        await add(pages(pass, listed.map(unchanged), size, 'more'));
        await index.restartPass(pool, 'one', pass);
      }
      const alls = interrupted?.pass === 'enabled' ? [] : pages('all', first.map(unchanged), size);
      const both = [...alls, ...pages('enabled', later, size)];
      await add(both.slice(0, deletedAfter));
      await index.forget(pool, deleted.map(idOf));
      await add(both.slice(deletedAfter));
      const result = await index.finishScan(pool, 'one', 2000);

      const all = [...new Set([...first, ...second])].filter((n) => !deleted.includes(n));
      const isNew = (n: number) => before !== undefined && !before.includes(n);
      const kept = (before ?? []).filter((n) => !deleted.includes(n));
      expect(result).toEqual({
        found: all.length,
        appeared: all.filter(isNew).length,
        gone: kept.filter((n) => !all.includes(n)).length,
        disabled: all.filter((n) => !second.includes(n)).length,
      });
      const { identities } = await index.rows(pool, { filter: {}, now, after: 0, limit: 100 });
      const found = identities.map(({ IdentityId, Logins, Disabled }) => ({ IdentityId, Logins, Disabled }));
      expect(found).toEqual(
        all
          .toSorted((left, right) => (idOf(left) < idOf(right) ? -1 : 1))
          .map((n) => ({
            IdentityId: idOf(n),
            Logins: identity(n, second.includes(n) && changed.includes(n)).Logins,
            Disabled: !second.includes(n),
          })),
      );
      const appeared = await index.rows(pool, { filter: { isNew: 'true' }, now, after: 0, limit: 100 });
      expect(new Set(appeared.identities.map(({ IdentityId }) => IdentityId))).toEqual(
        new Set(all.filter(isNew).map(idOf)),
      );
    }),
    { numRuns: 300 },
  );
});

it('makes a table of more than one step', async () => {
  const pool = newPool();
  const all = Array.from({ length: 160_000 }, (_, n) => ({ ...enabled(n), isDisabled: n % 21 === 0 }));
  expect(await scan(index, pool, 'one', all, 20_000)).toMatchObject({ found: 160_000, disabled: 7620 });
  expect(await index.count(pool, { filter: { disabled: 'true' }, now })).toBe(7620);
  const page = await index.list(pool, { filter: { disabled: 'true' }, now, sort: 'id', cursor: undefined, limit: 3 });
  const ids = all.filter((item) => item.isDisabled).map((item) => item.IdentityId);
  expect(page.identities.map((item) => item.IdentityId)).toEqual(ids.toSorted().slice(0, 3));
});

function pages(pass: ScanPass, identities: readonly ScannedIdentity[], size: number, lastToken?: string): ListedPage[] {
  const count = Math.max(1, Math.ceil(identities.length / size));
  return Array.from({ length: count }, (_, page) => ({
    pass,
    after: page * size,
    identities: identities.slice(page * size, (page + 1) * size),
    nextToken: page + 1 < count ? `token ${page}` : lastToken,
  }));
}

function enabled(n: number): Listed {
  return { ...unchanged(n), isDisabled: false };
}

function unchanged(n: number): ScannedIdentity {
  return identity(n, false);
}

function identity(n: number, isChanged: boolean): ScannedIdentity {
  return { IdentityId: idOf(n), Logins: isChanged ? ['login.example'] : [], CreationDate: now, LastModifiedDate: now };
}

/** Spread over all ids, and yet some of them neighbours. */
function idOf(n: number): string {
  const begin = ((n % 7) * 0x2400_0000 + n).toString(16).padStart(8, '0');
  return `${region}:${begin}-1111-4222-8333-444444444444`;
}
