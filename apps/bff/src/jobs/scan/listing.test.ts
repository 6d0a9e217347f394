import { randomUUID } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';

import { afterAll, expect, it } from 'vitest';

import { ProblemError } from '@lifeguard/shared/api/problem-error';
import { createIdentityIndex } from '../../store/sqlite/identity-index/identity-index.ts';
import type { ScanPass } from '../../store/identity-index.ts';
import { JobStore } from '../../store/sqlite/jobs.ts';
import { newScanRun } from '../../testing/job-run.ts';
import { ScanListing, TokenRefused } from './listing.ts';

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

/** A pool whose list is in the order in which its identities were made, a run that scans it, and what it was asked. */
async function bed(pool: Item[], callsPerSecond?: number) {
  const run = newScanRun(store, { callsPerSecond: () => callsPerSecond });
  const progress = () => index.openScan(run.pool, run.job.id, 1000);
  const asked: ScanPass[] = [];
  const told: [ScanPass, number, number | undefined][] = [];
  const on = { way: 0, mostOnWay: 0, answer: (_pass: ScanPass, _isLast: boolean): void => undefined };
  const identities = {
    async scanPage(
      _: unknown,
      __: string,
      { hideDisabled, nextToken }: { hideDisabled: boolean; nextToken?: unknown },
    ) {
      const pass = hideDisabled ? 'enabled' : 'all';
      asked.push(pass);
      on.way += 1;
      on.mostOnWay = Math.max(on.mostOnWay, on.way);
      await setImmediate();
      // AWS is slower than the index: else all of them would be listed before any is stored.
      const stored = hideDisabled ? 0 : Number(nextToken ?? 0);
      while ((await progress()).all.listed < stored) await setImmediate();
      on.way -= 1;
      const listed = pool.slice(Number(nextToken ?? 0)).filter((item) => !(hideDisabled && item.isDisabled));
      const page = listed.slice(0, 60);
      const last = page.at(-1);
      const isLast = listed.length <= 60 || last === undefined;
      on.answer(pass, isLast);
      return {
        identities: page.map(({ id }) => ({ IdentityId: id, Logins: [] })),
        nextToken: isLast ? undefined : String(pool.indexOf(last) + 1),
      };
    },
  };
  await progress();
  const list = async () => {
    const from = await progress();
    await new ScanListing(run, { index, identities }, run.job.id, from, (...args) => told.push(args)).toTheEnd();
  };
  return {
    list,
    asked,
    told,
    on,
    progress,
    restart: (pass: ScanPass) => index.restartPass(run.pool, run.job.id, pass),
    finish: () => index.finishScan(run.pool, run.job.id, 2000),
  };
}

it('asks for both passes at once where calls have no pace', async () => {
  const { list, on, told, asked, finish } = await bed(items(2400, (number) => number % 50 === 7));
  await list();
  expect(on.mostOnWay).toBe(2);
  expect(asked.indexOf('enabled')).toBeLessThan(asked.lastIndexOf('all'));
  expect(told.at(-1)).toEqual(['enabled', 2352, 2400]);
  expect(await finish()).toMatchObject({ found: 2400, disabled: 48 });
});

it('asks for the enabled ones after all of them where calls have a pace', async () => {
  const { list, on, told, asked, finish } = await bed(
    items(2000, (number) => number === 3),
    100_000,
  );
  await list();
  expect(on.mostOnWay).toBe(1);
  expect(asked.indexOf('enabled')).toBe(asked.lastIndexOf('all') + 1);
  expect(told.map(([pass]) => pass).indexOf('enabled')).toBe(asked.indexOf('enabled'));
  expect(await finish()).toMatchObject({ found: 2000, disabled: 1 });
});

it('does not call disabled who is made when the enabled ones seem to be at their end', async () => {
  const pool = items(3000, (number) => number > 600);
  const { list, on, finish } = await bed(pool);
  let made = 0;
  on.answer = (pass, isLast) => {
    if (pass === 'enabled' && isLast && made === 0) made = pool.push(...items(5));
  };
  await list();
  expect(made).toBe(3005);
  expect(await finish()).toMatchObject({ found: 3005, disabled: 2399 });
});

it.each<ScanPass>(['all', 'enabled'])('stops both passes when a token of %s is refused, and goes on', async (pass) => {
  const { list, on, asked, progress, restart, finish } = await bed(items(2400, (number) => number % 9 === 0));
  let answers = 0;
  on.answer = (of) => {
    answers += of === pass ? 1 : 0;
    if (of === pass && answers === 20) {
      throw new ProblemError('aws_refused', 'Invalid token.', { awsError: 'InvalidParameterException' });
    }
  };
  const refused = await list().then(
    () => undefined,
    (error: unknown) => error,
  );
  expect(refused).toBeInstanceOf(TokenRefused);
  expect(refused).toMatchObject({ pass });
  const { all, enabled } = await progress();
  expect([all.isComplete, enabled.isComplete]).toEqual([false, false]);
  expect((pass === 'all' ? all : enabled).listed).toBe(19 * 60);

  const before = asked.length;
  const begun = await restart(pass);
  expect(begun.enabled.listed).toBe(0);
  expect(begun.all.listed).toBe(pass === 'all' ? 0 : all.listed);
  await list();
  expect(asked.slice(before)).toHaveLength(pass === 'all' ? 40 + 36 : 40 - all.listed / 60 + 36);
  expect(await finish()).toMatchObject({ found: 2400, disabled: 267 });
});
