import fc from 'fast-check';
import { afterAll, expect, it } from 'vitest';

import { createIdentityIndex, type IndexedPool, type ScannedIdentity, type ScanPass } from './identity-index.ts';
import { newPool, region } from './identity-index/test-bed.ts';

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
    restartAfter: fc.option(fc.integer({ min: 1, max: 8 }), { nil: undefined }),
  }),
);

/** New ones in the middle of the others. */
function inserted(first: readonly number[]): fc.Arbitrary<number[]> {
  return fc
    .tuple(fc.subarray([...first]), fc.nat(60), numbers)
    .map(([kept, at, more]) => kept.toSpliced(at, 0, ...more));
}

it('finds those enabled that the second pass lists, with what it says of them, in whatever order it comes', async () => {
  await fc.assert(
    fc.asyncProperty(passes, async ({ first, second, changed, size, restartAfter }) => {
      const pool = newPool();
      await index.openScan(pool, 'one', 1000);
      await list(
        pool,
        'all',
        first.map((n) => identity(n, false)),
        size,
      );
      const later = second.map((n) => identity(n, changed.includes(n)));
      if (restartAfter !== undefined && restartAfter * size < later.length) {
        await list(pool, 'enabled', later.slice(0, restartAfter * size), size, 'more');
        await index.restartPass(pool, 'one');
      }
      await list(pool, 'enabled', later, size);
      await index.finishScan(pool, 'one', 2000);
      const { identities } = await index.rows(pool, { filter: {}, now, after: 0, limit: 100 });
      const found = identities.map(({ IdentityId, Logins, Disabled }) => ({ IdentityId, Logins, Disabled }));
      expect(found).toEqual(
        [...new Set([...first, ...second])]
          .sort((left, right) => left - right)
          .map((n) => ({
            IdentityId: identity(n, false).IdentityId,
            Logins: identity(n, second.includes(n) && changed.includes(n)).Logins,
            Disabled: !second.includes(n),
          })),
      );
    }),
    { numRuns: 150 },
  );
});

it('comes past more disabled identities in a row than it looks ahead', async () => {
  const pool = newPool();
  const all = Array.from({ length: 4000 }, (_, n) => n);
  const enabled = all.filter((n) => n % 1000 < 300 || (n % 1000 > 800 && n % 2 === 0));
  await index.openScan(pool, 'one', 1000);
  await list(
    pool,
    'all',
    all.map((n) => identity(n, false)),
    60,
  );
  await list(
    pool,
    'enabled',
    enabled.map((n) => identity(n, false)),
    60,
  );
  expect(await index.finishScan(pool, 'one', 2000)).toMatchObject({ found: 4000, disabled: 4000 - enabled.length });
});

async function list(
  pool: IndexedPool,
  pass: ScanPass,
  identities: readonly ScannedIdentity[],
  size: number,
  last?: string,
): Promise<void> {
  for (let from = 0; from === 0 || from < identities.length; from += size) {
    const nextToken = from + size < identities.length ? `token ${from}` : last;
    await index.addPage(pool, 'one', { pass, after: from, identities: identities.slice(from, from + size), nextToken });
  }
}

function identity(n: number, isChanged: boolean): ScannedIdentity {
  return {
    IdentityId: `${region}:${n.toString(16).padStart(8, '0')}-1111-4222-8333-444444444444`,
    Logins: isChanged ? ['login.example'] : [],
    CreationDate: now,
    LastModifiedDate: now,
  };
}
