import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';

import { unknownPart } from '@lifeguard/shared/aws/arn';
import type { Connection } from '@lifeguard/shared/api/connections';
import { regionPattern, serviceHost } from '@lifeguard/shared/aws/regions';
import { loadSharedConfigFiles } from '@smithy/shared-ini-file-loader';

import type { ConfiguredConnection } from './configured-connections.ts';
import { type AccountMemory, createConnectionIds, isOlderProfileId, profileId, type Target } from './connection-ids.ts';
import { type AwsFiles, type ProfileFacts, profileFacts, unreadProfiles } from './profile-facts.ts';
import type { Journal } from '../journal.ts';
import { ProblemError } from '@lifeguard/shared/api/problem-error';

/** A connection as the BFF knows it. `readOnly` is what holds until a session chooses. */
export interface ConnectionDefinition extends Connection {
  /** What its id stands for beside the account; undefined for the embedded local AWS. */
  readonly target?: Target;
  /** The account that it must be: as configured, or the first one that its credentials belonged to. */
  readonly accountId?: string;
  readonly isAccountConfigured?: boolean;
  readonly roleArn?: string;
  readonly externalId?: string;
  readonly sourceProfile?: string;
  /** Of the profile that its credentials come from. */
  readonly facts?: ProfileFacts;
}

/** A connection as one session may use it during one request. */
export interface AwsCall {
  readonly connection: ConnectionDefinition;
  readonly isReadOnly: boolean;
  readonly signal: AbortSignal;
  /** Told of what this call is about to change, and of every write that was sent. */
  readonly journal?: Journal;
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
  /** Reads which accounts are known, also from other consoles. Until then no connection is used. */
  learn(): Promise<void>;
  /** AWS has said whose credentials these are. From then on the id of the connection stands for this account. */
  saw(connection: ConnectionDefinition, account: string): Promise<void>;
  /**
   * The id of today for what an older version kept under `id` for a region and account; undefined where it has it
   * already, or where it is not certain whose it is.
   */
  adopt(kept: { readonly id: string; readonly region: string; readonly account: string }): Promise<string | undefined>;
}

export function createConnections(config: ConnectionSettings, memory: AccountMemory): Connections {
  const ids = createConnectionIds(memory);
  let files: AwsFiles = { configFile: {}, credentialsFile: {} };
  let names: readonly ProfileName[] = [];
  let warnings: readonly string[] = [];
  let list: readonly ConnectionDefinition[] = [];
  function define(): void {
    const external = [
      ...config.connections.map((item) => configured(item, item.region ?? config.defaultRegion)),
      ...names.map((name) => ofProfile(name, config)),
    ].map((connection) => ({ ...connection, facts: profileFacts(files, connection.profile) }));
    list = [embedded(config), ...external.flatMap((connection) => withAccounts(connection, ids.of(connection.target)))];
  }
  define();
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
      files = await loadSharedConfigFiles({ ignoreCache: true });
      names = profiles(files, config);
      warnings = [...(await Promise.all(awsFiles().map(problemsOfFile))).flat(), ...names.flatMap(wrongRegion)];
      define();
    },
    async learn() {
      await ids.learn();
      define();
    },
    async saw({ target, accountId, isAccountConfigured }, account) {
      const isMistake = isAccountConfigured === true && account !== accountId;
      if (target === undefined || account === unknownPart || isMistake) return;
      await ids.saw(target, account);
      define();
    },
    async adopt({ id, region, account }) {
      await ids.learn();
      if (ids.isKnown({ id }, account)) return undefined;
      const item = config.connections.find((candidate) => candidate.id === id);
      const target = item === undefined ? profileOf({ id, region, account }) : configured(item, region).target;
      if (target === undefined) return undefined;
      const isCurrent = item === undefined || region === (item.region ?? config.defaultRegion);
      const adopted = await ids.adopt(target, account, isCurrent);
      define();
      return adopted;
    },
  };

  /** Whose an id of an older version was; undefined where it may have been more than one's. */
  function profileOf({ id, region, account }: Parameters<Connections['adopt']>[0]): Target | undefined {
    const possible = names
      .filter(({ profile }) => isOlderProfileId(id, profile))
      .map(({ profile }) => profileTarget(profile, region));
    const certain = possible.length > 1 ? possible.filter((target) => ids.isKnown(target, account)) : possible;
    return certain.length > 1 ? undefined : certain[0];
  }
}

/** One connection for each account that its credentials have belonged to; the label says which where there are several. */
function withAccounts<C extends ConnectionDefinition>(
  connection: C,
  accounts: readonly { readonly id: string; readonly account?: string }[],
): ConnectionDefinition[] {
  return accounts.toReversed().map(({ id, account }) => ({
    ...connection,
    id,
    label: accounts.length > 1 ? `${connection.label} (${account})` : connection.label,
    ...(account === undefined ? {} : { accountId: account }),
  }));
}

/** What the browser sees of it. */
export function shownConnection(connection: ConnectionDefinition, readOnly: boolean): Connection {
  const { id, label, kind, profile, region, endpoint, cliEndpoint, color, readOnlyPinned, developerTokens, facts } =
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
    ...(facts?.configuredEndpoint === undefined ? {} : { configuredEndpoint: facts.configuredEndpoint }),
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

type External = ConnectionDefinition & { readonly target: Target };

function configured(item: ConfiguredConnection, region: string): External {
  const leadsTo =
    item.kind === 'profile' ? [item.profile] : [item.roleArn, item.externalId ?? null, item.sourceProfile ?? null];
  const shared = {
    id: item.id,
    target: {
      base: item.id,
      target: JSON.stringify([item.kind, item.id, region, item.accountId ?? null, ...leadsTo]),
    },
    label: item.label ?? item.id,
    region,
    endpoint: awsEndpoint(region),
    color: item.color ?? 'blue',
    readOnly: item.readOnly ?? true,
    readOnlyPinned: item.readOnly ?? false,
    developerTokens: item.developerTokens ?? false,
    ...(item.accountId === undefined ? {} : { accountId: item.accountId, isAccountConfigured: true }),
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

interface ProfileName {
  readonly profile: string;
  readonly region: string;
  /** What its file says where that is no region. */
  readonly wrongRegion: string | undefined;
}

function profiles(files: AwsFiles, config: ConnectionSettings): ProfileName[] {
  // The loader gives sso-session and services sections names with a dot and a prefix.
  const names = Object.keys({ ...files.configFile, ...files.credentialsFile }).filter(
    (name) => !/^(?:sso-session|services)\./.test(name),
  );
  return names.sort().map((profile) => {
    const region = files.configFile[profile]?.region ?? files.credentialsFile[profile]?.region;
    const isRight = region !== undefined && regionPattern.test(region);
    return {
      profile,
      region: isRight ? region : config.defaultRegion,
      wrongRegion: isRight ? undefined : region,
    };
  });
}

function wrongRegion({ profile, region, wrongRegion: wrong }: ProfileName): string[] {
  if (wrong === undefined) return [];
  return [`The profile "${profile}" names the region "${wrong}", which is none, so it is opened in ${region}.`];
}

/** Real accounts start read-only: nobody changes production by opening a page. */
function ofProfile({ profile, region }: ProfileName, config: ConnectionSettings): External {
  const target = profileTarget(profile, region);
  return {
    id: target.base,
    target,
    label: profile,
    kind: 'profile',
    profile,
    region,
    endpoint: awsEndpoint(region),
    color: 'blue',
    readOnly: true,
    readOnlyPinned: false,
    developerTokens: config.developerTokens,
  };
}

function profileTarget(profile: string, region: string): Target {
  return { base: profileId(profile, region), target: JSON.stringify(['profile', profile, region]) };
}

function awsFiles(): string[] {
  const folder = join(homedir(), '.aws');
  return [
    process.env.AWS_CONFIG_FILE ?? join(folder, 'config'),
    process.env.AWS_SHARED_CREDENTIALS_FILE ?? join(folder, 'credentials'),
  ];
}

/** What the SDK's loader does not say: that it can't read a file, and which profiles it leaves out. That a file does not exist is normal. */
async function problemsOfFile(path: string): Promise<string[]> {
  try {
    return unreadProfiles(await readFile(path, 'utf8')).map(
      (name) =>
        `The profile "${name}" of ${path} can't be used here: the AWS SDK reads only names of letters, digits and - _ @ + . % : /, without spaces. Give it another name.`,
    );
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    return code === 'ENOENT' ? [] : [`${path} can't be read (${code}), so its profiles are missing here.`];
  }
}

// https://docs.aws.amazon.com/general/latest/gr/cognito_identity.html
function awsEndpoint(region: string): string {
  return `https://${serviceHost('cognito-identity', region)}`;
}
