import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

import {
  CognitoIdentityClient,
  DeleteIdentitiesCommand,
  DescribeIdentityPoolCommand,
  ListIdentitiesCommand,
} from '@aws-sdk/client-cognito-identity';

import { localAwsClient } from '../support/clients.ts';
import { startConsole, startLocalAws } from '../support/servers.ts';
import { type ApiSession, signIn } from '../support/sign-in.ts';
import { median, type Row } from './report.ts';
import { ended, msOf, type Job, poolPath, poolWith, startScan } from './scanned-pool.ts';

/** How many identities: `LIFEGUARD_BENCH_SCAN`, `LIFEGUARD_BENCH_DELETE`. */
const scanned = Number(process.env['LIFEGUARD_BENCH_SCAN'] ?? 1_000_000);
const deleted = Number(process.env['LIFEGUARD_BENCH_DELETE'] ?? 100_000);
/** A deletion takes seconds, in which a machine may have other things to do. */
const deletionRounds = 3;

/**
 * What a scan and a deletion by the console's jobs cost against the same calls in a bare loop over the SDK. A deletion
 * lists the pool once more, to leave alone who does not match any more, and looks for the protection before each batch.
 */
export async function* benchJobs(): AsyncGenerator<Row> {
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'lifeguard-bench-'));
  const localAws = await startLocalAws(['--data-dir', path.join(dataDir, 'aws'), '--quiet']);
  const console = await startConsole(localAws);
  const client = new CognitoIdentityClient(localAwsClient(localAws));
  try {
    const session = await signIn(console);
    const large = await poolWith(client, localAws, scanned);
    const newPool = () => poolWith(client, localAws, deleted);
    yield row('scan', scanned, [
      await beside(
        () => timed(() => listTwice(client, large)),
        async () => msOf(session, await startScan(session, large)),
      ),
    ]);
    const rounds: Round[] = [];
    while (rounds.length < deletionRounds) {
      rounds.push(
        await beside(
          async () => removeBare(client, await newPool()),
          async () => removeByJob(session, await newPool()),
        ),
      );
    }
    yield row('delete', deleted, rounds);
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

/** Milliseconds. */
interface Round {
  readonly job: number;
  readonly bare: number;
}

/** The bare loop before and after the job: the speed of a machine is not the same from one minute to the next. */
async function beside(bare: () => Promise<number>, job: () => Promise<number>): Promise<Round> {
  const before = await bare();
  const ofJob = await job();
  return { job: ofJob, bare: (before + (await bare())) / 2 };
}

function row(what: string, count: number, rounds: readonly Round[]): Row {
  const perSecond = (of: keyof Round) => Math.round((count * 1000) / median(rounds.map((round) => round[of])));
  const ratios = rounds.map(({ job, bare }) => bare / job);
  const all =
    rounds.length === 1 ? '' : `, in ${rounds.length} rounds ${ratios.map((one) => one.toFixed(2)).join(', ')}`;
  return {
    name: `Job: ${what} ${count.toLocaleString('en')} identities`,
    value: `${perSecond('job')}/s`,
    baseline: `${perSecond('bare')}/s of a bare SDK loop${all}`,
    ratio: median(ratios),
    aim: 'at least 0.9',
  };
}

async function removeByJob(session: ApiSession, pool: string): Promise<number> {
  const scan = await ended(session, await startScan(session, pool));
  const job = (await session.post(`${poolPath(pool)}/identity-deletions`, {
    filter: {},
    isDryRun: false,
    scanFinishedAt: scan.endedAt,
    confirmCount: deleted,
    confirmName: 'bench',
  })) as Job;
  return msOf(session, job);
}

async function removeBare(client: CognitoIdentityClient, pool: string): Promise<number> {
  // In the order of their ids, as the index has them: in that of their creation, the local AWS finds them faster.
  const ids = (await list(client, pool, false)).sort();
  return timed(async () => {
    await listTwice(client, pool);
    await remove(client, pool, ids);
  });
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

async function remove(client: CognitoIdentityClient, IdentityPoolId: string, ids: readonly string[]): Promise<void> {
  for (let from = 0; from < ids.length; from += 60) {
    await client.send(new DescribeIdentityPoolCommand({ IdentityPoolId }));
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
