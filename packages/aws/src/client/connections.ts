import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';

import type { Connection } from '@lifeguard/shared/api/connections';
import { regionPattern, serviceHost } from '@lifeguard/shared/aws/regions';
import { loadSharedConfigFiles } from '@smithy/shared-ini-file-loader';

import type { ConfiguredConnection } from './configured-connections.ts';
import { ProblemError } from '@lifeguard/shared/api/problem-error';

/** A connection as the BFF knows it. `readOnly` is what holds until a session chooses. */
export interface ConnectionDefinition extends Connection {
  readonly accountId?: string;
  readonly roleArn?: string;
  readonly externalId?: string;
  readonly sourceProfile?: string;
}

/** A connection as one session may use it during one request. */
export interface AwsCall {
  readonly connection: ConnectionDefinition;
  readonly isReadOnly: boolean;
  readonly signal: AbortSignal;
}

/** What decides which connections there are. */
export interface ConnectionSettings {
  readonly localAwsPort: number;
  /** Of the file of connections. */
  readonly connections: readonly ConfiguredConnection[];
  /** For profiles that name none. */
  readonly defaultRegion: string;
  /** Tokens for developer users, on the connections that the file does not list. */
  readonly developerTokens: boolean;
}

export interface Connections {
  /** The embedded local AWS first, then the configured ones, then the profiles of the user's own AWS files. */
  all(): { list: readonly ConnectionDefinition[]; warnings: readonly string[] };
  /** @throws ProblemError not_found */
  get(id: string): ConnectionDefinition;
  /** Reads the AWS files again: profiles come and go while the console runs. */
  refresh(): Promise<void>;
}

export function createConnections(config: ConnectionSettings): Connections {
  const fixed = [embedded(config), ...config.connections.map((item) => configured(item, config))];
  let list: readonly ConnectionDefinition[] = fixed;
  let warnings: readonly string[] = [];
  return {
    all: () => ({ list, warnings }),
    get(id) {
      const found = list.find((connection) => connection.id === id);
      if (found !== undefined) return found;
      throw new ProblemError(
        'not_found',
        'This connection does not exist here. Choose one from the list of connections.',
      );
    },
    async refresh() {
      list = [...fixed, ...(await profiles(config, fixed))];
      warnings = (await Promise.all(awsFiles().map(unreadable))).flat();
    },
  };
}

/** What the browser sees of it. */
export function shownConnection(connection: ConnectionDefinition, readOnly: boolean): Connection {
  const { id, label, kind, profile, region, endpoint, cliEndpoint, color, readOnlyPinned, developerTokens } =
    connection;
  return {
    id,
    label,
    kind,
    region,
    endpoint,
    color,
    readOnly,
    readOnlyPinned,
    developerTokens,
    // The source of an assumed role is another principal, often of another account: no command may go there by mistake.
    ...(profile === undefined || kind === 'assumeRole' ? {} : { profile }),
    ...(cliEndpoint === undefined ? {} : { cliEndpoint }),
  };
}

function embedded(config: ConnectionSettings): ConnectionDefinition {
  const endpoint = `http://127.0.0.1:${config.localAwsPort}`;
  return {
    id: 'local',
    label: 'Local AWS',
    kind: 'embedded',
    region: 'us-east-1',
    endpoint,
    cliEndpoint: endpoint,
    color: 'green',
    readOnly: false,
    readOnlyPinned: false,
    developerTokens: config.developerTokens,
    accountId: '123456789012',
  };
}

function configured(item: ConfiguredConnection, config: ConnectionSettings): ConnectionDefinition {
  const region = item.region ?? config.defaultRegion;
  const shared = {
    id: item.id,
    label: item.label ?? item.id,
    region,
    endpoint: awsEndpoint(region),
    color: item.color ?? 'blue',
    readOnly: item.readOnly ?? true,
    readOnlyPinned: item.readOnly ?? false,
    developerTokens: item.developerTokens ?? false,
    ...(item.accountId === undefined ? {} : { accountId: item.accountId }),
  } as const;
  if (item.kind === 'profile') return { ...shared, kind: 'profile', profile: item.profile };
  return {
    ...shared,
    kind: 'assumeRole',
    roleArn: item.roleArn,
    ...(item.externalId === undefined ? {} : { externalId: item.externalId }),
    ...(item.sourceProfile === undefined ? {} : { sourceProfile: item.sourceProfile, profile: item.sourceProfile }),
  };
}

/** Real accounts start read-only: nobody changes production by opening a page. */
async function profiles(
  config: ConnectionSettings,
  taken: readonly ConnectionDefinition[],
): Promise<ConnectionDefinition[]> {
  const files = await loadSharedConfigFiles({ ignoreCache: true });
  // The loader gives sso-session and services sections names with a dot and a prefix.
  const names = Object.keys({ ...files.configFile, ...files.credentialsFile }).filter(
    (name) => !/^(?:sso-session|services)\./.test(name),
  );
  const ids = new Set(taken.map((connection) => connection.id));
  return names.sort().map((name): ConnectionDefinition => {
    const region =
      validRegion(files.configFile[name]?.region ?? files.credentialsFile[name]?.region) ?? config.defaultRegion;
    return {
      id: uniqueId(name, ids),
      label: name,
      kind: 'profile',
      profile: name,
      region,
      endpoint: awsEndpoint(region),
      color: 'blue',
      readOnly: true,
      readOnlyPinned: false,
      developerTokens: config.developerTokens,
    };
  });
}

function awsFiles(): string[] {
  const folder = join(homedir(), '.aws');
  return [
    process.env.AWS_CONFIG_FILE ?? join(folder, 'config'),
    process.env.AWS_SHARED_CREDENTIALS_FILE ?? join(folder, 'credentials'),
  ];
}

/** The SDK's loader takes a file that it can't read for an empty one. That a file does not exist is normal. */
async function unreadable(path: string): Promise<string[]> {
  try {
    await readFile(path);
    return [];
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    return code === 'ENOENT' ? [] : [`${path} can't be read (${code}), so its profiles are missing here.`];
  }
}

function uniqueId(name: string, ids: Set<string>): string {
  // No dot: an address that ends in one would look like a file.
  const base = `profile-${name.replace(/[^A-Za-z0-9_-]/g, '-').slice(0, 100)}`;
  let id = base;
  for (let count = 2; ids.has(id); count += 1) id = `${base}-${count}`;
  ids.add(id);
  return id;
}

function validRegion(region: string | undefined): string | undefined {
  return region !== undefined && regionPattern.test(region) ? region : undefined;
}

// https://docs.aws.amazon.com/general/latest/gr/cognito_identity.html
function awsEndpoint(region: string): string {
  return `https://${serviceHost('cognito-identity', region)}`;
}
