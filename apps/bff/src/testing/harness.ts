import { mkdtempSync, writeFileSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { type LocalAws, startLocalAws } from '@lifeguard/local-aws/server';
import type { Pool } from '@lifeguard/shared/api/pools';

import { type Config, readConfig } from '../config.ts';
import { type Context, createContext, type StorageSettings } from '../context.ts';
import type { Limits } from '../http/rate-limits.ts';
import { createServer, listen } from '../http/server/server.ts';
import type { JobTimings } from '../jobs/engine/timings.ts';
import { createLog } from '../log/log.ts';
import type { Timeouts } from '../http/timeouts.ts';

// No test ever sees the AWS files or variables of whoever runs it.
for (const name of Object.keys(process.env)) if (name.startsWith('AWS_')) delete process.env[name];
useAwsFiles('/nonexistent/config', '/nonexistent/credentials');

export function useAwsFiles(config: string, credentials: string): void {
  process.env.AWS_CONFIG_FILE = config;
  process.env.AWS_SHARED_CREDENTIALS_FILE = credentials;
  process.env.AWS_EC2_METADATA_DISABLED = 'true';
}

/** No limit is reached by a test that is not about limits. */
const wideLimits: Limits = {
  session: { perSecond: 1e6, burst: 1e6, burstSeconds: 1 },
  writes: { perSecond: 1e6, burst: 1e6, burstSeconds: 1 },
  auth: { perMinute: 1e6 },
  reports: { perMinute: 1e6 },
  inFlight: 1e6,
  eventLoopDelayMs: 1e6,
};

/** No time limit is reached by a test that is not about it, however busy the machine is. */
const wideTimeouts: Timeouts = {
  connectMs: 300_000,
  requestMs: 300_000,
  readMs: 300_000,
  writeMs: 300_000,
  lockMs: 300_000,
  // The one that is waited for in any case.
  secondLookMs: 0,
  deadlineMs: 300_000,
  streamMs: 300_000,
  pingMs: 300_000,
};

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
  /** Tests look into answers of every kind. */
  // oxlint-disable-next-line typescript/no-explicit-any
  readonly body: any;
}

export interface Session {
  readonly cookie: string;
  readonly csrf: string;
}

export interface TestBff {
  readonly context: Context;
  readonly port: number;
  readonly origin: string;
  /** Every log line so far. */
  readonly lines: string[];
  readonly clock: { time: number; now(): number };
  signIn(): Promise<Session>;
  close(): Promise<void>;
}

export interface BffOptions {
  readonly localAwsPort?: number;
  readonly config?: Partial<Config>;
  readonly limits?: Partial<Limits>;
  readonly timeouts?: Partial<Timeouts>;
  readonly jobTimings?: Partial<JobTimings>;
  readonly storage?: StorageSettings;
  /** What the clock shows at first. */
  readonly time?: number;
}

/** The real server on a free port, with a clock that only the test moves. */
export async function startBff(options: BffOptions = {}): Promise<TestBff> {
  const lines: string[] = [];
  const clock = { time: options.time ?? Date.parse('2026-03-01T12:00:00Z'), now: () => clock.time };
  const config: Config = {
    ...readConfig({ PORT: '0', LIFEGUARD_LOCAL_AWS_PORT: '1' }),
    dataDir: undefined,
    webRoot: webRoot(),
    ...(options.localAwsPort === undefined ? {} : { localAwsPort: options.localAwsPort }),
    ...options.config,
  };
  const context = createContext(config, {
    clock,
    log: createLog((line) => lines.push(line)),
    limits: { ...wideLimits, ...options.limits },
    timeouts: { ...wideTimeouts, ...options.timeouts },
    jobTimings: options.jobTimings ?? {},
    storage: { probeMs: 5, ...options.storage },
  });
  await context.prepare();
  const server = createServer(context);
  const port = await listen(server, context);
  context.jobs.start();
  const bff: TestBff = {
    context,
    port,
    origin: `http://127.0.0.1:${port}`,
    lines,
    clock,
    async signIn() {
      const token = await tokenOf(context);
      const answer = await send(bff, 'POST', '/auth/local/exchange', { body: { token } });
      if (answer.status !== 200) throw new Error(`sign-in failed: ${answer.text}`);
      return { cookie: String(answer.headers['set-cookie']).split(';')[0] ?? '', csrf: answer.body.csrf };
    },
    async close() {
      await Promise.all([
        context.close(),
        new Promise<void>((resolve) => {
          server.close(() => resolve());
          server.closeAllConnections();
        }),
      ]);
    },
  };
  return bff;
}

export async function tokenOf(context: Context): Promise<string> {
  return (await context.newSignInLink()).split('#t=')[1] ?? '';
}

/** BFF and local AWS together, and a session. */
export async function startAll(options: Omit<BffOptions, 'localAwsPort'> = {}) {
  const aws = await startLocalAws();
  const all = await startBeside(aws, options);
  return {
    ...all,
    async close() {
      await all.close();
      await aws.close();
    },
  };
}

/** A BFF of a local AWS that goes on without it, and a session: for a test that needs time limits of its own. */
export async function startBeside(aws: LocalAws, options: Omit<BffOptions, 'localAwsPort'> = {}) {
  const bff = await startBff({ ...options, localAwsPort: aws.port });
  const session = await bff.signIn();
  return {
    aws,
    bff,
    session,
    call: (method: string, path: string, body?: unknown, headers: Headers = {}) =>
      send(bff, method, path, { body, session, headers }),
    local: (path: string) => `/api/connections/local${path}`,
    close: () => bff.close(),
  };
}
export type Everything = Awaited<ReturnType<typeof startBeside>>;

export type Headers = Readonly<Record<string, string | string[] | undefined>>;

/** One HTTP exchange over node:http, which sends any header as it is told. An undefined header is left out. */
export function send(
  bff: { port: number },
  method: string,
  path: string,
  options: { body?: unknown; raw?: string | Uint8Array; session?: Session; headers?: Headers } = {},
): Promise<Answer> {
  const payload = options.raw ?? (options.body === undefined ? undefined : JSON.stringify(options.body));
  const headers = {
    ...(payload === undefined
      ? {}
      : { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(payload) }),
    ...(options.session === undefined
      ? {}
      : { Cookie: options.session.cookie, 'X-Console-CSRF': options.session.csrf }),
    ...options.headers,
  };
  const given = Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== undefined));
  return new Promise((resolve, reject) => {
    const outgoing = httpRequest(
      { host: '127.0.0.1', port: bff.port, method, path, headers: given as Record<string, string>, agent: false },
      (incoming) => {
        const chunks: Buffer[] = [];
        incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
        incoming.on('error', reject);
        incoming.on('end', () => {
          const text = Buffer.concat(chunks).toString('utf8');
          const isJson = /json\b/.test(incoming.headers['content-type'] ?? '');
          resolve({
            status: incoming.statusCode ?? 0,
            headers: incoming.headers,
            text,
            body: isJson && text !== '' ? JSON.parse(text) : undefined,
          });
        });
      },
    );
    outgoing.on('error', reject);
    outgoing.end(payload);
  });
}

export const emptyPool = {
  AllowUnauthenticatedIdentities: false,
  AllowClassicFlow: false,
  SupportedLoginProviders: {},
  OpenIdConnectProviderARNs: [],
  CognitoIdentityProviders: [],
  SamlProviderARNs: [],
  IdentityPoolTags: {},
  Roles: {},
} as const;

/** A pool made through the BFF. */
export async function createPool(all: Everything, members: Readonly<Record<string, unknown>> = {}): Promise<Pool> {
  const answer = await all.call('POST', all.local('/pools'), { ...emptyPool, IdentityPoolName: 'a pool', ...members });
  if (answer.status !== 200) throw new Error(answer.text);
  return answer.body;
}

export function patch(
  all: Everything,
  pool: Pool,
  changes: object,
  more: { session?: Session; mergeDisjoint?: boolean } = {},
) {
  return send(all.bff, 'PATCH', all.local(`/pools/${encodeURIComponent(pool.document.IdentityPoolId)}`), {
    session: more.session ?? all.session,
    headers: { 'If-Match': pool.etag },
    body: { base: pool.document, changes, mergeDisjoint: more.mergeDisjoint ?? false },
  });
}

/** The next matching calls to the local AWS fail so. */
export async function faults(all: { aws: { url: string } }, ...rules: object[]): Promise<void> {
  const response = await fetch(`${all.aws.url}/_local/faults`, {
    method: 'PUT',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ rules }),
  });
  if (!response.ok) throw new Error(await response.text());
}

/** Lets so many calls of the operation through, and holds the others until other faults are armed. */
export const holdAfter = (count: number, operation: string): object[] => [
  ...(count > 0 ? [{ operation, times: count }] : []),
  { operation, hold: true, times: 1000 },
];

/** Resolves once the local AWS holds a call. The test's own time limit ends it otherwise. */
export async function untilHeld(all: { aws: { url: string } }): Promise<void> {
  while ((await heldCalls(all)) === 0);
}

/** How many calls the local AWS holds. */
export async function heldCalls({ aws }: { aws: { url: string } }): Promise<number> {
  const response = await fetch(`${aws.url}/_local/faults`);
  const { held } = (await response.json()) as { held: number };
  return held;
}

/** A small stand-in for the built web app. */
export function webRoot(): string {
  const root = mkdtempSync(join(tmpdir(), 'lifeguard-web-'));
  writeFileSync(join(root, 'index.html'), '<!doctype html><title>Lifeguard</title>');
  writeFileSync(join(root, 'app.js.map'), '{}');
  writeFileSync(join(root, '.env'), 'SECRET=1');
  return root;
}
