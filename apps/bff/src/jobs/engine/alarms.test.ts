import { randomUUID } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';

import { afterEach, beforeEach, expect, it } from 'vitest';

import type { ConnectionDefinition } from '@lifeguard/aws/client/connections';
import { ProblemError } from '@lifeguard/shared/api/problem-error';
import type { JobPatch, JobRow } from '../../store/job-rows.ts';
import { JobStore } from '../../store/sqlite/jobs.ts';
import { JobAlarms } from './alarms.ts';

const connection: ConnectionDefinition = {
  id: 'local',
  label: 'local AWS',
  kind: 'embedded',
  region: 'us-east-1',
  endpoint: 'http://127.0.0.1:1',
  color: 'grey',
  readOnly: false,
  readOnlyPinned: false,
  developerTokens: false,
};
const expired = new ProblemError('credentials_expired', 'Expired.');

let store: JobStore;
let row: JobRow;
beforeEach(() => {
  store = new JobStore(undefined);
  row = store.create({
    id: randomUUID(),
    connectionId: 'local',
    poolId: 'us-east-1:1',
    poolName: 'people',
    account: '1',
    task: { kind: 'scan' },
    createdAt: 1,
    idempotencyKey: undefined,
  });
  store.update(row.key, { state: 'waiting_credentials', resumes_at: 1 });
});
afterEach(() => store.close());

/** What the job is told when its time has come and the credentials answer so, with `meanwhile` written while they are tried. */
async function told(problem: ProblemError | undefined, meanwhile?: JobPatch): Promise<string[]> {
  const orders: string[] = [];
  const tried = Promise.withResolvers<void>();
  const alarms = new JobAlarms(
    {
      store,
      connections: { get: () => connection },
      principals: {
        fresh: async () => {
          if (meanwhile !== undefined) store.update(row.key, meanwhile);
          tried.resolve();
          if (problem !== undefined) throw problem;
          return { Account: '1', Arn: 'arn:aws:iam::1:root' };
        },
      },
      clock: { now: () => 1 },
    },
    { resume: () => orders.push('resume'), wait: (_, { code }) => orders.push(code) },
  );
  alarms.start();
  alarms.set(row);
  await tried.promise;
  await setImmediate();
  alarms.stop();
  return orders;
}

it.each<[string, ProblemError | undefined, JobPatch | undefined, string[]]>([
  ['goes on when its credentials work again', undefined, undefined, ['resume']],
  ['waits on while they do not', expired, undefined, ['credentials_expired']],
  ['says itself what else is wrong', new ProblemError('unavailable', 'No.'), undefined, ['resume']],
  ['stays paused by a person while they are tried', undefined, { state: 'paused', resumes_at: undefined }, []],
  ['stays cancelled while they are tried', expired, { state: 'cancelled', resumes_at: undefined }, []],
])('a job that waits for credentials %s', async (_, problem, meanwhile, orders) => {
  expect(await told(problem, meanwhile)).toEqual(orders);
});
