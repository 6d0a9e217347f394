import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, expect, it } from 'vitest';

import { createIdentityIndex } from '../../store/sqlite/identity-index/identity-index.ts';
import { JobStore } from '../../store/sqlite/jobs.ts';
import { send, type Session, startBff, type TestBff, useAwsFiles } from '../../testing/harness.ts';

const [own, other] = ['111111111111', '222222222222'];
const pools = ['1', '2', '3'].map((digit) => `eu-west-1:${digit}1111111-2222-4333-8444-555555555555`);
let dataDir: string;
let bff: TestBff | undefined;

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'lifeguard-identity-'));
});
afterEach(async () => {
  await bff?.close();
  bff = undefined;
  useAwsFiles('/nonexistent/config', '/nonexistent/credentials');
});

function profiles(...names: readonly (readonly [name: string, region: string])[]): void {
  const file = join(dataDir, 'aws-config');
  writeFileSync(file, names.map(([name, region]) => `[profile ${name}]\nregion = ${region}\n`).join(''));
  useAwsFiles(file, '/nonexistent/credentials');
}

async function start(): Promise<{ bff: TestBff; session: Session }> {
  bff = await startBff({ config: { dataDir } });
  return { bff, session: await bff.signIn() };
}

type Shown = Readonly<Record<'id' | 'label', string>> & { readonly readOnly: boolean };

async function shown(at: { bff: TestBff; session: Session }): Promise<Shown[]> {
  const { body } = await send(at.bff, 'GET', '/api/connections', { session: at.session });
  return body.connections.slice(1);
}

async function turnOnEditing(at: { bff: TestBff; session: Session }, id: string): Promise<void> {
  const answer = await send(at.bff, 'PATCH', `/api/connections/${id}`, {
    session: at.session,
    body: { readOnly: false },
  });
  expect(answer.status).toBe(200);
}

it('editing that was turned on for a profile is on for no other one, whatever its name looks like', async () => {
  profiles(['acme.prod', 'eu-west-1']);
  const at = await start();
  await turnOnEditing(at, 'profile-acme.prod~eu-west-1');
  profiles(['acme-prod', 'eu-west-1'], ['acme.prod', 'eu-west-1']);
  expect(await shown(at)).toMatchObject([
    { id: 'profile-acme-prod~eu-west-1', readOnly: true },
    { id: 'profile-acme.prod~eu-west-1', readOnly: false },
  ]);
});

it('nor is it on when the profile gets another region', async () => {
  profiles(['acme', 'eu-west-1']);
  const at = await start();
  await turnOnEditing(at, 'profile-acme~eu-west-1');
  profiles(['acme', 'eu-west-2']);
  expect(await shown(at)).toMatchObject([{ id: 'profile-acme~eu-west-2', readOnly: true }]);
  profiles(['acme', 'eu-west-1']);
  expect(await shown(at)).toMatchObject([{ id: 'profile-acme~eu-west-1', readOnly: false }]);
});

it('nor when its credentials turn out to be those of another account, also after a restart', async () => {
  profiles(['acme', 'eu-west-1']);
  const at = await start();
  const id = 'profile-acme~eu-west-1';
  const { connections } = at.bff.context;
  await connections.saw(connections.get(id), own);
  await turnOnEditing(at, id);
  await connections.saw(connections.get(id), other);
  const both = [
    { id: `${id}~${other}`, label: `acme (${other})` },
    { id, label: `acme (${own})` },
  ];
  expect(await shown(at)).toMatchObject([
    { ...both[0], readOnly: true },
    { ...both[1], readOnly: false },
  ]);
  await at.bff.close();
  expect(await shown(await start())).toMatchObject(both);
});

it('what an older version kept is found under the new ids, each for its account alone', async () => {
  const older = new JobStore(dataDir);
  const kept = pools.map((poolId, index) => ({ poolId, account: index === 2 ? other : own }));
  const keptJobs = kept.map(({ poolId, account }, createdAt) => {
    const task = { kind: 'scan' } as const;
    const pool = { connectionId: 'profile-acme-prod', poolId, poolName: 'people', account };
    const id = `${createdAt}1111111-2222-4333-8444-555555555555`;
    const job = older.create({ id, ...pool, task, createdAt, idempotencyKey: undefined });
    older.update(job.key, { state: 'done', ended_at: 1 });
    return id;
  });
  older.close();
  const index = createIdentityIndex(dataDir);
  for (const poolId of pools) {
    const pool = { connectionId: 'profile-acme-prod', poolId };
    await index.openScan(pool, 'scan', 1);
    for (const pass of ['all', 'enabled'] as const)
      await index.addPage(pool, 'scan', { pass, after: 0, identities: [], nextToken: undefined });
    await index.finishScan(pool, 'scan', 2);
  }
  await index.close();

  profiles(['acme.prod', 'eu-west-1']);
  const { bff: now, session } = await start();
  const found = async (connectionId: string) => {
    const { body } = await send(now, 'GET', `/api/connections/${connectionId}/jobs`, { session });
    const inIndex = await Promise.all(
      pools.map((poolId) => now.context.identityIndex.summary({ connectionId, poolId })),
    );
    return {
      jobs: (body.jobs as { id: string }[]).map(({ id }) => id),
      pools: pools.filter((_, position) => inIndex[position] !== undefined),
    };
  };
  const id = 'profile-acme.prod~eu-west-1';
  // The account of the latest job has the plain id.
  expect(await found(id)).toEqual({ jobs: [keptJobs[2]], pools: [pools[2]] });
  expect(await found(`${id}~${own}`)).toEqual({ jobs: [keptJobs[1], keptJobs[0]], pools: pools.slice(0, 2) });
  expect(now.context.connections.get(id).accountId).toBe(other);
});

it('what may be of either of two profiles is given to the one that is known to be of its account', async () => {
  const older = new JobStore(dataDir);
  const pool = { connectionId: 'profile-acme-prod', poolId: pools[0] ?? '', poolName: 'people', account: own ?? '' };
  const id = '11111111-2222-4333-8444-555555555555';
  older.create({ id, ...pool, task: { kind: 'scan' }, createdAt: 1, idempotencyKey: undefined });
  older.close();
  profiles(['acme-prod', 'eu-west-1'], ['acme.prod', 'eu-west-1']);
  const first = await start();
  const { connections } = first.bff.context;
  const jobs = async (at: typeof first, connectionId: string) =>
    (await send(at.bff, 'GET', `/api/connections/${connectionId}/jobs`, { session: at.session })).body.jobs.length;
  expect(await jobs(first, 'profile-acme-prod~eu-west-1')).toBe(0);
  await connections.saw(connections.get('profile-acme-prod~eu-west-1'), other ?? '');
  await connections.saw(connections.get('profile-acme.prod~eu-west-1'), own ?? '');
  await first.bff.close();
  const second = await start();
  expect(await jobs(second, 'profile-acme-prod~eu-west-1')).toBe(0);
  expect(await jobs(second, 'profile-acme.prod~eu-west-1')).toBe(1);
});
