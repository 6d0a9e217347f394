// A process of its own for each engine. Prints its figures as one line of JSON.
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setImmediate } from 'node:timers/promises';

import { chainKey } from '@lifeguard/audit/chain';
import { verifyLog } from '@lifeguard/audit/verify';
import { createAuditLog } from '@lifeguard/bff/audit-log';
import { startPostgres } from '@lifeguard/bff/postgres-test-server';
import { openRecords } from '@lifeguard/bff/records';
import type { AuditEvent, AuditFilter } from '@lifeguard/shared/api/audit';

/** Times in milliseconds. */
export interface AuditFigures {
  readonly entries: number;
  readonly verifyMs: number;
  readonly appends: readonly number[];
  readonly pages: readonly number[];
}

const entries = Number(process.env.LIFEGUARD_BENCH_AUDIT ?? 1_000_000);
const at = Date.UTC(2025, 0, 1);
const spanMs = 300 * 86_400_000;
const operations = ['pool.update', 'pool.create', 'identities.delete', 'job.batch', 'session.sign-in'] as const;
const outcomes = [
  'applied',
  'applied',
  'applied',
  'applied',
  'applied',
  'applied',
  'refused',
  'failed',
  'unknown',
] as const;
const etag = `"v1.${'e'.repeat(43)}"`;
const poolOf = (number: number) => `us-east-1:11111111-2222-3333-4444-${String(number % 1000).padStart(12, '0')}`;

const server = process.argv[2] === 'postgres' ? await startPostgres() : undefined;
const dataDir = await mkdtemp(path.join(os.tmpdir(), 'lifeguard-bench-'));
const place = server === undefined ? { dataDir } : { databaseUrl: await server.newDatabase() };
const records = openRecords(place, (error) => {
  throw error;
});
try {
  await records.ready();
  let written = 0;
  const log = createAuditLog(records, {
    key: chainKey(Buffer.alloc(32, 1)),
    now: () => at + (written / entries) * spanMs,
    onSegment: () => undefined,
  });
  for (; written < entries; written += 500) {
    await log.append(Array.from({ length: Math.min(500, entries - written) }, (_, more) => eventOf(written + more)));
  }
  const verify = await timed(() => verifyLog(log, { keys: [log.key], pause: () => setImmediate() }));
  const pages: number[] = [];
  for (const filter of filters()) {
    const first = await timed(() => log.page(filter, 50));
    pages.push(first.ms);
    const { next } = first.result;
    if (next !== undefined) pages.push((await timed(() => log.page(filter, 50, next))).ms);
  }
  const appends: number[] = [];
  for (let more = 0; more < 300; more += 1) appends.push((await timed(() => log.append([eventOf(more)]))).ms);
  const figures: AuditFigures = { entries: verify.result.entries, verifyMs: verify.ms, appends, pages };
  process.stdout.write(`${JSON.stringify(figures)}\n`);
} finally {
  await records.close();
  await server?.close();
  await rm(dataDir, { recursive: true, force: true });
}

function eventOf(number: number): AuditEvent {
  return {
    phase: 'event',
    correlationId: randomUUID(),
    actor: {
      name: number % 50 === 0 ? 'Ada' : 'Local user',
      sessionHash8: '0a1b2c3d',
      ip: '127.0.0.1',
      userAgent: 'Mozilla/5.0',
    },
    operation: operations[number % operations.length] ?? 'pool.update',
    outcome: outcomes[(number * 7919) % outcomes.length] ?? 'applied',
    connection: { id: `c${number % 7}`, account: '123456789012', region: 'us-east-1' },
    target: { poolId: poolOf(number * 31), poolName: 'a pool' },
    params: { settings: ['IdentityPoolName', 'Roles'] },
    calls: [
      { service: 'cognito-identity', operation: 'UpdateIdentityPool', outcome: 'applied', awsRequestId: randomUUID() },
    ],
    durationMs: 40,
    etagBefore: etag,
    etagAfter: etag,
  };
}

/** Every set of members with values that are common, rare and not there, over all time and over a day of it. */
function filters(): AuditFilter[] {
  const day = {
    from: new Date(at + spanMs / 2).toISOString(),
    to: new Date(at + spanMs / 2 + 86_400_000).toISOString(),
  };
  const values = {
    actor: ['Local user', 'Ada', 'Nobody'],
    operation: ['job.batch', 'pool.delete'],
    outcome: ['applied', 'unknown'],
    connection: ['c3'],
    pool: [poolOf(31)],
  } as const;
  return Object.entries(values).reduce<AuditFilter[]>(
    (found, [name, choices]) =>
      found.flatMap((filter) => [filter, ...choices.map((value) => ({ ...filter, [name]: value }))]),
    [{}, day],
  );
}

async function timed<T>(work: () => Promise<T>): Promise<{ ms: number; result: T }> {
  const beganAt = performance.now();
  const result = await work();
  return { ms: performance.now() - beganAt, result };
}
