import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

import {
  CognitoIdentityClient,
  DeleteIdentitiesCommand,
  ListIdentitiesCommand,
} from '@aws-sdk/client-cognito-identity';

import { localAwsClient } from '../support/clients.ts';
import { startConsole, startLocalAws } from '../support/servers.ts';
import { signIn } from '../support/sign-in.ts';
import type { Row } from './report.ts';
import { ended, msOf, type Job, poolPath, poolWith, startScan } from './scanned-pool.ts';

/** How many identities: `LIFEGUARD_BENCH_SCAN`, `LIFEGUARD_BENCH_DELETE`. */
const scanned = Number(process.env['LIFEGUARD_BENCH_SCAN'] ?? 1_000_000);
const deleted = Number(process.env['LIFEGUARD_BENCH_DELETE'] ?? 100_000);

/** What a scan and a deletion by the console's jobs cost against the same calls in a bare loop over the SDK. */
export async function* benchJobs(): AsyncGenerator<Row> {
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'lifeguard-bench-'));
  const localAws = await startLocalAws(['--data-dir', path.join(dataDir, 'aws'), '--quiet']);
  const console = await startConsole(localAws);
  const client = new CognitoIdentityClient(localAwsClient(localAws));
  try {
    const session = await signIn(console);
    const large = await poolWith(client, localAws, scanned);
    // Before and after the job: the speed of a machine is not the same from one minute to the next.
    const bareScan = () => timed(() => listTwice(client, large));
    const scanBefore = await bareScan();
    const scanJob = await msOf(session, await startScan(session, large));
    yield rate('scan', scanned, scanJob, (scanBefore + (await bareScan())) / 2);

    const pool = await poolWith(client, localAws, deleted);
    const bareDelete = async () => {
      const bare = await poolWith(client, localAws, deleted);
      // In the order of their ids, as the index has them: in that of their creation, the local AWS finds them faster.
      const ids = (await list(client, bare, false)).sort();
      return timed(() => remove(client, ids));
    };
    const deleteBefore = await bareDelete();
    const scan = await ended(session, await startScan(session, pool));
    const job = (await session.post(`${poolPath(pool)}/identity-deletions`, {
      filter: {},
      isDryRun: false,
      scanFinishedAt: scan.endedAt,
      confirmCount: deleted,
      confirmName: 'bench',
    })) as Job;
    const deleteJob = await msOf(session, job);
    yield rate('delete', deleted, deleteJob, (deleteBefore + (await bareDelete())) / 2);
    yield {
      name: 'BFF: most memory through all of it',
      value: `${Math.round(await peakMebibytes(console.pid))} MiB`,
      aim: 'under 300 MiB',
    };
  } finally {
    client.destroy();
    await console.stop();
    await localAws.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

function rate(what: string, count: number, job: number, bare: number): Row {
  return {
    name: `Job: ${what} ${count.toLocaleString('en')} identities`,
    value: `${Math.round((count * 1000) / job)}/s`,
    baseline: `${Math.round((count * 1000) / bare)}/s of a bare SDK loop`,
    ratio: bare / job,
    aim: 'at least 0.9',
  };
}

async function listTwice(client: CognitoIdentityClient, poolId: string): Promise<void> {
  await list(client, poolId, false);
  await list(client, poolId, true);
}

async function list(client: CognitoIdentityClient, IdentityPoolId: string, HideDisabled: boolean): Promise<string[]> {
  const ids: string[] = [];
  let NextToken: string | undefined;
  do {
    const page = await client.send(
      new ListIdentitiesCommand({ IdentityPoolId, MaxResults: 60, HideDisabled, NextToken }),
    );
    ids.push(...(page.Identities ?? []).map(({ IdentityId = '' }) => IdentityId));
    NextToken = page.NextToken;
  } while (NextToken !== undefined);
  return ids;
}

async function remove(client: CognitoIdentityClient, ids: readonly string[]): Promise<void> {
  for (let from = 0; from < ids.length; from += 60) {
    await client.send(new DeleteIdentitiesCommand({ IdentityIdsToDelete: ids.slice(from, from + 60) }));
  }
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

/** The peak of the process's resident memory, which Linux keeps. */
async function peakMebibytes(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1] ?? Number.NaN) / 1024;
}
