import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';

import { leanEnv, leanFlags, serverFlags } from '../../scripts/node-flags.ts';

const root = path.resolve(import.meta.dirname, '../..');

/** A server of this project in a process of its own, as a user runs it. */
export interface Server {
  readonly url: string;
  /** Every line that it has printed so far. */
  readonly output: readonly string[];
  readonly pid: number;
  /** Ends it with SIGTERM and waits. */
  stop(): Promise<void>;
}

export interface Console extends Server {
  /** The one-time link of the start, with its token. */
  readonly signInLink: string;
}

export function startLocalAws(args: readonly string[] = ['--memory']): Promise<Server> {
  return startAt([leanFlags, 'packages/local-aws/src/main.ts', ['--port', '0', ...args]], leanEnv);
}

/** A script of this project that prints its URL when it is ready. */
export function startScript(file: string, args: readonly string[]): Promise<Server> {
  return startAt([serverFlags, file, args], {});
}

async function startAt(
  command: readonly [readonly string[], string, readonly string[]],
  env: Readonly<Record<string, string>>,
): Promise<Server> {
  const { match, ...server } = await start(command, env, /http:\/\/127\.0\.0\.1:\d+/);
  return { ...server, url: match };
}

/** The console with the built web app, on a free port, with no AWS configuration but what `env` gives. */
export async function startConsole(localAws: Server, env: Readonly<Record<string, string>> = {}): Promise<Console> {
  const data = await mkdtemp(path.join(os.tmpdir(), 'lifeguard-e2e-'));
  const { match, ...server } = await start(
    [leanFlags, 'apps/bff/src/main.ts', []],
    {
      ...leanEnv,
      PORT: '0',
      LIFEGUARD_LOCAL_AWS_PORT: new URL(localAws.url).port,
      LIFEGUARD_DATA_DIR: data,
      // Tests click faster than people; the limit itself is tested in the BFF.
      LIFEGUARD_REQUESTS_PER_SECOND: '100000',
      LIFEGUARD_DEVELOPER_TOKENS: 'on',
      AWS_CONFIG_FILE: path.join(data, 'no-config'),
      AWS_SHARED_CREDENTIALS_FILE: path.join(data, 'no-credentials'),
      ...env,
    },
    /http:\/\/127\.0\.0\.1:\d+\/#t=\S+/,
  );
  return {
    ...server,
    url: new URL(match).origin,
    signInLink: match,
    stop: async () => {
      await server.stop();
      await rm(data, { recursive: true, force: true });
    },
  };
}

async function start(
  [flags, file, args]: readonly [readonly string[], string, readonly string[]],
  env: Readonly<Record<string, string>>,
  ready: RegExp,
) {
  const child = spawn(process.execPath, [...flags, path.join(root, file), ...args], {
    cwd: root,
    env: { ...withoutAws(process.env), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output: string[] = [];
  const match = await new Promise<string>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on('line', (line) => {
        output.push(line);
        const found = ready.exec(line);
        if (found !== null) resolve(found[0]);
      });
    }
    child.once('error', reject);
    child.once('exit', (code) =>
      reject(new Error(`${file} ended (${code}) before it was ready:\n${output.join('\n')}`)),
    );
  });
  return { match, output, pid: child.pid ?? 0, stop: () => stop(child) };
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
}

/** Tests must not see the AWS settings of the person who runs them. */
function withoutAws(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !/^(AWS|LIFEGUARD)_/.test(name)));
}
