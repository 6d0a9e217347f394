import { setImmediate } from 'node:timers/promises';

import { maxIdentities } from '@lifeguard/shared/identities';

import type { Identities } from '../aws/identities.ts';
import { ProblemError } from '../problems.ts';
import type { IdentityIndex } from '../store/identity-index.ts';
import type { ItemOutcome, JobItems } from '../store/job-items.ts';
import type { JobItem } from '../store/job-rows.ts';
import type { JobRun } from './job-run.ts';

/** Of one identity that AWS answers with an error of its own. */
const mostAttempts = 5;

export interface DeleteParts {
  readonly items: JobItems;
  readonly index: IdentityIndex;
  readonly identities: Pick<Identities, 'deleteBatch'>;
  /** @throws where deleting is not allowed any more */
  readonly guard: () => Promise<void>;
}

/** Deletes what is pending on the frozen list, in batches as large as AWS takes. */
export async function deleteList(
  run: JobRun,
  { frozen, handled }: { frozen: number; handled: number },
  parts: DeleteParts,
): Promise<void> {
  const { key } = run.job;
  const { items, index } = parts;
  items.releaseInflight(key);
  let done = handled;
  run.progress('deleting', done, frozen);
  let round = 0;
  // What the batch before has brought is written while this one is on its way; until then a crash sends it again.
  let written: Promise<void> = Promise.resolve();
  let batch: JobItem[] = [];
  try {
    for (;;) {
      run.checkStop();
      await parts.guard();
      if (batch.length === 0) {
        await written;
        // The batch before may have brought some that are to be tried again.
        batch = items.claim(key, maxIdentities);
        if (batch.length === 0) return;
      }
      const attempts = batch[0]?.attempts ?? 0;
      if (attempts > round) await run.backOff(attempts);
      round = attempts;
      const answer = deleteBatch(run, batch, parts);
      answer.catch(() => undefined);
      // While the request is on its way there is time to take the next batch.
      await setImmediate();
      const next = items.claim(key, maxIdentities);
      const outcomes = await answer;
      await written;
      written = write(key, batch, outcomes);
      batch = next;
      // Looked at with the next batch; a failure must not go unheard meanwhile.
      written.catch(() => undefined);
      if (outcomes.some(({ state }) => state === 'deleted')) run.advanced();
      done += outcomes.filter(({ state }) => state !== 'pending').length;
      run.progress('deleting', done, frozen);
      run.obeyRules(lastCode(outcomes));
    }
  } finally {
    await written;
    items.releaseInflight(key);
  }

  async function write(job: number, batch: readonly JobItem[], outcomes: readonly ItemOutcome[]): Promise<void> {
    const deleted = new Set(outcomes.filter(({ state }) => state === 'deleted').map(({ seq }) => seq));
    const ids = batch.filter(({ seq }) => deleted.has(seq)).map(({ identity_id }) => identity_id);
    if (ids.length > 0) await index.forget(run.pool, ids);
    items.settle(job, outcomes);
  }
}

/** The pool does not exist any more, so nor does what was left of the list. */
export async function forgetPool(run: JobRun, { items, index }: Pick<DeleteParts, 'items' | 'index'>): Promise<void> {
  const job = run.job.key;
  items.releaseInflight(job);
  for (let page = items.after(job, 0); page.length > 0; ) {
    items.settle(
      job,
      page.filter(({ state }) => state === 'pending').map(({ seq }) => ({ seq, state: 'gone' as const })),
    );
    await setImmediate();
    page = items.after(job, page.at(-1)?.seq ?? 0);
  }
  await index.forgetPool(run.pool);
}

/** One call for all; where AWS does not take the list as such, halves of it, until the one that it does not take is found. */
async function deleteBatch(
  run: JobRun,
  batch: readonly JobItem[],
  parts: Pick<DeleteParts, 'identities'>,
): Promise<ItemOutcome[]> {
  try {
    const ids = batch.map(({ identity_id }) => identity_id);
    const failed = await run.call('DeleteIdentities', false, (call) => parts.identities.deleteBatch(call, ids));
    const outcomes = batch.map((item) => outcomeOf(item, failed.get(item.identity_id)));
    const good = outcomes.filter(({ state }) => state === 'deleted').length;
    run.rules.failed(outcomes.length - good);
    run.rules.succeeded(good);
    return outcomes;
  } catch (error) {
    if (!(error instanceof ProblemError) || error.code !== 'aws_refused') throw error;
    const [only] = batch;
    if (batch.length === 1 && only !== undefined) {
      run.rules.failed();
      return [{ seq: only.seq, state: 'failed', code: error.message }];
    }
    const half = Math.floor(batch.length / 2);
    const first = await deleteBatch(run, batch.slice(0, half), parts);
    return [...first, ...(await deleteBatch(run, batch.slice(half), parts))];
  }
}

/** https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_UnprocessedIdentityId.html */
function outcomeOf({ seq, attempts }: JobItem, code: string | undefined): ItemOutcome {
  if (code === undefined) return { seq, state: 'deleted' };
  const isFinal = code === 'AccessDenied' || attempts + 1 >= mostAttempts;
  return { seq, state: isFinal ? 'failed' : 'pending', code };
}

function lastCode(outcomes: readonly ItemOutcome[]): string {
  const code = outcomes.findLast((outcome) => outcome.code !== undefined)?.code;
  return code === undefined
    ? 'What was deleted so far stays deleted.'
    : `AWS's answer for the last identity: ${code}. What was deleted so far stays deleted.`;
}
