import { setImmediate } from 'node:timers/promises';

import { hasProtectedTag } from '@lifeguard/aws/pool/guards';
import type { AwsCall } from '@lifeguard/aws/client/connections';
import type { IdentityIndex } from '../../store/identity-index.ts';
import { itemChunk, type JobItems } from '../../store/sqlite/job-items.ts';
import type { TaskOf } from '../../store/job-rows.ts';
import type { JobStore } from '../../store/sqlite/jobs.ts';
import { type DeleteParts, ListDeletion } from './list.ts';
import { isPoolGone, JobFailed, MustPause } from '../engine/ends.ts';
import type { JobRun } from '../engine/run.ts';
import { scanPool, type ScanParts } from '../scan/job.ts';

export interface DeletionParts extends ScanParts, Omit<DeleteParts, 'guard' | 'identities'> {
  readonly identities: ScanParts['identities'] & DeleteParts['identities'];
  readonly store: JobStore;
  readonly items: JobItems;
  readonly index: IdentityIndex;
  readonly describe: (
    call: AwsCall,
    poolId: string,
  ) => Promise<{ IdentityPoolTags?: Record<string, string> | undefined }>;
  readonly freshScanMs: number;
}

type Task = TaskOf<'delete'>;

/**
 * Freezes the list, checks it where the latest scan is old, deletes it. Goes on in the phase where an earlier run has
 * stopped; after a long pause, or where somebody has scanned meanwhile, the rest of the list is checked again.
 */
export async function runDeletion(run: JobRun, task: Task, parts: DeletionParts): Promise<{ isPoolGone: boolean }> {
  const phase = run.job.phase ?? 'freezing';
  const guard = makeGuard(run, task, parts);
  try {
    await guard();
    if (phase === 'freezing') await freeze(run, task, parts);
    const scannedAt = (await parts.index.summary(run.pool))?.finishedAt ?? 0;
    const isOld = parts.now() - scannedAt > parts.freshScanMs;
    // Whoever scanned meanwhile, this job or another one: that scan knows better than the list.
    if (isOld || scannedAt !== task.scanFinishedAt) {
      run.progress('checking', 0);
      const scanId = checkScanId(run.job.id, scannedAt);
      if (isOld) await scanPool(run, parts, scanId, (_, done, total) => run.progress('checking', done, total));
      await compare(run, task, parts);
    }
    parts.items.releaseInflight(run.job.key);
    const { frozen, gone, deleted, changed, failed } = parts.store.find(run.job.id) ?? run.job;
    if (task.isDryRun) run.progress('deleting', frozen, frozen);
    else {
      const handled = deleted + gone + changed + failed;
      await new ListDeletion(run, { frozen, handled }, { ...parts, guard }).toTheEnd();
    }
    return { isPoolGone: false };
  } catch (error) {
    if (!isPoolGone(error)) throw error;
    await forgetPool(run, parts);
    return { isPoolGone: true };
  }
}

/** Named after the scan that is too old: the same one goes on after a crash, and another one begins after a long pause. */
export function checkScanId(jobId: string, scannedAt: number): string {
  return `${jobId} after ${scannedAt}`;
}

/** The list as it is at this moment; half a list of an earlier run is worth nothing. */
async function freeze(run: JobRun, task: Task, { store, items, index }: DeletionParts): Promise<void> {
  const { key } = run.job;
  run.progress('freezing', 0, task.confirmCount);
  while (items.clearSome(key) > 0) await setImmediate();
  const source = task.retryOf === undefined ? indexed(run, task, index) : failedOf(task.retryOf, store, items);
  for await (const ids of source) {
    run.checkStop();
    items.append(key, ids);
    run.progress('freezing', store.find(run.job.id)?.frozen ?? 0, task.confirmCount);
    await setImmediate();
  }
  const frozen = store.find(run.job.id)?.frozen ?? 0;
  // As many of another scan need not be the same ones.
  const isSameScan = task.retryOf !== undefined || (await index.summary(run.pool))?.finishedAt === task.scanFinishedAt;
  if (frozen === task.confirmCount && isSameScan) return;
  throw new JobFailed(
    `The index has changed since you confirmed ${task.confirmCount} identities: the filter now finds ${frozen}, which may be others. ` +
      'Nothing was deleted. Look at the list again and start anew.',
  );
}

async function* indexed(run: JobRun, { filter, now }: Task, index: IdentityIndex): AsyncGenerator<string[]> {
  for (let after: number | undefined = 0; after !== undefined; ) {
    const page = await index.rows(run.pool, { filter, now, after, limit: itemChunk });
    yield page.identities.map(({ IdentityId }) => IdentityId);
    after = page.after;
  }
}

async function* failedOf(jobId: string, store: JobStore, items: JobItems): AsyncGenerator<string[]> {
  const earlier = store.find(jobId);
  if (earlier === undefined) return;
  for (let page = items.failedAfter(earlier.key, 0); page.length > 0; ) {
    yield page.map(({ identity_id }) => identity_id);
    page = items.failedAfter(earlier.key, page.at(-1)?.seq ?? 0);
  }
}

/** Takes off the list what the latest scan did not find, or found changed so that the filter does not let it through. */
async function compare(run: JobRun, task: Task, { items, index }: DeletionParts): Promise<void> {
  // After another scan nothing is new any more: that was a reason to be on the list, not to stay on it.
  const { isNew: _, ...filter } = task.filter;
  for (let page = items.after(run.job.key, 0); page.length > 0; ) {
    run.checkStop();
    const ids = page.map(({ identity_id }) => identity_id);
    const standings = await index.standing(run.pool, { filter, now: task.now }, ids);
    const outcomes = page.flatMap(({ seq, state }, at) => {
      const standing = standings[at];
      if (standing === undefined || standing === 'matches') return [];
      // Who was on the way to AWS when the process ended and is gone now was deleted by this job: AWS says so once more.
      const isOpen = state === 'pending' || (state === 'inflight' && standing === 'changed');
      return isOpen ? [{ seq, state: standing }] : [];
    });
    items.settle(run.job.key, outcomes);
    await setImmediate();
    page = items.after(run.job.key, page.at(-1)?.seq ?? 0);
  }
}

/** The pool does not exist any more, so nor does what was left of the list. */
async function forgetPool(run: JobRun, { items, index }: DeletionParts): Promise<void> {
  const { key } = run.job;
  items.releaseInflight(key);
  for (let page = items.after(key, 0); page.length > 0; ) {
    const left = page.filter(({ state }) => state === 'pending');
    items.settle(
      key,
      left.map(({ seq }) => ({ seq, state: 'gone' })),
    );
    await setImmediate();
    page = items.after(key, page.at(-1)?.seq ?? 0);
  }
  await index.forgetPool(run.pool);
}

/** Looks now and then whether deleting is still allowed. A person has to let it go on again: they forbade it. */
function makeGuard(run: JobRun, task: Task, { describe }: DeletionParts): () => Promise<void> {
  let lookedAt = Number.NEGATIVE_INFINITY;
  return async () => {
    if (task.isDryRun || !run.isGuardDue(lookedAt)) return;
    const { tags, isPinned, label } = await run.call('DescribeIdentityPool', true, async (call) => ({
      tags: (await describe(call, run.pool.poolId)).IdentityPoolTags,
      isPinned: call.connection.readOnlyPinned,
      label: call.connection.label,
    }));
    const kept = 'What was deleted so far stays deleted, the rest was left alone.';
    if (isPinned) throw new MustPause(`The configuration file now keeps "${label}" read-only. ${kept}`, false);
    if (hasProtectedTag(tags)) {
      throw new MustPause(`The pool is protected by its tag console:protected=true. ${kept}`, false);
    }
    lookedAt = performance.now();
  };
}
