import { setImmediate } from 'node:timers/promises';

import type { IndexedIdentity } from '@lifeguard/shared/api/identity-index';
import { matchesFilter } from '@lifeguard/shared/identities/filter-match';
import { maxLookedAt } from '@lifeguard/shared/identities/identity';
import { hasProtectedTag } from '@lifeguard/aws/pool/guards';
import type { AwsCall } from '@lifeguard/aws/client/connections';
import type { IdentityIndex } from '../../store/identity-index.ts';
import { itemChunk, type JobItems } from '../../store/sqlite/job-items.ts';
import { type ItemAbout, type NewItem, type TaskOf, wasGuest } from '../../store/job-rows.ts';
import type { JobStore } from '../../store/sqlite/jobs.ts';
import { type DeleteParts, ListDeletion } from './list.ts';
import { isPoolGone, JobFailed, MustPause } from '../engine/ends.ts';
import type { JobRun } from '../engine/run.ts';
import { scanPool, type ScanParts } from '../scan/job.ts';

export interface DeletionParts extends ScanParts, Omit<DeleteParts, 'guard' | 'look' | 'identities'> {
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
 * Freezes the list, checks it, deletes it. Of a short list each identity is looked at just before its batch is sent. A
 * long one is compared with a scan begun after the confirmation, and after a long pause, or where somebody has scanned
 * meanwhile, once more. Goes on in the phase where an earlier run has stopped.
 */
export async function runDeletion(run: JobRun, task: Task, parts: DeletionParts): Promise<{ isPoolGone: boolean }> {
  const phase = run.job.phase ?? 'freezing';
  const guard = makeGuard(run, parts);
  try {
    if (!task.isDryRun) await run.call('DescribeIdentityPool', true, guard);
    if (phase === 'freezing') await freeze(run, task, parts);
    const look = await lookFor(run, task, parts);
    if (look === undefined) await checkByScan(run, task, parts);
    else parts.store.update(run.job.key, { checked: { by: 'each' } });
    const mayBeSent = parts.items.inflight(run.job.key).map(({ seq }) => seq);
    parts.items.releaseInflight(run.job.key);
    const { frozen, gone, deleted, changed, failed } = parts.store.find(run.job.id) ?? run.job;
    const handled = deleted + gone + changed + failed;
    const list = new ListDeletion(run, { frozen, handled, mayBeSent }, { ...parts, guard, look });
    await (task.isDryRun ? list.lookOnly() : list.toTheEnd());
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

/** How to look at each of a short list; undefined for a long one, and where the credentials may not look. */
async function lookFor(
  run: JobRun,
  { filter, now }: Task,
  { items, store, identities }: DeletionParts,
): Promise<DeleteParts['look']> {
  const [first] = items.after(run.job.key, 0);
  if (first === undefined || (store.find(run.job.id)?.frozen ?? 0) > maxLookedAt) return undefined;
  const describe = (id: string) => run.call('DescribeIdentity', true, (call) => identities.look(call, id));
  if ((await describe(first.identity_id)) === 'denied') return undefined;
  return async (item) => {
    const found = await describe(item.identity_id);
    if (found === 'gone') return found;
    if (found !== 'denied') {
      // A filter that asks for no login finds who has signed in since too: nobody has confirmed that.
      const hasSignedIn = wasGuest(item) && found.Logins.length > 0;
      return matchesFilter(filter, found, now) && !hasSignedIn ? 'matches' : 'changed';
    }
    throw new MustPause(
      'AWS does not allow DescribeIdentity any more, so who has signed in since the scan can not be found out. What was done so far is kept.',
      true,
    );
  };
}

/** Whoever has scanned since the confirmation, this job or another one: that scan knows better than the list. */
async function checkByScan(run: JobRun, task: Task, parts: DeletionParts): Promise<void> {
  const { index, store, now, freshScanMs } = parts;
  const latest = await index.summary(run.pool);
  const finishedAt = latest?.finishedAt ?? 0;
  const isOld = now() - finishedAt > freshScanMs || (latest?.startedAt ?? 0) <= run.job.created_at;
  run.progress('checking', 0);
  if (isOld) {
    const scanId = checkScanId(run.job.id, finishedAt);
    await scanPool(run, parts, scanId, (_, done, total) => run.progress('checking', done, total));
  }
  await compare(run, task, parts);
  const scan = await index.summary(run.pool);
  if (scan === undefined) return;
  const iso = (time: number) => new Date(time).toISOString();
  store.update(run.job.key, {
    checked: { by: 'scan', startedAt: iso(scan.startedAt), finishedAt: iso(scan.finishedAt) },
  });
}

/** The list as it is at this moment; half a list of an earlier run is worth nothing. */
async function freeze(run: JobRun, task: Task, { store, items, index }: DeletionParts): Promise<void> {
  const { key } = run.job;
  run.progress('freezing', 0, task.confirmCount);
  while (items.clearSome(key) > 0) await setImmediate();
  const earlier = task.retryOf ?? task.foundBy;
  const state = task.retryOf === undefined ? 'pending' : 'failed';
  const source = earlier === undefined ? indexed(run, task, index) : leftBy(earlier, state, store, items);
  for await (const added of source) {
    run.checkStop();
    items.append(key, added);
    run.progress('freezing', store.find(run.job.id)?.frozen ?? 0, task.confirmCount);
    await setImmediate();
  }
  const frozen = store.find(run.job.id)?.frozen ?? 0;
  // As many of another scan need not be the same ones.
  const isSameScan = earlier !== undefined || (await index.summary(run.pool))?.finishedAt === task.scanFinishedAt;
  if (frozen === task.confirmCount && isSameScan) return;
  throw new JobFailed(
    `The index has changed since you confirmed ${task.confirmCount} identities: the filter now finds ${frozen}, which may be others. ` +
      'Nothing was deleted. Look at the list again and start anew.',
  );
}

async function* indexed(run: JobRun, { filter, now }: Task, index: IdentityIndex): AsyncGenerator<NewItem[]> {
  for (let after: number | undefined = 0; after !== undefined; ) {
    const page = await index.rows(run.pool, { filter, now, after, limit: itemChunk });
    yield page.identities.map((identity) => ({ identity_id: identity.IdentityId, about: aboutOf(identity) }));
    after = page.after;
  }
}

/** What an earlier job has on its list in this state. @throws JobFailed where that job was removed meanwhile */
async function* leftBy(
  jobId: string,
  state: 'failed' | 'pending',
  store: JobStore,
  items: JobItems,
): AsyncGenerator<NewItem[]> {
  const earlier = store.find(jobId);
  if (earlier === undefined) {
    throw new JobFailed(
      'The job whose list this one takes was removed meanwhile, and its list with it. Nothing was deleted.',
    );
  }
  for (let page = items.inStateAfter(earlier.key, state, 0); page.length > 0; ) {
    yield page.map(({ identity_id, about }) => ({ identity_id, about }));
    page = items.inStateAfter(earlier.key, state, page.at(-1)?.seq ?? 0);
  }
}

function aboutOf({ Logins, CreationDate, LastModifiedDate }: IndexedIdentity): string {
  return JSON.stringify([Logins, CreationDate ?? null, LastModifiedDate ?? null] satisfies ItemAbout);
}

/**
 * Takes off the list what the latest scan did not find, or found changed so that the filter does not let it through, and
 * who was a guest and has signed in since, whatever the filter asks for.
 */
async function compare(run: JobRun, task: Task, { items, index }: DeletionParts): Promise<void> {
  // After another scan nothing is new any more: that was a reason to be on the list, not to stay on it.
  const { isNew: _, ...filter } = task.filter;
  for (let page = items.after(run.job.key, 0); page.length > 0; ) {
    run.checkStop();
    const ids = page.map(({ identity_id }) => identity_id);
    const standings = await index.standing(run.pool, { filter, now: task.now }, ids);
    const guests = page.filter(wasGuest).map(({ identity_id }) => identity_id);
    const asGuests = await index.standing(run.pool, { filter: { kind: 'guest' }, now: task.now }, guests);
    const signedIn = new Set(guests.filter((_, at) => asGuests[at] === 'changed'));
    const outcomes = page.flatMap(({ seq, state }, at) => {
      const standing = signedIn.has(ids[at] ?? '') ? 'changed' : standings[at];
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

/** Looks whether deleting is allowed, before each call that deletes. A person has to let it go on again: they forbade it. */
function makeGuard({ pool }: JobRun, { describe }: DeletionParts): DeleteParts['guard'] {
  return async (call) => {
    const { IdentityPoolTags } = await describe(call, pool.poolId);
    const { label, readOnlyPinned } = call.connection;
    const kept = 'What was deleted so far stays deleted, the rest was left alone.';
    if (readOnlyPinned) throw new MustPause(`The configuration file now keeps "${label}" read-only. ${kept}`, false);
    if (hasProtectedTag(IdentityPoolTags)) {
      throw new MustPause(`The pool is protected by its tag console:protected=true. ${kept}`, false);
    }
  };
}
