import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

import { afterEach, beforeEach, expect, test } from 'vitest';

import { rawCall } from '../testing/raw-call.ts';

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

test('a kill -9 under concurrent writes loses no acknowledged write', async () => {
  const acknowledged: string[] = [];
  let IdentityPoolId = '';
  for (let round = 0; round < 3; round += 1) {
    const url = await start();
    if (round === 0) {
      const input = { IdentityPoolName: 'kept', AllowUnauthenticatedIdentities: true };
      IdentityPoolId = (
        (await rawCall(url, 'CreateIdentityPool', input)).json as typeof input & { IdentityPoolId: string }
      ).IdentityPoolId;
    }
    const goal = acknowledged.length + 60;
    let killed: Promise<number | null> | undefined;
    const writers = Array.from({ length: 8 }, async () => {
      while (killed === undefined) {
        const { json } = await rawCall(url, 'GetId', { IdentityPoolId }, { isSigned: false });
        acknowledged.push((json as { IdentityId: string }).IdentityId);
        if (acknowledged.length >= goal) killed ??= end('SIGKILL');
      }
    });
    // A writer whose call the kill cut off fails: that call was never acknowledged.
    await Promise.allSettled(writers);
    await killed;
  }
  const url = await start();
  for (const IdentityId of acknowledged) {
    expect((await rawCall(url, 'DescribeIdentity', { IdentityId })).status).toBe(200);
  }
  expect(acknowledged.length).toBeGreaterThanOrEqual(180);
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
