import type { AwsCall } from '@lifeguard/aws/client/connections';
import type { AuditEvent, AuditOutcome } from '@lifeguard/shared/api/audit';
import { regionOf } from '@lifeguard/shared/aws/ids';

import type { JobRow } from '../store/job-rows.ts';
import type { Audit } from './audit.ts';
import { Calls } from './calls.ts';
import { given } from './given.ts';

export type JobRecord = ReturnType<typeof createJobRecord>;

/**
 * What jobs do, in the audit log. Who has begun one stands in the entry of the request that made it, with the same job
 * id. Each batch that was sent is one entry, with how many identities, the SHA-256 of their ids and AWS's request id: the
 * ids themselves stand in the job's list.
 */
export function createJobRecord({ append, note }: Pick<Audit, 'append' | 'note'>) {
  return {
    /** @throws StoreError where what was sent can't be written: the job waits until it can, and sends it again */
    async call<T>(job: JobRow, call: AwsCall, work: (call: AwsCall) => Promise<T>): Promise<T> {
      const calls = new Calls();
      const beganAt = performance.now();
      const journal = {
        intends: async () => undefined,
        sent: (...sent: Parameters<Calls['add']>) => calls.add(...sent),
      };
      try {
        return await work({ ...call, journal });
      } finally {
        const durationMs = Math.round(performance.now() - beganAt);
        if (calls.all.length > 0) await append(batch(job, calls, durationMs));
      }
    },
    async ended(job: JobRow): Promise<void> {
      const { kind, state, task, frozen, deleted, gone, changed, failed } = job;
      const counts = kind === 'delete' ? { frozen, deleted, gone, changed, failed } : { done: job.done };
      const isDryRun = task.kind === 'delete' ? task.isDryRun : undefined;
      const params = given({ kind, state, isDryRun, ...counts });
      await note({ ...aboutOf(job), operation: 'job.end', outcome: outcomeOf(job), params });
    },
  };
}

function batch(job: JobRow, calls: Calls, durationMs: number): AuditEvent {
  const outcome = calls.all.at(-1)?.outcome;
  return {
    ...aboutOf(job),
    operation: 'job.batch',
    outcome: outcome === 'applied' || outcome === 'unknown' ? outcome : 'failed',
    params: calls.params,
    ...calls.members,
    durationMs,
  };
}

function aboutOf(job: JobRow): Pick<AuditEvent, 'phase' | 'correlationId' | 'actor' | 'connection' | 'target'> {
  return {
    phase: 'event',
    correlationId: job.id,
    actor: { name: 'Lifeguard' },
    connection: { id: job.connection_id, account: job.account, region: regionOf(job.pool_id) },
    target: { poolId: job.pool_id, poolName: job.pool_name, jobId: job.id },
  };
}

function outcomeOf({ state, deleted }: JobRow): AuditOutcome {
  if (state === 'done') return 'applied';
  if (deleted > 0) return 'in_part';
  return state === 'cancelled' ? 'unchanged' : 'failed';
}
