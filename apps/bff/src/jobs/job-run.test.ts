import { randomUUID } from 'node:crypto';

import { afterEach, expect, it } from 'vitest';

import type { ConnectionDefinition } from '../aws/connections.ts';
import { ProblemError } from '../problems.ts';
import { JobStore } from '../store/jobs.ts';
import { JobRun } from './job-run.ts';
import { Paces } from './pace.ts';
import { RateMeter } from './rate-meter.ts';
import { defaultJobTimings } from './timings.ts';

const connection: ConnectionDefinition = {
  id: 'prod',
  label: 'prod',
  kind: 'profile',
  region: 'eu-central-1',
  endpoint: 'https://cognito-identity.eu-central-1.amazonaws.com',
  color: 'blue',
  readOnly: false,
  readOnlyPinned: false,
  developerTokens: false,
};
const store = new JobStore(undefined);
afterEach(() => store.close());

it('asks nothing of a connection that has come to another region or is gone', async () => {
  const job = store.create({
    id: randomUUID(),
    connectionId: 'prod',
    poolId: 'us-east-1:11111111-2222-3333-4444-555555555555',
    poolName: 'people',
    account: '1',
    task: { kind: 'scan' },
    createdAt: 1,
    idempotencyKey: undefined,
  });
  let found: ConnectionDefinition | undefined = connection;
  const asked: string[] = [];
  const parts = {
    store,
    connections: {
      get() {
        if (found === undefined) throw new ProblemError('not_found', 'No such connection.');
        return found;
      },
    },
    principals: { fresh: async () => ({ Account: '1', Arn: 'arn:aws:iam::1:root' }) },
    paces: new Paces(5000),
    timings: defaultJobTimings,
    callsPerSecond: () => undefined,
    changed: () => undefined,
  };
  const run = new JobRun(parts, job, new RateMeter());
  const ask = () => run.call('ListIdentities', true, async (call) => asked.push(call.connection.region));
  await expect(ask()).rejects.toThrow('The connection "prod" is now for eu-central-1, while the pool of this job is');
  found = undefined;
  await expect(ask()).rejects.toThrow('The connection of this job does not exist any more.');
  expect(asked).toEqual([]);
  found = { ...connection, region: 'us-east-1' };
  await ask();
  expect(asked).toEqual(['us-east-1']);
});
