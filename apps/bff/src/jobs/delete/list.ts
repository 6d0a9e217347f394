import { setImmediate } from 'node:timers/promises';

import { maxIdentities } from '@lifeguard/shared/identities/identity';

import type { Identities } from '@lifeguard/aws/identities/identities';
import { ProblemError } from '@lifeguard/shared/api/problem-error';
import type { IdentityIndex } from '../../store/identity-index.ts';
import type { ItemOutcome, JobItems } from '../../store/sqlite/job-items.ts';
import type { JobItem } from '../../store/job-rows.ts';
import type { JobRun } from '../engine/run.ts';

/** Of one identity that AWS answers with an error of its own. */
const mostAttempts = 5;
/** Rows that are claimed, and outcomes that are written, together: transactions for each batch would cost as much as the batch. */
const rowsAtOnce = 15 * maxIdentities;
/** Where batches are slow, their outcomes are written no later than this. */
const notesMs = 200;
/** Rows whose outcome waits to be written before the calls wait for it. */
const mostUnwritten = 5 * rowsAtOnce;
const callsAtOnce = 2;

export interface DeleteParts {
  readonly items: JobItems;
  readonly index: IdentityIndex;
  readonly identities: Pick<Identities, 'deleteBatch'>;
  /** @throws where deleting is not allowed any more */
  readonly guard: () => Promise<void>;
}

/**
 * Deletes what is pending on the frozen list, in batches as large as AWS takes. Two calls are on their way at a time,
 * so that AWS has work while the answer of one is noted; when the job is to stop, no further one is sent.
 */
export async function deleteList(
  run: JobRun,
  { frozen, handled }: { frozen: number; handled: number },
  parts: DeleteParts,
): Promise<void> {
  const { items } = parts;
  const { key } = run.job;
  const notes = new Notes(run, parts);
  const sent: SentBatch[] = [];
  let claimed: JobItem[] = [];
  let done = handled;
  let round = 0;
  run.progress('deleting', done, frozen);

  async function takeAnswer(): Promise<void> {
    const [first] = sent;
    if (first === undefined) return;
    await first.answer;
    sent.shift();
    note(first);
    run.obeyRules(lastCode(first.outcomes));
  }

  function note({ batch, outcomes }: SentBatch): void {
    notes.add(batch, outcomes);
    if (outcomes.some(({ state }) => state === 'deleted')) run.advanced();
    done += outcomes.filter(({ state }) => state !== 'pending').length;
    run.progress('deleting', done, frozen);
  }

  try {
    for (;;) {
      run.checkStop();
      await parts.guard();
      await notes.keepUp();
      if (claimed.length === 0) claimed = items.claim(key, rowsAtOnce);
      const attempts = claimed[0]?.attempts ?? round;
      const mustWait = claimed.length === 0 || attempts > round;
      if (sent.length > 0 && (mustWait || sent.length === callsAtOnce)) {
        await takeAnswer();
      } else if (claimed.length === 0) {
        // What is noted may bring some that are to be tried again.
        await notes.write();
        claimed = items.claim(key, rowsAtOnce);
        if (claimed.length === 0) return;
      } else {
        if (attempts > round) await run.backOff(attempts);
        round = attempts;
        const batch = claimed.slice(0, maxIdentities);
        claimed = claimed.slice(maxIdentities);
        const outcomes: ItemOutcome[] = [];
        const unclear = new Set<number>();
        const answer = deleteBatch(run, batch, { outcomes, unclear }, parts);
        // Looked at in its turn; until then a failure must not count as one that nobody hears of.
        answer.catch(() => undefined);
        sent.push({ batch, answer, outcomes, unclear });
        await setImmediate();
      }
    }
  } finally {
    // What is on its way is done by AWS whatever became of the job.
    for (const batch of sent) {
      await batch.answer.catch(() => undefined);
      note(batch);
    }
    await notes.write();
    items.releaseInflight(
      key,
      sent.flatMap(({ unclear }) => [...unclear]),
    );
  }
}

/** What is known of a batch so far, by AWS's answers: it may take several calls. */
interface Answered {
  readonly outcomes: ItemOutcome[];
  /** `seq` of those that AWS may have deleted without saying so. */
  readonly unclear: Set<number>;
}

interface SentBatch extends Answered {
  readonly batch: readonly JobItem[];
  readonly answer: Promise<void>;
}

/** Answers of AWS that are not written yet. After a crash their batches are sent again, which changes nothing. */
class Notes {
  readonly #run: JobRun;
  readonly #parts: DeleteParts;
  #outcomes: ItemOutcome[] = [];
  #deleted: string[] = [];
  #writtenAt = performance.now();
  #writing: Promise<void> = Promise.resolve();
  #isWriting = false;

  constructor(run: JobRun, parts: DeleteParts) {
    this.#run = run;
    this.#parts = parts;
  }

  add(batch: readonly JobItem[], outcomes: readonly ItemOutcome[]): void {
    const deleted = new Set(outcomes.filter(({ state }) => state === 'deleted').map(({ seq }) => seq));
    this.#outcomes.push(...outcomes);
    this.#deleted.push(...batch.filter(({ seq }) => deleted.has(seq)).map(({ identity_id }) => identity_id));
  }

  /** Writes beside the calls that go on, and waits only where writing is slower than they are. */
  async keepUp(): Promise<void> {
    const isDue = this.#outcomes.length >= rowsAtOnce || performance.now() - this.#writtenAt > notesMs;
    if (!isDue) return;
    if (this.#isWriting && this.#outcomes.length < mostUnwritten) return;
    await this.#writing;
    this.#writing = this.#write();
    // Heard of at the next turn.
    this.#writing.catch(() => undefined);
  }

  /** Resolves when all is written. */
  async write(): Promise<void> {
    await this.#writing;
    await this.#write();
  }

  /** First the index, then the list: what the list calls deleted is never in the index. */
  async #write(): Promise<void> {
    const [outcomes, deleted] = [this.#outcomes, this.#deleted];
    [this.#outcomes, this.#deleted] = [[], []];
    this.#writtenAt = performance.now();
    this.#isWriting = true;
    try {
      if (deleted.length > 0) await this.#parts.index.forget(this.#run.pool, deleted);
      if (outcomes.length > 0) this.#parts.items.settle(this.#run.job.key, outcomes);
    } finally {
      this.#isWriting = false;
    }
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
  answered: Answered,
  parts: Pick<DeleteParts, 'identities'>,
): Promise<void> {
  try {
    const ids = batch.map(({ identity_id }) => identity_id);
    const failed = await run.call('DeleteIdentities', false, (call) =>
      noteUnclear(batch, answered, parts.identities.deleteBatch(call, ids)),
    );
    const outcomes = batch.map((item) => outcomeOf(item, failed.get(item.identity_id)));
    answered.outcomes.push(...outcomes);
    for (const { seq } of batch) answered.unclear.delete(seq);
    const good = outcomes.filter(({ state }) => state === 'deleted').length;
    run.rules.failed(outcomes.length - good);
    run.rules.succeeded(good);
  } catch (error) {
    if (!(error instanceof ProblemError) || error.code !== 'aws_refused') throw error;
    const [only] = batch;
    if (batch.length === 1 && only !== undefined) {
      run.rules.failed();
      answered.outcomes.push({ seq: only.seq, state: 'failed', code: error.message });
      return;
    }
    const half = Math.floor(batch.length / 2);
    await deleteBatch(run, batch.slice(0, half), answered, parts);
    await deleteBatch(run, batch.slice(half), answered, parts);
  }
}

/** Where a call fails without saying whether it was done, that is kept until another one says it. */
async function noteUnclear<T>(batch: readonly JobItem[], { unclear }: Answered, sent: Promise<T>): Promise<T> {
  try {
    return await sent;
  } catch (error) {
    if (error instanceof ProblemError && mayBeDone(error)) for (const { seq } of batch) unclear.add(seq);
    throw error;
  }
}

/** Without AWS's own error nobody was reached. */
function mayBeDone({ code, members }: ProblemError): boolean {
  if (code === 'upstream_unavailable') return members.awsError !== undefined;
  return code === 'outcome_unknown' || code === 'upstream_bad_response';
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
