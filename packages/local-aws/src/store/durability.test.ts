import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

import {
  CognitoIdentityClient,
  CreateIdentityPoolCommand,
  DescribeIdentityCommand,
  DescribeIdentityPoolCommand,
  GetIdCommand,
  GetIdentityPoolRolesCommand,
  type IdentityPool,
  type RoleMapping,
  SetIdentityPoolRolesCommand,
  UpdateIdentityPoolCommand,
} from '@aws-sdk/client-cognito-identity';
import { CreateRoleCommand, IAMClient } from '@aws-sdk/client-iam';
import { afterEach, beforeEach, expect, test } from 'vitest';

const main = fileURLToPath(new URL('../main.ts', import.meta.url));
let dataDir: string;
let child: ChildProcess | undefined;
beforeEach(() => {
  dataDir = path.join(mkdtempSync(path.join(tmpdir(), 'local-aws-')), 'data');
});
afterEach(() => {
  child?.kill('SIGKILL');
  rmSync(path.dirname(dataDir), { recursive: true, force: true });
});

async function start(): Promise<string> {
  const started = spawn(process.execPath, ['--no-warnings', main, '--port', '0', '--data-dir', dataDir, '--quiet'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  child = started;
  for await (const line of createInterface({ input: started.stdout })) {
    const url = /http:\/\/127\.0\.0\.1:\d+/.exec(line)?.[0];
    if (url !== undefined) return url;
  }
  throw new Error('The local AWS ended before it was ready.');
}

async function end(signal: NodeJS.Signals): Promise<number | null> {
  if (child === undefined) throw new Error('Nothing runs.');
  const exited = once(child, 'exit');
  child.kill(signal);
  const [code] = (await exited) as [number | null];
  return code;
}

/** One kind of write. `write` resolves when it is acknowledged; `check` fails when an acknowledged one is gone. */
interface Writer {
  write(client: CognitoIdentityClient): Promise<void>;
  check(client: CognitoIdentityClient): Promise<void>;
}

const settings = {
  AllowUnauthenticatedIdentities: true,
  SupportedLoginProviders: { 'graph.facebook.com': '1' },
};

function makesPools(): Writer {
  const made: IdentityPool[] = [];
  return {
    async write(client) {
      const IdentityPoolName = `pool ${made.length}`;
      made.push(await client.send(new CreateIdentityPoolCommand({ ...settings, IdentityPoolName })));
    },
    async check(client) {
      for (const { IdentityPoolId, IdentityPoolName } of made) {
        const kept = await client.send(new DescribeIdentityPoolCommand({ IdentityPoolId }));
        expect(kept).toMatchObject({ ...settings, IdentityPoolName });
      }
    },
  };
}

function makesGuests(IdentityPoolId: string): Writer {
  const made: (string | undefined)[] = [];
  return {
    async write(client) {
      made.push((await client.send(new GetIdCommand({ IdentityPoolId }))).IdentityId);
    },
    async check(client) {
      for (const IdentityId of made) {
        expect((await client.send(new DescribeIdentityCommand({ IdentityId }))).IdentityId).toBe(IdentityId);
      }
    },
  };
}

// The two below count up in one place. What is there may be newer than what was acknowledged, but never older.

function renames(IdentityPoolId: string): Writer {
  let sent = 0;
  let acknowledged = 0;
  return {
    async write(client) {
      const version = (sent += 1);
      const IdentityPoolName = `version ${version}`;
      await client.send(new UpdateIdentityPoolCommand({ ...settings, IdentityPoolId, IdentityPoolName }));
      acknowledged = version;
    },
    async check(client) {
      const { IdentityPoolName = '' } = await client.send(new DescribeIdentityPoolCommand({ IdentityPoolId }));
      expect(Number(IdentityPoolName.replace('version ', ''))).toBeGreaterThanOrEqual(acknowledged);
    },
  };
}

function setsRoles(IdentityPoolId: string, RoleARN: string): Writer {
  let sent = 0;
  let acknowledged = 0;
  return {
    async write(client) {
      const version = (sent += 1);
      const mapping: RoleMapping = {
        Type: 'Rules',
        AmbiguousRoleResolution: 'Deny',
        RulesConfiguration: { Rules: [{ Claim: 'version', MatchType: 'Equals', Value: String(version), RoleARN }] },
      };
      const RoleMappings = { 'graph.facebook.com': mapping };
      await client.send(new SetIdentityPoolRolesCommand({ IdentityPoolId, Roles: {}, RoleMappings }));
      acknowledged = version;
    },
    async check(client) {
      const { RoleMappings } = await client.send(new GetIdentityPoolRolesCommand({ IdentityPoolId }));
      const value = RoleMappings?.['graph.facebook.com']?.RulesConfiguration?.Rules?.[0]?.Value;
      expect(Number(value)).toBeGreaterThanOrEqual(acknowledged);
    },
  };
}

function clientConfig(endpoint: string) {
  return {
    endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    // A repeated write would hide that the first one was lost.
    maxAttempts: 1,
  };
}

async function makeWriters(url: string): Promise<Writer[]> {
  const client = new CognitoIdentityClient(clientConfig(url));
  const iam = new IAMClient(clientConfig(url));
  const AssumeRolePolicyDocument = '{"Statement":[]}';
  const { Role } = await iam.send(new CreateRoleCommand({ RoleName: 'kept', AssumeRolePolicyDocument }));
  const pools = await Promise.all(
    Array.from({ length: 5 }, () =>
      client.send(new CreateIdentityPoolCommand({ ...settings, IdentityPoolName: 'version 0' })),
    ),
  );
  const [first = '', second = '', third = '', fourth = '', fifth = ''] = pools.map((pool) => pool.IdentityPoolId);
  client.destroy();
  iam.destroy();
  const arn = Role?.Arn ?? '';
  return [
    makesPools(),
    makesPools(),
    makesGuests(first),
    makesGuests(first),
    renames(second),
    renames(third),
    setsRoles(fourth, arn),
    setsRoles(fifth, arn),
  ];
}

const writesPerRound = 80;

test('a kill -9 under concurrent writes loses no acknowledged write', async () => {
  let url = await start();
  const writers = await makeWriters(url);
  for (let round = 0; round < 3; round += 1) {
    const client = new CognitoIdentityClient(clientConfig(url));
    let acknowledged = 0;
    let killed: Promise<number | null> | undefined;
    const running = writers.map(async (writer) => {
      while (killed === undefined) {
        await writer.write(client);
        acknowledged += 1;
        if (acknowledged >= writesPerRound) killed ??= end('SIGKILL');
      }
    });
    // A writer whose call the kill cut off fails: that call was never acknowledged.
    await Promise.allSettled(running);
    await killed;
    expect(acknowledged).toBeGreaterThanOrEqual(writesPerRound);
    client.destroy();

    url = await start();
    const restarted = new CognitoIdentityClient(clientConfig(url));
    for (const writer of writers) await writer.check(restarted);
    restarted.destroy();
  }
  expect(await end('SIGTERM')).toBe(0);
});

test('data is its owner’s alone', async () => {
  await start();
  expect(statSync(dataDir).mode & 0o777).toBe(0o700);
  for (const file of ['local-aws.sqlite', 'local-aws.sqlite-wal']) {
    expect(statSync(path.join(dataDir, file)).mode & 0o777).toBe(0o600);
  }
});

test.each([
  [['--port', 'abc'], 2, '--port'],
  [['--nonsense'], 2, '--nonsense'],
  [['--log-format', 'xml', '--memory'], 2, '--log-format'],
])('%j is refused with a clear sentence', async (flags, code, text) => {
  const refused = spawn(process.execPath, ['--no-warnings', main, ...flags], { stdio: ['ignore', 'ignore', 'pipe'] });
  const said: string[] = [];
  refused.stderr.on('data', (chunk: Buffer) => said.push(chunk.toString()));
  expect((await once(refused, 'close'))[0]).toBe(code);
  expect(said.join('')).toContain(text);
});

test('a port in use is refused with a clear sentence', async () => {
  const { port } = new URL(await start());
  const refused = spawn(process.execPath, ['--no-warnings', main, '--memory', '--port', port], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const said: string[] = [];
  refused.stderr.on('data', (chunk: Buffer) => said.push(chunk.toString()));
  expect((await once(refused, 'close'))[0]).toBe(1);
  expect(said.join('')).toContain(`Port ${port} is taken`);
});
