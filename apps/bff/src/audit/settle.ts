import type { AwsCall, Connections } from '@lifeguard/aws/client/connections';
import type { PoolReader } from '@lifeguard/aws/pool/reader';
import type { AuditEntry, AuditOutcome } from '@lifeguard/shared/api/audit';
import { ProblemError } from '@lifeguard/shared/api/problem-error';

import type { AuditLog } from '../store/audit.ts';
import { readEntry } from './entry.ts';
import { given } from './given.ts';

const dayMs = 86_400_000;

interface Parts {
  readonly log: Pick<AuditLog, 'openIntents' | 'append'>;
  readonly connections: Pick<Connections, 'get'>;
  readonly pools: Pick<PoolReader, 'get' | 'describe'>;
  readonly now: () => number;
}

/**
 * Finds out what became of requests that began before `before` (milliseconds since 1970) and have no outcome, by looking
 * at their pools, and writes it down. What can't be looked at is left for the next time, for a day.
 */
export async function settleIntents({ log, connections, pools, now }: Parts, before: number): Promise<void> {
  for (const kept of await log.openIntents(before)) {
    const entries = kept.flatMap((entry) => readEntry(entry) ?? []);
    const [first] = entries;
    if (first === undefined) continue;
    const outcome = await outcomeOf(entries).catch((error: unknown) => {
      if (!(error instanceof ProblemError)) throw error;
      return now() - Date.parse(first.at) > dayMs ? ('unknown' as const) : undefined;
    });
    if (outcome === undefined) continue;
    const { correlationId, actor, operation, connection, target, note } = first;
    const about = { correlationId, actor, operation, connection, target, note };
    await log.append([
      { ...given(about), phase: 'outcome', outcome, params: { settledBy: 'a look at what is there, afterwards' } },
    ]);
  }

  async function outcomeOf(entries: readonly AuditEntry[]): Promise<AuditOutcome> {
    const [first, ...plans] = entries;
    const plan = plans.at(-1);
    const poolId = first?.target?.poolId;
    if (first?.connection === undefined || poolId === undefined) return 'unknown';
    if (first.operation !== 'pool.update' && first.operation !== 'pool.delete') return 'unknown';
    // Their calls are sent only after a second intent.
    if (plan === undefined) return 'not_applied';
    const connection = connections.get(first.connection.id);
    const call: AwsCall = { connection, isReadOnly: true, signal: new AbortController().signal };
    if (first.operation === 'pool.delete') return (await isThere(call, poolId)) ? 'not_applied' : 'applied';
    if (!(await isThere(call, poolId))) return 'unknown';
    const { etag } = await pools.get(call, poolId);
    if (etag === plan.etagAfter) return 'applied';
    return etag === plan.etagBefore ? 'not_applied' : 'unknown';
  }

  async function isThere(call: AwsCall, poolId: string): Promise<boolean> {
    try {
      await pools.describe(call, poolId);
      return true;
    } catch (error) {
      if (error instanceof ProblemError && error.code === 'not_found') return false;
      throw error;
    }
  }
}
