import { createAccessCheck } from './aws/access-check.ts';
import { createFactsReader } from './aws/access-facts-reader.ts';
import { createAwsClients } from './aws/clients.ts';
import { createConnections } from './aws/connections.ts';
import { createDeveloperIdentities } from './aws/developer-identities.ts';
import { createDeveloperTokens } from './aws/developer-tokens.ts';
import { createIdentities } from './aws/identities.ts';
import { createIam } from './aws/iam.ts';
import { createIamProviders } from './aws/iam-providers.ts';
import { createIamRoleWriter } from './aws/iam-role-writer.ts';
import { createPoolCreator } from './aws/pool-creator.ts';
import { createPoolReader } from './aws/pool-reader.ts';
import { createPoolRemover } from './aws/pool-remover.ts';
import { createPoolWriter } from './aws/pool-writer.ts';
import { createPrincipals } from './aws/principal.ts';
import { createSampleData } from './aws/sample-data.ts';
import { createUserPools } from './aws/user-pools.ts';
import { type Clock, systemClock } from './clock.ts';
import type { Config } from './config.ts';
import type { Listening } from './http/gate.ts';
import { type Limits, limitsFor } from './http/rate-limits.ts';
import { Streams } from './http/streams.ts';
import { createJobs } from './jobs/create-jobs.ts';
import type { JobTimings } from './jobs/timings.ts';
import { createLog, type Log } from './log.ts';
import { PoolLocks } from './pool-locks.ts';
import { SignIn } from './sign-in.ts';
import { createIdentityIndex } from './store/identity-index.ts';
import { SessionStore } from './store/sessions.ts';
import { defaultTimeouts, type Timeouts } from './timeouts.ts';

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
  } = {},
) {
  const clock = replaced.clock ?? systemClock;
  const log = replaced.log ?? createLog(undefined, config.logLevel);
  const limits: Limits = { ...limitsFor(config.requestsPerSecond), ...replaced.limits };
  const timeouts: Timeouts = { ...defaultTimeouts, ...replaced.timeouts };
  const listening: Listening = { port: config.port };
  const sessions = new SessionStore();
  const signIn = new SignIn(sessions, clock, log);
  const connections = createConnections(config);
  const clients = createAwsClients(timeouts);
  const principals = createPrincipals(clients, clock);
  const locks = new PoolLocks(timeouts.lockMs);
  const identityIndex = createIdentityIndex(config.dataDir);
  const reader = createPoolReader(clients, principals);
  const identities = createIdentities(clients, principals);
  const iam = { ...createIam(clients, principals), ...createIamProviders(clients, principals) };
  const userPools = createUserPools(clients, principals);
  const facts = createFactsReader({ principals, reader, identities, iam, userPools, index: identityIndex, clock });
  const developerIdentities = createDeveloperIdentities(clients, principals, reader, identities);
  const streams = new Streams();
  const jobs = createJobs(
    config,
    { index: identityIndex, connections, principals, identities, reader, clock, log },
    replaced.jobTimings,
  );
  return {
    config,
    clock,
    log,
    limits,
    timeouts,
    listening,
    sessions,
    signIn,
    connections,
    principals,
    pools: {
      ...reader,
      ...createPoolWriter(clients, reader, locks, timeouts),
      ...createPoolCreator(clients, principals, reader, clock, timeouts),
      ...createPoolRemover(clients, principals, reader, locks),
    },
    identities,
    iam: { ...iam, ...createIamRoleWriter(clients, principals, locks, timeouts) },
    userPools,
    access: createAccessCheck({ clients, facts, identities, clock }),
    developerIdentities,
    developerTokens: createDeveloperTokens(clients, developerIdentities),
    identityIndex,
    jobs,
    streams,
    sampleData: createSampleData(clients),
    /** The address that signs a browser in, once, within ten minutes. Earlier links stop working. */
    newSignInLink: () =>
      `http://${config.bind === '::1' ? '[::1]' : config.bind}:${listening.port}/#t=${signIn.newToken()}`,
    /** Ends what goes on beside the requests; what jobs have done so far is kept. */
    async close(): Promise<void> {
      streams.close();
      await jobs.close();
      await identityIndex.close();
    },
  };
}
