import { type ChildProcess, spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

import { CognitoIdentityClient } from '@aws-sdk/client-cognito-identity';
import { afterEach, beforeEach, expect, test } from 'vitest';

import { clientConfig, makeWriters } from '../testing/writers.ts';

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

const rounds = 20;
const maxWritesPerRound = 60;

test('kill -9 at random moments under concurrent writes, 20 times, loses no acknowledged write', async () => {
  let url = await start();
  const writers = await makeWriters(url);
  for (let round = 0; round < rounds; round += 1) {
    const client = new CognitoIdentityClient(clientConfig(url));
    const writesThisRound = randomInt(1, maxWritesPerRound);
    let acknowledged = 0;
    let killed: Promise<number | null> | undefined;
    const running = writers.map(async (writer) => {
      while (killed === undefined) {
        await writer.write(client, url);
        acknowledged += 1;
        // The other writers have a call under way at this moment, each in a state of its own.
        if (acknowledged >= writesThisRound) killed ??= end('SIGKILL');
      }
    });
    // A writer whose call the kill cut off fails: that call was never acknowledged.
    await Promise.allSettled(running);
    await killed;
    expect(acknowledged).toBeGreaterThanOrEqual(writesThisRound);
    client.destroy();

    url = await start();
    const restarted = new CognitoIdentityClient(clientConfig(url));
    for (const writer of writers) await writer.check(restarted, url);
    restarted.destroy();
  }
  expect(await end('SIGTERM')).toBe(0);
}, 240_000);

test('data is its owner’s alone', async () => {
  await start();
  expect(statSync(dataDir).mode & 0o777).toBe(0o700);
  for (const file of ['local-aws.sqlite', 'local-aws.sqlite-wal']) {
    expect(statSync(path.join(dataDir, file)).mode & 0o777).toBe(0o600);
  }
});

test.each([
  [['--port', 'abc'], {}, '--port'],
  [['--memory'], { LIFEGUARD_LOCAL_AWS_PORT: '99999' }, 'LIFEGUARD_LOCAL_AWS_PORT'],
  [['--nonsense'], {}, '--nonsense'],
  [['--log-format', 'xml', '--memory'], {}, '--log-format'],
])('%j with %j is refused with a clear sentence', async (flags, env, text) => {
  const refused = spawn(process.execPath, ['--no-warnings', main, ...flags], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, ...env },
  });
  const said: string[] = [];
  refused.stderr.on('data', (chunk: Buffer) => said.push(chunk.toString()));
  expect((await once(refused, 'close'))[0]).toBe(2);
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
