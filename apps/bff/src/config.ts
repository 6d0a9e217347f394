import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { z } from 'zod';

import { type LogLevel, logLevels } from './log/log.ts';
import { type ConfiguredConnection, readConfiguredConnections } from '@lifeguard/aws/client/configured-connections';

/** What the environment decides, checked once at the start. */
export interface Config {
  /** 0 takes any free port. */
  readonly port: number;
  readonly bind: '127.0.0.1' | '::1';
  readonly localAwsPort: number;
  /** Of what the console keeps, made when it is first needed. Undefined: in memory, for tests. */
  readonly dataDir: string | undefined;
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
const port = z
  .string()
  .regex(/^\d{1,5}$/)
  .transform(Number)
  .pipe(z.number().max(65_535));

/** @throws ConfigError with every problem at once */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const problems = [...authProblems(env), ...bindProblems(env), ...proxyProblems(env)];
  const file = given(env.LIFEGUARD_CONFIG);
  const configured = file === undefined ? { connections: [], problems: [] } : readConfiguredConnections(file);
  problems.push(...configured.problems);
  const config: Config = {
    port: readPort(env.PORT, 8080, 'PORT', problems),
    bind: env.LIFEGUARD_BIND === '::1' ? '::1' : '127.0.0.1',
    localAwsPort: readPort(env.LIFEGUARD_LOCAL_AWS_PORT, 4599, 'LIFEGUARD_LOCAL_AWS_PORT', problems),
    dataDir: given(env.LIFEGUARD_DATA_DIR) ?? join(homedir(), '.lifeguard'),
    logLevel: readLogLevel(env.LIFEGUARD_LOG_LEVEL, problems),
    requestsPerSecond: readRate(env.LIFEGUARD_REQUESTS_PER_SECOND, problems),
    jobCallsPerSecond: readJobRate(env.LIFEGUARD_JOB_CALLS_PER_SECOND, problems),
    webRoot,
    trustedProxies: proxiesOf(env),
    developerTokens: readSwitch(env.LIFEGUARD_DEVELOPER_TOKENS, 'LIFEGUARD_DEVELOPER_TOKENS', problems),
    connections: configured.connections,
    defaultRegion: given(env.AWS_REGION) ?? given(env.AWS_DEFAULT_REGION) ?? 'us-east-1',
  };
  if (problems.length > 0) throw new ConfigError(problems);
  return config;
}

function readPort(text: string | undefined, fallback: number, name: string, problems: string[]): number {
  if (given(text) === undefined) return fallback;
  const result = port.safeParse(text);
  if (!result.success) problems.push(`${name} must be a port number from 0 to 65535.`);
  return result.data ?? fallback;
}

function readLogLevel(text: string | undefined, problems: string[]): LogLevel {
  const level = logLevels.find((item) => item === (given(text) ?? 'info'));
  if (level === undefined) problems.push(`LIFEGUARD_LOG_LEVEL must be one of ${logLevels.join(', ')}.`);
  return level ?? 'info';
}

function readRate(text: string | undefined, problems: string[]): number {
  const rate = Number(given(text) ?? 20);
  if (Number.isInteger(rate) && rate >= 20 && rate <= 100_000) return rate;
  problems.push('LIFEGUARD_REQUESTS_PER_SECOND must be a whole number from 20 to 100000.');
  return 20;
}

function readSwitch(text: string | undefined, name: string, problems: string[]): boolean {
  const word = given(text) ?? 'off';
  if (word !== 'on' && word !== 'off') problems.push(`${name} must be on or off.`);
  return word === 'on';
}

function readJobRate(text: string | undefined, problems: string[]): number {
  const rate = Number(given(text) ?? 5);
  if (Number.isInteger(rate) && rate >= 1 && rate <= 100) return rate;
  problems.push('LIFEGUARD_JOB_CALLS_PER_SECOND must be a whole number from 1 to 100.');
  return 5;
}

function authProblems(env: Readonly<Record<string, string | undefined>>): string[] {
  const mode = given(env.AUTH) ?? 'local';
  if (mode === 'local') return [];
  if (mode === 'none')
    return ['AUTH=none does not exist: this console holds AWS credentials. Leave AUTH out for a sign-in link.'];
  if (mode !== 'oidc') return [`AUTH=${mode} does not exist. Leave AUTH out: the only mode is "local".`];
  const problems = ['AUTH=oidc is not built yet. Leave AUTH out and use the sign-in link on this machine.'];
  if (!(given(env.PUBLIC_URL) ?? '').startsWith('https://')) problems.push('AUTH=oidc needs PUBLIC_URL with https://.');
  return problems;
}

function bindProblems(env: Readonly<Record<string, string | undefined>>): string[] {
  const bind = given(env.LIFEGUARD_BIND);
  if (bind === undefined || bind === '127.0.0.1' || bind === '::1') return [];
  return [
    `LIFEGUARD_BIND=${bind} would show this console, which holds AWS credentials, to other machines. Only 127.0.0.1 and ::1 are possible.`,
  ];
}

function proxyProblems(env: Readonly<Record<string, string | undefined>>): string[] {
  return proxiesOf(env)
    .filter((item) => !/^[0-9a-f.:]+(?:\/\d{1,3})?$/i.test(item) || !/[.:]/.test(item) || /\/0+$/.test(item))
    .map((item) => `TRUST_PROXY must list the addresses of your own proxies: "${item}" would believe anybody.`);
}

function proxiesOf(env: Readonly<Record<string, string | undefined>>): string[] {
  const text = given(env.TRUST_PROXY);
  if (text === undefined || text === 'false') return [];
  return text.split(',').map((item) => item.trim());
}

/** An empty variable counts as one that is not set. */
function given(text: string | undefined): string | undefined {
  return text === undefined || text === '' ? undefined : text;
}
