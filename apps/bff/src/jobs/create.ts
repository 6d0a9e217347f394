import type { Connections } from '@lifeguard/aws/client/connections';
import type { Identities } from '@lifeguard/aws/identities/identities';
import type { PoolReader } from '@lifeguard/aws/pool/reader';
import type { Principals } from '@lifeguard/aws/client/principal';
import type { Clock } from '@lifeguard/aws/client/clock';
import type { JobRecord } from '../audit/jobs.ts';
import type { Log } from '../log/log.ts';
import type { IdentityIndex } from '../store/identity-index.ts';
import type { StorageHealth } from '../store/health.ts';
import { JobItems } from '../store/sqlite/job-items.ts';
import type { JobPatch, JobRow } from '../store/job-rows.ts';
import type { JobStore } from '../store/sqlite/jobs.ts';
import { runDeletion } from './delete/job.ts';
import { deletionMessage } from './delete/message.ts';
import { JobEngine } from './engine/engine.ts';
import { writeExport } from './export/job.ts';
import { isPoolGone, JobFailed } from './engine/ends.ts';
import { JobFeed } from './feed.ts';
import { JobFiles } from './files.ts';
import type { JobRun } from './engine/run.ts';
import { Jobs } from './jobs.ts';
import { RateLimiters } from './engine/rate-limiter.ts';
import { scanPool } from './scan/job.ts';
import { defaultJobTimings, type JobTimings } from './engine/timings.ts';

const poolGone = 'The pool does not exist any more, so its identities are gone with it.';

interface Settings {
  readonly dataDir: string | undefined;
  /** On AWS; the local AWS has no limit. */
  readonly jobCallsPerSecond: number;
}

interface Around {
  readonly store: JobStore;
  readonly storage: StorageHealth;
  readonly index: IdentityIndex;
  readonly connections: Connections;
  readonly principals: Principals;
  readonly identities: Identities;
  readonly reader: PoolReader;
  readonly clock: Clock;
  readonly log: Log;
  readonly record: JobRecord;
}

/** The jobs of this console. They run from `start()` on. */
export function createJobs(settings: Settings, around: Around, replaced: Partial<JobTimings> = {}): Jobs {
  const { store, storage, index, connections, principals, identities, reader, clock, log, record } = around;
  const timings = { ...defaultJobTimings, ...replaced };
  const items = new JobItems(store);
  const files = new JobFiles(settings.dataDir, storage.failed);
  storage.watch('exports', () => files.probe());
  const feed = new JobFeed(
    timings.eventMs,
    (jobId) => {
      const row = engine.find(jobId);
      return row === undefined ? undefined : { type: 'job', job: engine.view(row) };
    },
    log,
  );
  const callsPerSecond: Jobs['callsPerSecond'] = ({ kind }) =>
    kind === 'embedded' ? undefined : settings.jobCallsPerSecond;
  const now = () => clock.now();
  const describe = async (...[call, poolId]: Parameters<PoolReader['describe']>) =>
    (await reader.describe(call, poolId)).pool;
  const parts = { store, items, index, identities, describe, now, freshScanMs: timings.freshScanMs };

  async function work(run: JobRun): Promise<JobPatch> {
    const { task } = run.job;
    switch (task.kind) {
      case 'scan': {
        const { finishedAt, ...result } = await orPoolGone(run, index, scan(run));
        // The same moment as in the index, so that a deletion can name it.
        return { scan: result, ended_at: finishedAt };
      }
      case 'export':
        return { file: await writeExport(run, task, { index, files, now }) };
      case 'delete': {
        const { isPoolGone } = await runDeletion(run, task, parts);
        // What became of the list is said by its counts.
        return isPoolGone ? { message: poolGone } : {};
      }
    }
  }
  const scan = (run: JobRun) =>
    scanPool(run, parts, run.job.id, (pass, done, total) =>
      run.progress(pass === 'all' ? 'listing' : 'listing_enabled', done, total),
    );

  const engine: JobEngine = new JobEngine({
    store,
    storage,
    connections,
    principals,
    rateLimiters: new RateLimiters(timings.throttledMaxMs),
    timings,
    callsPerSecond,
    changed: (row: JobRow) => feed.changed(row.id, row.connection_id),
    clock,
    log,
    work,
    accountOf: (row) => deletionMessage(row, items.inflight(row.key).length),
    recorded: (row, call, work) => record.call(row, call, work),
    async ended(row) {
      await record.ended(row);
      await jobs.ended(row);
    },
  });
  const jobs = new Jobs({
    store,
    items,
    index,
    files,
    feed,
    engine,
    clock,
    log,
    callsPerSecond,
    look: async (call, poolId) => {
      const [{ Account }, pool] = await Promise.all([principals.get(call), describe(call, poolId)]);
      return { name: pool.IdentityPoolName ?? '', account: Account, tags: pool.IdentityPoolTags };
    },
  });
  return jobs;
}

async function orPoolGone<T>(run: JobRun, index: IdentityIndex, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (!isPoolGone(error)) throw error;
    await index.forgetPool(run.pool);
    throw new JobFailed(poolGone);
  }
}
