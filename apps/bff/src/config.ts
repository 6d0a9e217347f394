import { isIP } from 'node:net';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { z } from 'zod';

import { type LogLevel, logLevels } from './log/log.ts';
import { regionPattern } from '@lifeguard/shared/aws/regions';
import { type ConfiguredConnection, readConfiguredConnections } from '@lifeguard/aws/client/configured-connections';

/** What the environment decides, checked once at the start. */
export interface Config {
  /** 0 takes any free port. */
  readonly port: number;
  readonly bind: '127.0.0.1' | '::1';
  readonly localAwsPort: number;
  /** Of what the console keeps, made when it is first needed. Undefined: in memory, for tests. */
  readonly dataDir: string | undefined;
  /** Address of a PostgreSQL database that records are kept in, in place of a file. */
  readonly databaseUrl?: string;
  /** Of the audit log. Undefined: a file in the data folder. */
  readonly auditKeyFile?: string | undefined;
  /** How long entries of the audit log are kept. */
  readonly auditDays: number;
  readonly logLevel: LogLevel;
  /** Of one session. */
  readonly requestsPerSecond: number;
  /** Of the jobs, for each operation in an account and region of AWS: what is left is for people who click. */
  readonly jobCallsPerSecond: number;
  readonly webRoot: string;
  /** Proxies whose X-Forwarded-For is believed in logs and rate limits. Empty: none. */
  readonly trustedProxies: readonly string[];
  /** Tokens for developer users, on the connections that the file does not list: the local AWS and the user's profiles. */
  readonly developerTokens: boolean;
  readonly connections: readonly ConfiguredConnection[];
  /** For profiles that name none. */
  readonly defaultRegion: string;
}

/** All that is wrong with the environment, each a sentence. */
export class ConfigError extends Error {
  override name = 'ConfigError';
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(problems.join('\n'));
    this.problems = problems;
  }
}

const webRoot = fileURLToPath(new URL('../../web/dist', import.meta.url));

/** Every variable that the console reads, each with its default. README lists the same. */
export const environment = z.object({
  PORT: wholeNumber('PORT', 0, 65_535, 8080),
  LIFEGUARD_BIND: z
    .enum(['127.0.0.1', '::1'], {
      error: ({ input }) =>
        `LIFEGUARD_BIND=${String(input)} would show this console, which holds AWS credentials, to other machines. Only 127.0.0.1 and ::1 are possible.`,
    })
    .default('127.0.0.1'),
  TRUST_PROXY: z
    .string()
    .default('false')
    .transform((text) => (text === 'false' ? [] : text.split(',').map((item) => item.trim())))
    .pipe(z.array(z.string().refine(isOwnProxy, { error: ({ input }) => believesAnybody(input) }))),
  LIFEGUARD_LOCAL_AWS_PORT: wholeNumber('LIFEGUARD_LOCAL_AWS_PORT', 0, 65_535, 4599),
  LIFEGUARD_DATA_DIR: z.string().default(join(homedir(), '.lifeguard')),
  LIFEGUARD_CONFIG: z
    .string()
    .transform((file, context) => {
      const { connections, problems } = readConfiguredConnections(file);
      for (const message of problems) context.addIssue(message);
      return connections;
    })
    .default([]),
  LIFEGUARD_DEVELOPER_TOKENS: z
    .enum(['on', 'off'], 'LIFEGUARD_DEVELOPER_TOKENS must be on or off.')
    .default('off')
    .transform((word) => word === 'on'),
  LIFEGUARD_AUDIT_KEY_FILE: z.string().optional(),
  LIFEGUARD_AUDIT_DAYS: wholeNumber('LIFEGUARD_AUDIT_DAYS', 30, 36_500, 400),
  LIFEGUARD_LOG_LEVEL: z.enum(logLevels, `LIFEGUARD_LOG_LEVEL must be one of ${logLevels.join(', ')}.`).default('info'),
  LIFEGUARD_REQUESTS_PER_SECOND: wholeNumber('LIFEGUARD_REQUESTS_PER_SECOND', 20, 100_000, 20),
  LIFEGUARD_JOB_CALLS_PER_SECOND: wholeNumber('LIFEGUARD_JOB_CALLS_PER_SECOND', 1, 100, 5),
  AUTH: z.literal('local', { error: ({ input }) => noSuchAuth(String(input)) }).default('local'),
  AWS_REGION: regionOf('AWS_REGION').optional(),
  AWS_DEFAULT_REGION: regionOf('AWS_DEFAULT_REGION').default('us-east-1'),
});

/** @throws ConfigError with every problem at once */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  // An empty variable counts as one that is not set.
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const { data, error } = environment.safeParse(given);
  if (data === undefined) throw new ConfigError(error.issues.map(({ message }) => message));
  return {
    port: data.PORT,
    bind: data.LIFEGUARD_BIND,
    localAwsPort: data.LIFEGUARD_LOCAL_AWS_PORT,
    dataDir: data.LIFEGUARD_DATA_DIR,
    auditKeyFile: data.LIFEGUARD_AUDIT_KEY_FILE,
    auditDays: data.LIFEGUARD_AUDIT_DAYS,
    logLevel: data.LIFEGUARD_LOG_LEVEL,
    requestsPerSecond: data.LIFEGUARD_REQUESTS_PER_SECOND,
    jobCallsPerSecond: data.LIFEGUARD_JOB_CALLS_PER_SECOND,
    webRoot,
    trustedProxies: data.TRUST_PROXY,
    developerTokens: data.LIFEGUARD_DEVELOPER_TOKENS,
    connections: data.LIFEGUARD_CONFIG,
    defaultRegion: data.AWS_REGION ?? data.AWS_DEFAULT_REGION,
  };
}

function wholeNumber(name: string, min: number, max: number, fallback: number) {
  const message = `${name} must be a whole number from ${min} to ${max}.`;
  return z
    .string()
    .regex(/^\d{1,6}$/, message)
    .transform(Number)
    .pipe(z.number().min(min, message).max(max, message))
    .default(fallback);
}

function regionOf(name: string) {
  return z.string().regex(regionPattern, {
    error: ({ input }) => `${name}=${String(input)} is not the name of an AWS region. One looks like eu-central-1.`,
  });
}

/** The largest networks that somebody may own: 10.0.0.0/8 and fc00::/7. */
const shortestPrefix: Readonly<Record<number, number>> = { 4: 8, 6: 7 };

/** One address, or a network that somebody may own. */
function isOwnProxy(item: string): boolean {
  const [address = '', prefix, ...more] = item.split('/');
  const version = isIP(address);
  if (version === 0 || more.length > 0) return false;
  if (prefix === undefined) return true;
  const bits = /^\d{1,3}$/.test(prefix) ? Number(prefix) : Number.NaN;
  const isInRange = bits >= (shortestPrefix[version] ?? 0) && bits <= (version === 4 ? 32 : 128);
  return isInRange && !(version === 6 && bits < 96 + 8 && mayHoldIpv4(address));
}

/** Networks that begin with zeros hold addresses of IPv4 too, each as ::ffff:1.2.3.4. */
function mayHoldIpv4(address: string): boolean {
  return new URL(`http://[${address}]`).hostname.startsWith('[::');
}

function believesAnybody(item: unknown): string {
  return `TRUST_PROXY must list the addresses or networks of your own proxies, such as 10.0.0.5 or 10.1.0.0/16: "${String(item)}" is none, or would believe anybody.`;
}

function noSuchAuth(mode: string): string {
  switch (mode) {
    case 'none':
      return 'AUTH=none does not exist: this console holds AWS credentials. Leave AUTH out for a sign-in link.';
    case 'oidc':
      return 'AUTH=oidc is not built yet (it will need PUBLIC_URL with https://). Leave AUTH out and use the sign-in link on this machine.';
    default:
      return `AUTH=${mode} does not exist. Leave AUTH out: the only mode is "local".`;
  }
}
