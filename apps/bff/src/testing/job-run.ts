import { randomUUID } from 'node:crypto';

import type { ConnectionDefinition } from '@lifeguard/aws/client/connections';
import { JobRun, type RunParts } from '../jobs/engine/run.ts';
import { RateLimiters } from '../jobs/engine/rate-limiter.ts';
import { RateMeter } from '../jobs/engine/rate-meter.ts';
import { defaultJobTimings } from '../jobs/engine/timings.ts';
import type { JobStore } from '../store/sqlite/jobs.ts';

/** A connection to account 1 in us-east-1. */
export const runConnection: ConnectionDefinition = {
  id: 'prod',
  label: 'prod',
  kind: 'profile',
  region: 'us-east-1',
  endpoint: 'https://cognito-identity.us-east-1.amazonaws.com',
  color: 'blue',
  readOnly: false,
  readOnlyPinned: false,
  developerTokens: false,
};

/** The run of a new scan job of a pool of its own, without an engine. Its calls have no limit unless `parts` say so. */
export function newScanRun(store: JobStore, parts: Partial<RunParts> = {}): JobRun {
  const job = store.create({
    id: randomUUID(),
    connectionId: runConnection.id,
    poolId: `us-east-1:${randomUUID()}`,
    poolName: 'people',
    account: '1',
    task: { kind: 'scan' },
    createdAt: 1,
    idempotencyKey: undefined,
  });
  const usual: RunParts = {
    store,
    connections: { get: () => runConnection },
    principals: { fresh: async () => ({ Account: '1', Arn: 'arn:aws:iam::1:root' }) },
    rateLimiters: new RateLimiters(5000),
    timings: defaultJobTimings,
    callsPerSecond: () => undefined,
    changed: () => undefined,
    recorded: (_, call, work) => work(call),
  };
  return new JobRun({ ...usual, ...parts }, job, new RateMeter());
}
