import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';

import { afterEach, beforeEach, expect, it } from 'vitest';

const main = fileURLToPath(new URL('../main.ts', import.meta.url));
let dataDir: string;
const children: ChildProcessByStdio<null, Readable, Readable>[] = [];
beforeEach(() => {
  dataDir = mkdtempSync(path.join(tmpdir(), 'local-aws-one-'));
});
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  rmSync(dataDir, { recursive: true, force: true });
});

function start() {
  const flags = ['--no-warnings', main, '--port', '0', '--data-dir', dataDir, '--quiet'];
  const child = spawn(process.execPath, flags, { stdio: ['ignore', 'pipe', 'pipe'] });
  children.push(child);
  return child;
}

it('a second process on the same data is refused, and the data is free after SIGTERM', async () => {
  const first = start();
  await once(first.stdout, 'data');

  const second = start();
  const said: string[] = [];
  second.stderr.on('data', (chunk: Buffer) => said.push(chunk.toString()));
  expect((await once(second, 'close'))[0]).toBe(1);
  expect(said.join('')).toBe(`The data in ${dataDir} is in use by another local AWS, so this one was not started.\n`);

  const ended = once(first, 'exit');
  first.kill('SIGTERM');
  expect((await ended)[0]).toBe(0);

  const third = start();
  expect(String((await once(third.stdout, 'data'))[0])).toContain('Local AWS ready at ');
});
