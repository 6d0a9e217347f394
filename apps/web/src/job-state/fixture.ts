import type { Job } from '@lifeguard/shared/api/jobs';

/** A job for tests: a running scan but for what is changed. */
export function jobWith(change: Partial<Job>): Job {
  return {
    id: '5f2b1c3e-1111-4222-8333-444455556666',
    kind: 'scan',
    state: 'running',
    connectionId: 'local',
    IdentityPoolId: 'us-east-1:11111111-2222-3333-4444-555555555555',
    IdentityPoolName: 'shop',
    createdAt: '2026-11-21T10:00:00.000Z',
    done: 0,
    isCancelling: false,
    ...change,
  };
}
