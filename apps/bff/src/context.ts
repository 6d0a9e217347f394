import { createAccessCheck } from '@lifeguard/aws/access/check';
import { createFactsReader } from '@lifeguard/aws/access/facts-reader';
import { createAwsClients } from '@lifeguard/aws/client/clients';
import { createConnections } from '@lifeguard/aws/client/connections';
import { createDeveloperIdentities } from '@lifeguard/aws/identities/developer-users';
import { createDeveloperTokens } from '@lifeguard/aws/identities/developer-tokens';
import { createIdentities } from '@lifeguard/aws/identities/identities';
import { createIdentityRemover } from '@lifeguard/aws/identities/remover';
import { createRoleReader } from '@lifeguard/aws/iam/roles';
import { createProviderReader } from '@lifeguard/aws/iam/providers';
import { createRoleWriter } from '@lifeguard/aws/iam/role-writer';
import { createPoolCreator } from '@lifeguard/aws/pool/creator';
import { createPoolReader } from '@lifeguard/aws/pool/reader';
import { createPoolRemover } from '@lifeguard/aws/pool/remover';
import { createPoolWriter } from '@lifeguard/aws/pool/writer';
import { createSampleData } from '@lifeguard/aws/sample/data';
import { createUserPools } from '@lifeguard/aws/user-pools/user-pools';
import { type Clock, systemClock } from '@lifeguard/aws/client/clock';
import { createAudit } from './audit/audit.ts';
import { createJobRecord } from './audit/jobs.ts';
import { createAuditKeeper } from './audit/keeper.ts';
import { auditKey } from './audit/key.ts';
import { settleIntents } from './audit/settle.ts';
import type { Config } from './config.ts';
import type { Listening } from './http/gate.ts';
import { type Limits, limitsFor } from './http/rate-limits.ts';
import { Streams } from './http/streams.ts';
import { createJobs } from './jobs/create.ts';
import type { JobTimings } from './jobs/engine/timings.ts';
import { createLog, type Log } from './log/log.ts';
import { PoolLocks } from '@lifeguard/aws/client/locks';
import { SignIn } from './session/sign-in.ts';
import { secureData } from './store/data-folder.ts';
import { createAccounts } from './store/records/accounts.ts';
import { takeOverAccounts } from './store/sqlite/older-accounts.ts';
import { StorageHealth } from './store/health.ts';
import { StoreError } from './store/trouble.ts';
import { knownIn } from './store/known-in.ts';
import { createAuditLog } from './store/records/audit.ts';
import { createSavedFilters } from './store/records/saved-filters.ts';
import { openRecords } from './store/records/open.ts';
import { createIdentityIndex } from './store/sqlite/identity-index/identity-index.ts';
import { JobStore } from './store/sqlite/jobs.ts';
import { createSessions } from './store/records/sessions.ts';
import { defaultTimeouts, type Timeouts } from './http/timeouts.ts';

/** How often a store that fails is tried, and the size at which one counts as full: see `openSqlite`. */
export interface StorageSettings {
  readonly probeMs?: number;
  readonly maxPages?: { readonly jobs?: number; readonly index?: number };
}

export type Context = ReturnType<typeof createContext>;

/** Everything a request may use, as one literal. Tests replace the clock, the log, limits and timeouts. */
export function createContext(
  config: Config,
  replaced: {
    clock?: Clock;
    log?: Log;
    limits?: Partial<Limits>;
    timeouts?: Partial<Timeouts>;
    jobTimings?: Partial<JobTimings>;
    storage?: StorageSettings;
  } = {},
) {
  if (config.dataDir !== undefined) secureData(config.dataDir);
  const clock = replaced.clock ?? systemClock;
  const log = replaced.log ?? createLog(undefined, config.logLevel);
  const limits: Limits = { ...limitsFor(config.requestsPerSecond), ...replaced.limits };
  const timeouts: Timeouts = { ...defaultTimeouts, ...replaced.timeouts };
  const listening: Listening = { port: config.port };
  const { probeMs, maxPages } = replaced.storage ?? {};
  const storage = new StorageHealth({ clock, log, probeMs });
  const onTrouble = storage.failed;
  const records = openRecords(
    config.databaseUrl === undefined ? { dataDir: config.dataDir } : { databaseUrl: config.databaseUrl },
    onTrouble,
  );
  const signIn = new SignIn(createSessions(records), clock, log);
  const savedFilters = createSavedFilters(records);
  const auditLog = createAuditLog(records, {
    key: auditKey(config),
    now: () => clock.now(),
    onSegment: (segment) => auditKeeper.segmentBegan(segment),
  });
  const accounts = createAccounts(records, (keep) => takeOverAccounts(config.dataDir, keep));
  const connections = createConnections(config, accounts);
  const clients = createAwsClients(timeouts, clock, connections);
  const { principals } = clients;
  const audit = createAudit({ log: auditLog, connections, serverLog: log });
  const locks = new PoolLocks(timeouts.lockMs);
  const jobStore = new JobStore(config.dataDir, { onTrouble, maxPages: maxPages?.jobs });
  const identityIndex = createIdentityIndex(config.dataDir, { onTrouble, maxPages: maxPages?.index });
  storage.watch(records.engine === 'sqlite' ? 'records' : 'database', async () => {
    // A database that was away at the start has no tables yet.
    await records.ready();
    await records.probe();
  });
  storage.watch('jobs', () => jobStore.probe());
  storage.watch('identity-index', () => identityIndex.probe());
  /** Older versions have kept saved filters with the index. Those that can't be read stay where they are. */
  const takeOverFilters = () =>
    orInTrouble(
      (async () => {
        for (const filter of await identityIndex.olderSavedFilters()) await savedFilters.save(filter);
        await identityIndex.dropOlderSavedFilters();
      })(),
    );
  const reader = createPoolReader(clients);
  const auditKeeper = createAuditKeeper({
    log: auditLog,
    audit,
    storage,
    serverLog: log,
    now: () => clock.now(),
    days: config.auditDays,
    isShared: records.engine === 'postgres',
    settle: (before) => settleIntents({ log: auditLog, connections, pools: reader, now: () => clock.now() }, before),
  });
  const identities = createIdentities(clients);
  const identityRemover = createIdentityRemover(clients, reader, ({ connection }, poolId, ids) =>
    knownIn(identityIndex, { connectionId: connection.id, poolId }, ids),
  );
  const iam = { ...createRoleReader(clients), ...createProviderReader(clients) };
  const userPools = createUserPools(clients);
  const facts = createFactsReader({
    principals,
    reader,
    identities,
    iam,
    userPools,
    clock,
    async wasDisabled({ connection }, poolId, identityId) {
      const pool = { connectionId: connection.id, poolId };
      if ((await identityIndex.summary(pool)) === undefined) return false;
      const query = { filter: { disabled: 'true' as const }, now: clock.now() };
      return (await identityIndex.standing(pool, query, [identityId]))[0] === 'matches';
    },
  });
  const developerIdentities = createDeveloperIdentities(clients, reader, identities);
  const streams = new Streams();
  const jobs = createJobs(
    config,
    {
      store: jobStore,
      storage,
      index: identityIndex,
      connections,
      principals,
      identities,
      reader,
      clock,
      log,
      record: createJobRecord(audit),
    },
    replaced.jobTimings,
  );
  const roleWriter = createRoleWriter(clients, locks);
  return {
    config,
    clock,
    log,
    limits,
    timeouts,
    listening,
    records,
    signIn,
    connections,
    principals,
    pools: {
      ...reader,
      ...createPoolWriter(clients, reader, locks),
      ...createPoolCreator({ clients, reader, roles: roleWriter, clock }),
      ...createPoolRemover(clients, reader, locks),
    },
    identities,
    identityRemover,
    iam: { ...iam, ...roleWriter },
    userPools,
    access: createAccessCheck({ clients, facts, identities, clock }),
    developerIdentities,
    developerTokens: createDeveloperTokens(clients, developerIdentities),
    identityIndex,
    savedFilters,
    audit,
    auditLog,
    auditKeeper,
    takeOverFilters,
    storage,
    jobs,
    streams,
    sampleData: createSampleData(clients),
    /** The address that signs a browser in, once, within ten minutes. Earlier links stop working. */
    newSignInLink: async () =>
      `http://${config.bind === '::1' ? '[::1]' : config.bind}:${listening.port}/#t=${await signIn.newToken()}`,
    /** Reads what there is, and finds what an older version has kept. @throws StoreError where somebody else uses it */
    async prepare(): Promise<void> {
      await orInTrouble(records.ready());
      await orInTrouble(identityIndex.ready());
      await takeOverFilters();
      await orInTrouble(connections.learn());
      await connections.refresh();
      await auditKeeper.prepare();
      await orInTrouble(jobs.adopt(connections));
    },
    /** Ends what goes on beside the requests; what jobs have done so far is kept. */
    async close(): Promise<void> {
      streams.close();
      await jobs.close();
      await auditKeeper.close();
      await identityIndex.close();
      await records.close();
      storage.close();
    },
  };
}

/** An index that can't be used is said on every page, and can be thrown away there. Not where somebody else uses it. */
async function orInTrouble(work: Promise<void>): Promise<void> {
  try {
    await work;
  } catch (error) {
    if (!(error instanceof StoreError) || error.reason === 'locked' || error.reason === 'newer') throw error;
  }
}
