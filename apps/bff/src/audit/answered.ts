import type { AccessCheckResult } from '@lifeguard/shared/api/access-check';
import type { AuditEvent } from '@lifeguard/shared/api/audit';
import type { AuditOperation } from '@lifeguard/shared/api/audit-operation';
import type { developerTokenEndpoints } from '@lifeguard/shared/api/developer-tokens';
import type { Endpoint } from '@lifeguard/shared/api/endpoint';
import type { identityEndpoints } from '@lifeguard/shared/api/identities';
import type { Job } from '@lifeguard/shared/api/jobs';
import type { SavedPool } from '@lifeguard/shared/api/pools';
import type { z } from 'zod';

/** What an answer adds to the outcome. */
export type Answered = Pick<AuditEvent, 'target' | 'params' | 'outcome' | 'etagAfter'>;

type Response<E extends Endpoint> = z.output<E['response']>;

/** What of an answer stands in the log, by an allow-list: answers carry tokens too. */
const table = {
  'pool.create': savedPool,
  'pool.update': savedPool,
  'identities.delete': ({ results }: Response<typeof identityEndpoints.remove>): Answered => {
    const deleted = results.filter(({ outcome }) => outcome === 'deleted').length;
    const outcome = deleted === results.length ? 'applied' : deleted > 0 ? 'in_part' : 'failed';
    return { outcome, params: { deleted, failed: results.length - deleted } };
  },
  'developer-token.issue': ({ IdentityId }: Response<typeof developerTokenEndpoints.issue>): Answered => ({
    target: { identityId: IdentityId },
  }),
  'access.check': ({ steps, identity, roleArn }: AccessCheckResult): Answered => ({
    outcome: steps.some(({ outcome }) => outcome === 'failed') ? 'failed' : 'applied',
    ...(identity === undefined ? {} : { target: { identityId: identity.IdentityId } }),
    params: {
      steps: steps.map(({ operation, outcome }) => `${operation}: ${outcome}`),
      ...(identity === undefined ? {} : { isNewIdentity: identity.isNew }),
      ...(roleArn === undefined ? {} : { roleArn }),
    },
  }),
  'job.scan': madeJob,
  'job.export': madeJob,
  'job.delete': madeJob,
  'job.delete-found': madeJob,
  'job.retry': madeJob,
  'job.resume': madeJob,
  'job.cancel': madeJob,
  'job.pause': madeJob,
} satisfies Partial<Record<AuditOperation, (answer: never) => Answered>>;

/** `answer` is that of an endpoint with this operation. */
export function answeredOf(operation: AuditOperation, answer: unknown): Answered {
  const answered: Partial<Record<AuditOperation, (answer: never) => Answered>> = table;
  return answered[operation]?.(answer as never) ?? {};
}

function savedPool({ document, etag, outcome }: SavedPool): Answered {
  return {
    target: { poolId: document.IdentityPoolId, poolName: document.IdentityPoolName },
    outcome: outcome === 'unchanged' ? 'unchanged' : 'applied',
    etagAfter: etag,
    // Written, and then not what was read: somebody else was there too, or AWS shows it later.
    ...(outcome === 'applied' || outcome === 'unchanged' ? {} : { params: { readBack: outcome } }),
  };
}

function madeJob({ id, kind, IdentityPoolId, IdentityPoolName }: Job): Answered {
  return { target: { jobId: id, poolId: IdentityPoolId, poolName: IdentityPoolName }, params: { kind } };
}
