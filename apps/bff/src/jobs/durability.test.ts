import { type ChildProcess, spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

import {
  CognitoIdentityClient,
  CreateIdentityPoolCommand,
  DeleteIdentityPoolCommand,
  ListIdentitiesCommand,
} from '@aws-sdk/client-cognito-identity';
import { startLocalAws } from '@lifeguard/local-aws/server';
import type { Job } from '@lifeguard/shared/api/jobs';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';

import { type Headers, send, type Session } from '../testing/harness.ts';
import { ended, made, makeIdentities, poolPath, remove, scan, until } from '../testing/jobs.ts';

/** More with LIFEGUARD_KILLS. */
const kills = Number(process.env.LIFEGUARD_KILLS ?? 3);
/** The whole size where more kills are asked for, too. */
const listed = process.env.LIFEGUARD_KILLS === undefined ? 3000 : 10_000;
const outside = 200;
const main = fileURLToPath(new URL('../main.ts', import.meta.url));
const dataDir = join(mkdtempSync(join(tmpdir(), 'lifeguard-jobs-')), 'data');

let aws: Awaited<ReturnType<typeof startLocalAws>>;
let client: CognitoIdentityClient;
let child: ChildProcess | undefined;
beforeAll(async () => {
  aws = await startLocalAws();
  client = new CognitoIdentityClient({
    endpoint: aws.url,
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
});
afterEach(() => child?.kill('SIGKILL'));
afterAll(async () => {
  client.destroy();
  await aws.close();
  rmSync(join(dataDir, '..'), { recursive: true, force: true });
});

/** Starts the console on the same folder, and signs in by the link that it prints. None of its files gets larger than `ulimit -f` allows. */
async function start({ largestFile = 'unlimited' }: { largestFile?: number | 'unlimited' } = {}) {
  const command = [`ulimit -S -f ${largestFile}; exec "$@"`, 'sh', process.execPath, '--no-warnings', main];
  const started = spawn('sh', ['-c', ...command], {
    env: {
      PATH: process.env.PATH,
      PORT: '0',
      LIFEGUARD_LOCAL_AWS_PORT: String(aws.port),
      LIFEGUARD_DATA_DIR: dataDir,
      LIFEGUARD_REQUESTS_PER_SECOND: '100000',
      LIFEGUARD_LOG_LEVEL: 'error',
      AWS_CONFIG_FILE: '/nonexistent/config',
      AWS_SHARED_CREDENTIALS_FILE: '/nonexistent/credentials',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  child = started;
  for await (const line of createInterface({ input: started.stdout })) {
    const [, port, token] = /http:\/\/127\.0\.0\.1:(\d+)\/#t=(\S+)/.exec(line) ?? [];
    if (port === undefined) continue;
    const bff = { port: Number(port) };
    const answer = await send(bff, 'POST', '/auth/local/exchange', { body: { token } });
    const session: Session = {
      cookie: String(answer.headers['set-cookie']).split(';')[0] ?? '',
      csrf: answer.body.csrf,
    };
    return {
      call: (method: string, path: string, body?: unknown, headers: Headers = {}) =>
        send(bff, method, path, { body, session, headers }),
      local: (path: string) => `/api/connections/local${path}`,
    };
  }
  throw new Error('The console ended before it was ready.');
}

async function end(signal: NodeJS.Signals): Promise<number | null> {
  if (child === undefined) throw new Error('Nothing runs.');
  const exited = once(child, 'exit');
  child.kill(signal);
  const [code] = (await exited) as [number | null];
  return code;
}

async function makePool(name: string): Promise<string> {
  const { IdentityPoolId = '' } = await client.send(
    new CreateIdentityPoolCommand({
      IdentityPoolName: name,
      AllowUnauthenticatedIdentities: true,
      SupportedLoginProviders: { 'graph.facebook.com': '1' },
    }),
  );
  return IdentityPoolId;
}

async function identitiesOf(IdentityPoolId: string): Promise<string[]> {
  const ids: string[] = [];
  let NextToken: string | undefined;
  do {
    const page = await client.send(new ListIdentitiesCommand({ IdentityPoolId, MaxResults: 60, NextToken }));
    ids.push(...(page.Identities ?? []).map(({ IdentityId = '' }) => IdentityId));
    NextToken = page.NextToken;
  } while (NextToken !== undefined);
  return ids;
}

test(
  `kill -9 at random moments of a deletion of ${listed}, ${kills} times: the frozen list is deleted exactly`,
  async () => {
    let all = await start();
    const other = await makePool('other');
    await makeIdentities(aws, other, outside);
    for (let round = 0; round < kills; round += 1) {
      const poolId = await makePool('people');
      await makeIdentities(aws, poolId, listed);
      const listedIds = new Set(await identitiesOf(poolId));
      const scanned = await ended(all, await scan(all, poolId));
      // Outside the list: of the same pool, made after the scan.
      await makeIdentities(aws, poolId, outside);
      const about = { confirmCount: listed, confirmName: 'people', scanFinishedAt: scanned.endedAt ?? '' };
      const job = made(await remove(all, poolId, about));
      const killAt = randomInt(0, listed);
      await until(
        all,
        job,
        ({ phase, done, endedAt }) => endedAt !== undefined || (phase === 'deleting' && done >= killAt),
      );
      await end('SIGKILL');

      all = await start();
      const done = await ended(all, job);
      expect(done).toMatchObject({
        state: 'done',
        deletion: { frozen: listed, deleted: listed, alreadyGone: 0, changed: 0, failed: 0, untouched: 0 },
      });
      const left = await identitiesOf(poolId);
      expect(left.filter((id) => listedIds.has(id))).toEqual([]);
      expect(left).toHaveLength(outside);
      const report = await all.call('GET', all.local(`/jobs/${job.id}/file?format=jsonl`));
      const rows: { IdentityId: string; Outcome: string }[] = report.text
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line));
      expect(new Set(rows.map(({ IdentityId }) => IdentityId))).toEqual(listedIds);
      expect(rows.every(({ Outcome }) => Outcome === 'deleted')).toBe(true);
      await client.send(new DeleteIdentityPoolCommand({ IdentityPoolId: poolId }));
    }
    expect(await identitiesOf(other)).toHaveLength(outside);
  },
  kills * 100_000,
);

test('SIGTERM in the middle of a scan and of an export ends at once, and both go on', async () => {
  let all = await start();
  const poolId = await makePool('people');
  await makeIdentities(aws, poolId, 3000);
  const job = await scan(all, poolId);
  await until(all, job, ({ done, endedAt }) => done > 500 || endedAt !== undefined);
  expect(await end('SIGTERM')).toBe(0);

  all = await start();
  expect((await ended(all, job)).scan).toMatchObject({ found: 3000, disabled: 0 });
  const body = { filter: {}, format: 'jsonl' };
  const written: Job = made(await all.call('POST', all.local(poolPath(poolId, '/identity-exports')), body));
  expect(await end('SIGTERM')).toBe(0);

  all = await start();
  expect((await ended(all, written)).file).toMatchObject({ rows: 3000 });
  expect(statSync(join(dataDir, 'jobs.sqlite')).mode & 0o777).toBe(0o600);
  expect(statSync(dataDir).mode & 0o777).toBe(0o700);
});

test('a console whose files can not grow lives on, pauses its deletion, and goes on with it when they can', async () => {
  let all = await start();
  const poolId = await makePool('people');
  await makeIdentities(aws, poolId, 1200);
  const { endedAt = '' } = await ended(all, await scan(all, poolId));
  expect(await end('SIGTERM')).toBe(0);

  // In blocks of 512 bytes.
  all = await start({ largestFile: 1200 });
  const job = made(await remove(all, poolId, { confirmCount: 1200, confirmName: 'people', scanFinishedAt: endedAt }));
  const paused = await until(all, job, ({ state }) => state === 'paused');
  expect(paused.message).toContain('The job goes on by itself when the storage works again.');
  expect((await all.call('GET', '/api/storage')).body.troubles).not.toEqual([]);
  expect((await all.call('GET', all.local('/pools'))).status).toBe(200);
  expect(await end('SIGTERM')).toBe(0);

  all = await start();
  expect(await ended(all, job)).toMatchObject({ state: 'done', deletion: { frozen: 1200, deleted: 1200, failed: 0 } });
  expect(await identitiesOf(poolId)).toEqual([]);
});

test('a second console on the same folder is refused with a clear sentence', async () => {
  await start();
  const second = spawn(process.execPath, ['--no-warnings', main], {
    env: { PATH: process.env.PATH, PORT: '0', LIFEGUARD_DATA_DIR: dataDir },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const said: string[] = [];
  second.stderr.on('data', (chunk: Buffer) => said.push(chunk.toString()));
  expect((await once(second, 'close'))[0]).toBe(1);
  expect(said.join('')).toContain('Another Lifeguard uses this data folder');
});
