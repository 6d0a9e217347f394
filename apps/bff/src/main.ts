import { createInterface } from 'node:readline';

import { ConfigError, readConfig } from './config.ts';
import { createContext } from './context.ts';
import { createServer, listen } from './http/server/server.ts';
import { createLog } from './log/log.ts';
import { StoreError } from './store/trouble.ts';
import { ProblemError } from '@lifeguard/shared/api/problem-error';

/** sysexits.h: the configuration is wrong. */
const exitConfig = 78;

/** Why the address can't be listened on, by the code of the system. */
const listenFailures: ReadonlyMap<string, string> = new Map([
  ['EADDRINUSE', 'its port is in use. Set PORT to another one.'],
  ['EACCES', 'it may not use this port: below 1024 that needs special rights. Set PORT to another one.'],
  ['EADDRNOTAVAIL', 'this machine has no such address. Leave LIFEGUARD_BIND out.'],
]);

// Credentials of the machine are not the user's: only what the user's own AWS files name is used.
process.env.AWS_EC2_METADATA_DISABLED ??= 'true';
const log = createLog();
for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
  process.on(event, (error: unknown) => {
    log.error(event, {}, error);
    process.exit(1);
  });
}

try {
  await start();
} catch (error) {
  if (error instanceof ConfigError) {
    process.stderr.write(`Lifeguard can't start:\n${error.problems.map((problem) => `- ${problem}\n`).join('')}`);
    process.exit(exitConfig);
  }
  if (error instanceof ProblemError) {
    process.stderr.write(`Lifeguard can't start: ${error.message}\n`);
    process.exit(1);
  }
  const sentence = listenFailures.get(error instanceof Error && 'code' in error ? String(error.code) : '');
  if (sentence === undefined) log.error('start failed', {}, error);
  else process.stderr.write(`Lifeguard can't start: ${sentence}\n`);
  process.exit(1);
}

async function start(): Promise<void> {
  const context = createContext(readConfig(process.env));
  await context.prepare();
  const server = createServer(context);
  await listen(server, context);
  context.jobs.start();
  let hasLink = await printLink(context);
  const printMissing = async () => {
    hasLink ||= await printLink(context);
  };
  context.storage.onRecovered(() => void printMissing());
  if (process.stdin.isTTY) createInterface({ input: process.stdin }).on('line', () => void printLink(context));
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      // Running requests may finish; whoever keeps a socket open does not keep us.
      setTimeout(() => process.exit(0), 3000).unref();
      const closed = new Promise((resolve) => server.close(resolve));
      void Promise.all([closed, context.close()]).then(() => process.exit(0));
      server.closeIdleConnections();
    });
  }
}

/** The one line that carries the token. It goes past the log, which would redact it. False: it could not be kept. */
async function printLink(context: { newSignInLink(): Promise<string> }): Promise<boolean> {
  try {
    process.stdout.write(`${await context.newSignInLink()}\n`);
    return true;
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    process.stderr.write(`There is no sign-in link yet: ${error.message}\n`);
    return false;
  }
}
