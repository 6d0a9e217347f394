import { afterEach, expect, it } from 'vitest';

import type { ConnectionDefinition } from '@lifeguard/aws/client/connections';
import { ProblemError } from '@lifeguard/shared/api/problem-error';
import { JobStore } from '../../store/sqlite/jobs.ts';
import { newScanRun, runConnection } from '../../testing/job-run.ts';

const store = new JobStore(undefined);
afterEach(() => store.close());

it('asks nothing of a connection that has come to another region or is gone', async () => {
  let found: ConnectionDefinition | undefined = { ...runConnection, region: 'eu-central-1' };
  const asked: string[] = [];
  const connections = {
    get() {
      if (found === undefined) throw new ProblemError('not_found', 'No such connection.');
      return found;
    },
  };
  const run = newScanRun(store, { connections });
  const ask = () => run.call('ListIdentities', true, async (call) => asked.push(call.connection.region));
  await expect(ask()).rejects.toThrow('The connection "prod" is now for eu-central-1, while the pool of this job is');
  found = undefined;
  await expect(ask()).rejects.toThrow('The connection of this job does not exist any more.');
  expect(asked).toEqual([]);
  found = runConnection;
  await ask();
  expect(asked).toEqual(['us-east-1']);
});
