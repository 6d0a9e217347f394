#!/usr/bin/env node
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';

import { secureDataFolder } from '@lifeguard/sqlite/data-folder';
import { SqliteFileError } from '@lifeguard/sqlite/file';
import { z } from 'zod';

import { startLocalAws } from './server.ts';

const usage = `Usage: local-aws [--port PORT] [--data-dir DIR | --memory] [--log-format text|json] [--quiet]

  --port PORT          listen on 127.0.0.1:PORT; 0 takes a free port (default: $LIFEGUARD_LOCAL_AWS_PORT or 4599)
  --data-dir DIR       keep the data in DIR (default: $LIFEGUARD_DATA_DIR/local-aws or ~/.lifeguard/local-aws)
  --memory             keep the data in memory, and forget it at the end
  --log-format FORMAT  one line for each call as text (default) or JSON
  --quiet              log no calls`;

const flags = z.strictObject({
  port: z.coerce.number().int().min(0).max(65_535).default(4599),
  'data-dir': z.string().min(1).optional(),
  memory: z.boolean().default(false),
  'log-format': z.enum(['text', 'json']).default('text'),
  quiet: z.boolean().default(false),
});

const options = readFlags();
const dataDir =
  options['data-dir'] ??
  path.join(process.env['LIFEGUARD_DATA_DIR'] || path.join(os.homedir(), '.lifeguard'), 'local-aws');

try {
  if (!options.memory) secureDataFolder(dataDir);
  const service = await startLocalAws({
    port: options.port,
    ...(options.memory ? {} : { dataDir }),
    ...(options.quiet ? {} : { log: (line: string) => process.stdout.write(`${line}\n`) }),
    logFormat: options['log-format'],
  });
  process.stdout.write(`Local AWS ready at ${service.url} (${options.memory ? 'in memory' : dataDir})\n`);
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => void service.close().then(() => process.exit(0)));
  }
} catch (error) {
  process.stderr.write(`${startFailure(error)}\n`);
  process.exit(1);
}

function readFlags(): z.infer<typeof flags> {
  try {
    const { values } = parseArgs({
      options: {
        port: { type: 'string' },
        'data-dir': { type: 'string' },
        memory: { type: 'boolean' },
        'log-format': { type: 'string' },
        quiet: { type: 'boolean' },
        help: { type: 'boolean' },
      },
    });
    const { help, ...given } = values;
    if (help === true) {
      process.stdout.write(`${usage}\n`);
      process.exit(0);
    }
    const portOfEnvironment = process.env['LIFEGUARD_LOCAL_AWS_PORT'] || undefined;
    const parsed = flags.safeParse({ ...given, port: given.port ?? portOfEnvironment });
    if (parsed.success) return parsed.data;
    const problems = parsed.error.issues.map(({ path: [name], message }) => {
      const isOfEnvironment = name === 'port' && given.port === undefined;
      return `${isOfEnvironment ? 'LIFEGUARD_LOCAL_AWS_PORT' : `--${String(name ?? '')}`}: ${message}`;
    });
    process.stderr.write(`${problems.join('\n')}\n\n${usage}\n`);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n\n${usage}\n`);
  }
  process.exit(2);
}

function startFailure(error: unknown): string {
  if (error instanceof SqliteFileError) return dataFailure(error);
  const { code, message } = error as { code?: string; message: string };
  if (code === 'EADDRINUSE') {
    return `Port ${options.port} is taken, so the local AWS was not started. Stop the program that uses it, or choose another with --port.`;
  }
  return `The local AWS was not started: ${message}`;
}

function dataFailure({ reason, message }: SqliteFileError): string {
  switch (reason) {
    case 'locked':
      return `The data in ${dataDir} is in use by another local AWS, so this one was not started.`;
    case 'newer':
      return 'The local AWS was not started: The data folder was written by a newer version of the local AWS.';
    case 'full':
      return `There is no room to write the data in ${dataDir}, so the local AWS was not started. Make room on that disk.`;
    case 'damaged':
      return `The data in ${dataDir} is damaged, so the local AWS was not started. Move the folder away to begin with an empty one.`;
    case 'unusable':
      return `The local AWS was not started: ${message}`;
  }
}
