import { hash } from 'node:crypto';

import type { AuditEntry } from '@lifeguard/shared/api/audit';
import { afterEach, beforeEach, expect, it } from 'vitest';

import { createPool, type Everything, startAll } from '../../testing/harness.ts';
import { ended, made, makeIdentities, poolPath, quickTimings, remove, scanned, seen } from '../../testing/jobs.ts';

let all: Everything & { close(): Promise<void> };
beforeEach(async () => {
  all = await startAll({ jobTimings: quickTimings, time: Date.now() });
  await all.call('PATCH', all.local(''), { readOnly: false });
});
afterEach(() => all.close());

it('a deletion stands in the log with who began it, each batch that was sent, and how it ended', async () => {
  const pool = await createPool(all, { IdentityPoolName: 'people', AllowUnauthenticatedIdentities: true });
  const poolId = pool.document.IdentityPoolId;
  await makeIdentities(all.aws, poolId, 130);
  await scanned(all, poolId);
  const job = await ended(all, made(await remove(all, poolId, await seen(all, poolId))));
  expect(job.deletion?.deleted).toBe(130);
  const report = await all.call('GET', all.local(`/jobs/${job.id}/file?format=jsonl`));
  const ids: string[] = report.text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line).IdentityId);

  const entriesOf = async (): Promise<AuditEntry[]> => (await all.call('GET', '/api/audit?limit=200')).body.entries;
  const end = async () =>
    (await entriesOf()).find((entry) => entry.operation === 'job.end' && entry.target?.jobId === job.id);
  await expect.poll(end).toMatchObject({
    outcome: 'applied',
    params: { kind: 'delete', state: 'done', frozen: 130, deleted: 130, failed: 0 },
  });
  const entries = await entriesOf();
  const ofJob = entries.filter(({ target }) => target?.jobId === job.id);
  const of = (operation: AuditEntry['operation']) => ofJob.filter((entry) => entry.operation === operation);
  expect(of('job.delete')[0]).toMatchObject({
    phase: 'outcome',
    outcome: 'applied',
    actor: { name: 'Local user' },
    params: { confirmCount: 130, isDryRun: false, filter: {} },
  });
  const batches = of('job.batch');
  expect(batches.map(({ params }) => Number(params?.count)).toSorted((one, other) => one - other)).toEqual([
    10, 60, 60,
  ]);
  for (const batch of batches) {
    expect(batch).toMatchObject({
      outcome: 'applied',
      actor: { name: 'Lifeguard' },
      connection: { id: 'local', account: '123456789012', region: 'us-east-1' },
      calls: [{ operation: 'DeleteIdentities', outcome: 'applied', awsRequestId: expect.any(String) }],
    });
  }
  // Whoever has the list can tell that it is the one.
  const first60 = hash('sha256', ids.slice(0, 60).toSorted().join('\n'), 'hex');
  expect(batches.map(({ params }) => params?.idsSha256)).toContain(first60);
  expect(of('job.download')[0]).toMatchObject({ phase: 'event', params: { format: 'jsonl' } });
  expect(JSON.stringify(entries)).not.toContain(ids[0]?.split(':')[1]);
});

it('a few identities that are deleted at once stand there by their number and hash', async () => {
  const pool = await createPool(all, { AllowUnauthenticatedIdentities: true });
  const poolId = pool.document.IdentityPoolId;
  await makeIdentities(all.aws, poolId, 2);
  const listed = await all.call('GET', all.local(poolPath(poolId, '/identities')));
  const IdentityIds: string[] = listed.body.Identities.map(({ IdentityId }: { IdentityId: string }) => IdentityId);
  await all.call('POST', all.local(poolPath(poolId, '/identities/delete')), { IdentityIds, confirmCount: 2 });
  const { body } = await all.call('GET', '/api/audit?operation=identities.delete');
  expect(body.entries[0]).toMatchObject({
    phase: 'outcome',
    outcome: 'applied',
    params: { count: 2, idsSha256: hash('sha256', IdentityIds.toSorted().join('\n'), 'hex'), deleted: 2, failed: 0 },
  });
});
