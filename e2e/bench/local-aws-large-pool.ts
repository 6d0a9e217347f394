import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

import {
  CognitoIdentityClient,
  CreateIdentityPoolCommand,
  ListIdentitiesCommand,
} from '@aws-sdk/client-cognito-identity';

import { localAwsClient } from '../support/clients.ts';
import { type Server, startLocalAws } from '../support/servers.ts';
import { median, type Row } from './report.ts';

const small = 1000;
const large = 1_000_000;
const pagesPerRound = 16;
const rounds = 40;

/** What a million identities in a pool cost: in pages, in start-up, in memory. */
export async function* benchLocalAwsLargePool(): AsyncGenerator<Row> {
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'lifeguard-bench-'));
  let localAws = await startLocalAws(['--data-dir', dataDir, '--quiet']);
  try {
    const smallPool = await poolWith(localAws, small);
    const largePool = await poolWith(localAws, large);
    await localAws.stop();

    const started = performance.now();
    localAws = await startLocalAws(['--data-dir', dataDir, '--quiet']);
    const startUp = performance.now() - started;
    const empty = await emptyStartUp();

    const client = new CognitoIdentityClient(localAwsClient(localAws));
    const inSmall: number[] = [];
    const inLarge: number[] = [];
    let tokenOfLarge: string | undefined;
    for (let round = 0; round < rounds; round += 1) {
      inSmall.push((await walk(client, smallPool, undefined)).msPerPage);
      // Each round goes on where the last one ended, so that the pages are not all from the beginning.
      const walked = await walk(client, largePool, tokenOfLarge);
      inLarge.push(walked.msPerPage);
      tokenOfLarge = walked.token;
    }
    client.destroy();
    const pageOfSmall = median(inSmall.slice(rounds / 4));
    const pageOfLarge = median(inLarge.slice(rounds / 4));
    yield {
      name: 'Local AWS: a page of 60 of 1,000,000 identities',
      value: `${pageOfLarge.toFixed(2)} ms`,
      baseline: `${pageOfSmall.toFixed(2)} ms of 1,000`,
      ratio: pageOfLarge / pageOfSmall,
      aim: 'at most 1.2',
    };
    yield {
      name: 'Local AWS: start-up with 1,000,000 identities',
      value: `${Math.round(startUp)} ms`,
      baseline: `${Math.round(empty)} ms with none`,
      ratio: startUp / empty,
      aim: 'under 1,000 ms',
    };
    yield {
      name: 'Local AWS: most memory since that start',
      value: `${Math.round(await peakMebibytes(localAws.pid))} MiB`,
      aim: 'under 250 MiB',
    };
  } finally {
    await localAws.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function poolWith(localAws: Server, count: number): Promise<string> {
  const client = new CognitoIdentityClient(localAwsClient(localAws));
  const { IdentityPoolId = '' } = await client.send(
    new CreateIdentityPoolCommand({
      IdentityPoolName: `bench ${count}`,
      AllowUnauthenticatedIdentities: true,
      SupportedLoginProviders: { 'graph.facebook.com': '1' },
    }),
  );
  client.destroy();
  const response = await fetch(`${localAws.url}/_local/identities`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ IdentityPoolId, count, authenticatedShare: 0.5 }),
  });
  if (!response.ok) throw new Error(`Making ${count} identities failed: ${await response.text()}`);
  return IdentityPoolId;
}

async function walk(client: CognitoIdentityClient, IdentityPoolId: string, from: string | undefined) {
  let token = from;
  const started = performance.now();
  for (let page = 0; page < pagesPerRound; page += 1) {
    const command = new ListIdentitiesCommand({ IdentityPoolId, MaxResults: 60, NextToken: token });
    token = (await client.send(command)).NextToken;
  }
  return { msPerPage: (performance.now() - started) / pagesPerRound, token };
}

async function emptyStartUp(): Promise<number> {
  const started = performance.now();
  const localAws = await startLocalAws(['--memory', '--quiet']);
  const elapsed = performance.now() - started;
  await localAws.stop();
  return elapsed;
}

/** The peak of the process's resident memory, which Linux keeps. */
async function peakMebibytes(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1] ?? Number.NaN) / 1024;
}
