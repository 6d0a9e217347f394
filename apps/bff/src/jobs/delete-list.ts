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
/** Rows that are claimed, and outcomes that are written, together: transactions for each batch would cost as much as the batch. */
const rowsAtOnce = 5 * maxIdentities;
/** Where batches are slow, their outcomes are written no later than this. */
const notesMs = 200;

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
  const { items } = parts;
  const { key } = run.job;
  items.releaseInflight(key);
  const notes = new Notes(run, parts);
  let done = handled;
  run.progress('deleting', done, frozen);
  let round = 0;
  let claimed: JobItem[] = [];
  try {
    for (;;) {
      run.checkStop();
      await parts.guard();
      if (claimed.length === 0) {
        // What is noted may bring some that are to be tried again.
        await notes.write();
        claimed = items.claim(key, rowsAtOnce);
        if (claimed.length === 0) return;
      }
      const batch = claimed.slice(0, maxIdentities);
      claimed = claimed.slice(maxIdentities);
      const attempts = batch[0]?.attempts ?? 0;
      if (attempts > round) await run.backOff(attempts);
      round = attempts;
      const answer = deleteBatch(run, batch, parts);
      answer.catch(() => undefined);
      // While the request is on its way there is time for what is not urgent.
      await setImmediate();
      if (notes.isDue) await notes.write();
      if (claimed.length === 0) claimed = items.claim(key, rowsAtOnce);
      const outcomes = await answer;
      notes.add(batch, outcomes);
      if (outcomes.some(({ state }) => state === 'deleted')) run.advanced();
      done += outcomes.filter(({ state }) => state !== 'pending').length;
      run.progress('deleting', done, frozen);
      run.obeyRules(lastCode(outcomes));
    }
  } finally {
    await notes.write();
    items.releaseInflight(key);
  }
}

/** Answers of AWS that are not written yet. After a crash their batches are sent again, which changes nothing. */
class Notes {
  readonly #run: JobRun;
  readonly #parts: DeleteParts;
  #outcomes: ItemOutcome[] = [];
  #deleted: string[] = [];
  #writtenAt = performance.now();

  constructor(run: JobRun, parts: DeleteParts) {
    this.#run = run;
    this.#parts = parts;
  }

  get isDue(): boolean {
    return this.#outcomes.length >= rowsAtOnce || performance.now() - this.#writtenAt > notesMs;
  }

  add(batch: readonly JobItem[], outcomes: readonly ItemOutcome[]): void {
    const deleted = new Set(outcomes.filter(({ state }) => state === 'deleted').map(({ seq }) => seq));
    this.#outcomes.push(...outcomes);
    this.#deleted.push(...batch.filter(({ seq }) => deleted.has(seq)).map(({ identity_id }) => identity_id));
  }

  /** First the index, then the list: what the list calls deleted is never in the index. */
  async write(): Promise<void> {
    const [outcomes, deleted] = [this.#outcomes, this.#deleted];
    [this.#outcomes, this.#deleted] = [[], []];
    this.#writtenAt = performance.now();
    if (deleted.length > 0) await this.#parts.index.forget(this.#run.pool, deleted);
    if (outcomes.length > 0) this.#parts.items.settle(this.#run.job.key, outcomes);
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
