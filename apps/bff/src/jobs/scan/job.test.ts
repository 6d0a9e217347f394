import { randomUUID } from 'node:crypto';

import { afterAll, expect, it } from 'vitest';

import { ProblemError } from '@lifeguard/shared/api/problem-error';
import { createIdentityIndex } from '../../store/sqlite/identity-index/identity-index.ts';
import type { ScanPass } from '../../store/identity-index.ts';
import { JobStore } from '../../store/sqlite/jobs.ts';
import { newScanRun } from '../../testing/job-run.ts';
import { scanPool } from './job.ts';

const store = new JobStore(undefined);
const index = createIdentityIndex(undefined);
afterAll(async () => {
  store.close();
  await index.close();
});

interface Item {
  readonly id: string;
  readonly isDisabled: boolean;
}

function items(count: number, isDisabled: (number: number) => boolean = () => false): Item[] {
  return Array.from({ length: count }, (_, number) => ({
    id: `us-east-1:${randomUUID()}`,
    isDisabled: isDisabled(number),
  }));
}

/** A pool whose list is in the order in which its identities were made, its scan, and what that asks and tells. */
function bed(pool: Item[]) {
  const run = newScanRun(store);
  const asked: ScanPass[] = [];
  const told: [ScanPass, number, number | undefined][] = [];
  const on = { answer: (_pass: ScanPass, _isLast: boolean): void => undefined };
  const identities = {
    async scanPage(
      _: unknown,
      __: string,
      { hideDisabled, nextToken }: { hideDisabled: boolean; nextToken?: unknown },
    ) {
      const pass = hideDisabled ? 'enabled' : 'all';
      asked.push(pass);
      const listed = pool.slice(Number(nextToken ?? 0)).filter((item) => !(hideDisabled && item.isDisabled));
      const page = listed.slice(0, 60);
      const last = page.at(-1);
      const isLast = listed.length <= 60 || last === undefined;
      const answer = {
        identities: page.map(({ id }) => ({ IdentityId: id, Logins: [] })),
        nextToken: isLast ? undefined : String(pool.indexOf(last) + 1),
      };
      on.answer(pass, isLast);
      return answer;
    },
    look: async (_: unknown, IdentityId: string) => ({ IdentityId, Logins: [] }),
  };
  const scan = () => scanPool(run, { index, identities, now: () => 1000 }, run.job.id, (...args) => told.push(args));
  return { scan, asked, told, on, progress: () => index.openScan(run.pool, run.job.id, 1000) };
}

it('asks for the enabled ones after all of them, and then knows how many there are to come', async () => {
  const { scan, told, asked } = bed(items(300, (number) => number % 50 === 7));
  expect(await scan()).toMatchObject({ found: 300, disabled: 6 });
  expect(asked).toEqual([...Array.from({ length: 5 }, () => 'all'), ...Array.from({ length: 5 }, () => 'enabled')]);
  expect(told.slice(0, 3)).toEqual([
    ['all', 0, undefined],
    ['all', 60, undefined],
    ['all', 120, undefined],
  ]);
  expect(told.at(-1)).toEqual(['enabled', 294, 300]);
});

it.each<[ScanPass, boolean]>([
  ['all', false],
  ['all', true],
  ['enabled', false],
  ['enabled', true],
])('does not call disabled who is made while `%s` is listed (at its end: %s)', async (pass, atEnd) => {
  const pool = items(300, (number) => number % 3 === 0);
  const { scan, on } = bed(pool);
  on.answer = (of, isLast) => {
    if (of === pass && isLast === atEnd && pool.length === 300) pool.push(...items(5));
  };
  expect((await scan()).disabled).toBe(100);
  expect(pool).toHaveLength(305);
});

it.each<ScanPass>(['all', 'enabled'])(
  'begins `%s` anew where its token is refused, and keeps the other',
  async (pass) => {
    const { scan, on, asked } = bed(items(1200, (number) => number % 9 === 0));
    let answers = 0;
    on.answer = (of) => {
      answers += of === pass ? 1 : 0;
      if (of === pass && answers === 10) throw refusedToken();
    };
    expect(await scan()).toMatchObject({ found: 1200, disabled: 134 });
    const count = (of: ScanPass) => asked.filter((each) => each === of).length;
    expect([count('all'), count('enabled')]).toEqual(pass === 'all' ? [30, 18] : [20, 28]);
  },
);

it('gives up where tokens are refused again and again, and keeps what it has', async () => {
  const { scan, on, progress } = bed(items(200));
  let answers = 0;
  on.answer = (pass) => {
    answers += pass === 'enabled' ? 1 : 0;
    if (pass === 'enabled' && answers % 3 === 0) throw refusedToken();
  };
  await expect(scan()).rejects.toThrow('AWS refused its own page token 4 times');
  const { all, enabled } = await progress();
  expect([all.listed, all.isComplete, enabled.listed]).toEqual([200, true, 120]);
});

function refusedToken() {
  return new ProblemError('aws_refused', 'Invalid token.', { awsError: 'InvalidParameterException' });
}
