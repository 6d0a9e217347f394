// A process of its own, so that its memory is that of the index. Prints its figures as one line of JSON.
import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

import { createIdentityIndex } from '@lifeguard/bff/sqlite-identity-index';
import type { IdentityIndex, IndexQuery } from '@lifeguard/bff/identity-index';

/** Times in milliseconds. */
export interface IdentityIndexFigures {
  readonly pagesPerSecond: number;
  readonly finishMs: number;
  readonly longestWaitMs: number;
  readonly list: readonly number[];
  readonly nextPage: readonly number[];
  readonly breakdown: readonly number[];
  readonly peakMebibytes: number;
}

const identities = 1_000_000;
const pageSize = 60;
const dayMs = 86_400_000;
const now = Date.UTC(2026, 0, 1);
const years = 3;
const logins = [
  'accounts.google.com',
  'graph.facebook.com',
  'www.amazon.com',
  'cognito-idp.us-east-1.amazonaws.com/us-east-1_AbCdEfGhI',
  'login.example.app',
];
const pool = { connectionId: 'local', poolId: 'us-east-1:11111111-2222-3333-4444-555555555555' };
const scanId = 'bench';
const sorts = ['-created', 'modified', 'id', 'created', '-modified', '-id'] as const;

const dataDir = await mkdtemp(path.join(os.tmpdir(), 'lifeguard-bench-'));
const index = createIdentityIndex(dataDir);
try {
  const scanned = await scan(index);
  const list: number[] = [];
  const nextPage: number[] = [];
  for (const [question, { sort, ...query }] of questions().entries()) {
    const asked = { ...query, sort, limit: [20, 40, 60][question % 3] ?? pageSize };
    const first = await timed(() => index.list(pool, { ...asked, cursor: undefined }));
    list.push(first.ms);
    const { next } = first.result;
    if (next !== undefined) nextPage.push((await timed(() => index.list(pool, { ...asked, cursor: next }))).ms);
  }
  const breakdown: number[] = [];
  // A millisecond later, no count is the one that is remembered.
  for (const { filter } of questions())
    breakdown.push((await timed(() => index.breakdown(pool, { filter, now: now + 1 }))).ms);
  const figures: IdentityIndexFigures = {
    ...scanned,
    list,
    nextPage,
    breakdown,
    peakMebibytes: await peakMebibytes(),
  };
  process.stdout.write(`${JSON.stringify(figures)}\n`);
} finally {
  await index.close();
  await rm(dataDir, { recursive: true, force: true });
}

async function scan(index: IdentityIndex) {
  await index.openScan(pool, scanId, now);
  let longestWaitMs = 0;
  const isOver = new AbortController();
  const reader = (async () => {
    while (!isOver.signal.aborted) {
      longestWaitMs = Math.max(longestWaitMs, (await timed(() => index.summary(pool))).ms);
      await wait(50);
    }
  })();
  let pages = 0;
  let pagesMs = 0;
  for (const pass of ['all', 'enabled'] as const) {
    let after = 0;
    for (let from = 0; from < identities; from += pageSize) {
      const numbers = Array.from({ length: Math.min(pageSize, identities - from) }, (_, item) => from + item);
      const page = numbers.filter((number) => pass === 'all' || !isDisabled(number)).map(identityAt);
      const nextToken = from + pageSize < identities ? `after ${from}` : undefined;
      pagesMs += (await timed(() => index.addPage(pool, scanId, { pass, after, identities: page, nextToken }))).ms;
      after += page.length;
      pages += 1;
    }
  }
  const finish = await timed(() => index.finishScan(pool, scanId, now));
  isOver.abort();
  await reader;
  return { pagesPerSecond: (pages / pagesMs) * 1000, finishMs: finish.ms, longestWaitMs };
}

/** The same number, the same identity: 70 % guests, created over three years, most not modified for long after that. */
function identityAt(number: number) {
  const bytes = createHash('md5').update(String(number)).digest();
  const hex = bytes.toString('hex');
  const share = (at: number) => bytes.readUInt16BE(at) / 65_536;
  const created = now - Math.floor(share(0) * years * 365 * dayMs) - bytes.readUInt16BE(12);
  const isGuest = share(2) < 0.7;
  const linked = logins.filter((_, login) => login === number % logins.length || share(4 + login) < 0.05);
  return {
    IdentityId: `us-east-1:${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`,
    Logins: isGuest ? [] : linked,
    CreationDate: created,
    LastModifiedDate: created + Math.floor((now - created) * share(10) ** 3),
  };
}

function isDisabled(number: number): boolean {
  return number % 33 === 0;
}

/** What people ask, each question once. */
function questions(): (IndexQuery & { sort: (typeof sorts)[number] })[] {
  const ago = (days: number) => new Date(now - days * dayMs).toISOString();
  const filters: IndexQuery['filter'][] = [
    {},
    { kind: 'guest' },
    { disabled: 'true' },
    { login: 'accounts.google.com' },
    { kind: 'guest', createdDaysAgo: 90 },
    { kind: 'guest', untouchedDays: 180 },
    { createdDaysAgo: 365 },
    { untouchedDays: 60 },
    { createdFrom: ago(200), createdTo: ago(100) },
    { createdFrom: ago(8), createdTo: ago(7), kind: 'linked' },
    { modifiedFrom: ago(30) },
    { modifiedFrom: ago(700), modifiedTo: ago(300), disabled: 'false' },
    { createdDaysAgo: 400, modifiedFrom: ago(20) },
    { createdDaysAgo: 200, untouchedDays: 100, kind: 'guest' },
    { createdFrom: ago(1000), untouchedDays: 30, disabled: 'false' },
    { createdDaysAgo: 3, modifiedFrom: ago(2) },
    { login: 'www.amazon.com', untouchedDays: 45 },
    { login: 'graph.facebook.com', disabled: 'true', createdDaysAgo: 500 },
    { idPrefix: 'a' },
    { idPrefix: 'us-east-1:4f' },
    { idPrefix: 'c', kind: 'guest', createdDaysAgo: 30 },
    { idPrefix: '7d9' },
  ];
  return filters.flatMap((filter, number) =>
    // Another day for each sort, so that no count is known from the sort before.
    sorts.slice(0, 3).map((_, other) => {
      const sort = sorts[(number + other * 2) % sorts.length] ?? 'id';
      return { filter: shifted(filter, other), now, sort };
    }),
  );
}

function shifted(filter: IndexQuery['filter'], days: number): IndexQuery['filter'] {
  return {
    ...filter,
    ...(filter.createdDaysAgo === undefined ? {} : { createdDaysAgo: filter.createdDaysAgo + days }),
    ...(filter.untouchedDays === undefined ? {} : { untouchedDays: filter.untouchedDays + days }),
    ...(filter.createdFrom === undefined ? {} : { createdFrom: later(filter.createdFrom, days) }),
    ...(filter.modifiedFrom === undefined ? {} : { modifiedFrom: later(filter.modifiedFrom, days / 10) }),
  };
}

function later(instant: string, days: number): string {
  return new Date(Date.parse(instant) + days * dayMs).toISOString();
}

async function timed<T>(work: () => Promise<T>): Promise<{ ms: number; result: T }> {
  const started = performance.now();
  const result = await work();
  return { ms: performance.now() - started, result };
}

/** The peak of this process's resident memory, which Linux keeps. */
async function peakMebibytes(): Promise<number> {
  return Number(/VmHWM:\s+(\d+) kB/.exec(await readFile('/proc/self/status', 'utf8'))?.[1] ?? Number.NaN) / 1024;
}
