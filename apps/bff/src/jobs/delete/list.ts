import { maxIdentities } from '@lifeguard/shared/identities/identity';

import { mayHaveArrived } from '@lifeguard/aws/client/errors';
import type { Identities } from '@lifeguard/aws/identities/identities';
import { ProblemError } from '@lifeguard/shared/api/problem-error';
import type { AwsCall } from '@lifeguard/aws/client/connections';
import type { IdentityIndex, Standing } from '../../store/identity-index.ts';
import type { ItemOutcome, JobItems } from '../../store/sqlite/job-items.ts';
import type { JobItem } from '../../store/job-rows.ts';
import { StoreError } from '../../store/trouble.ts';
import type { JobRun } from '../engine/run.ts';
import { lastCode, outcomeOf } from './outcomes.ts';

/** One at a time would wait for AWS's answers where the limit on calls is raised: at 100 ms it could not use more than 10 a second. */
const batchesAtOnce = 2;

export interface DeleteParts {
  readonly items: JobItems;
  readonly index: IdentityIndex;
  readonly identities: Pick<Identities, 'deleteBatch'>;
  /** Asked before each call that deletes. @throws where deleting is not allowed any more */
  readonly guard: (call: AwsCall) => Promise<void>;
  /** How an identity stands at this moment, where each one is looked at. */
  readonly look: ((item: JobItem) => Promise<Standing>) | undefined;
}

/** Deletes what is pending on the frozen list, in batches as large as AWS takes. */
export class ListDeletion {
  readonly #run: JobRun;
  readonly #parts: DeleteParts;
  readonly #frozen: number;
  #done: number;
  /** Those of a later round were tried before: it begins with a pause. */
  #round = 0;
  #pause: Promise<void> = Promise.resolve();
  /** `seq` of those that AWS may have deleted without saying so. */
  readonly #unclear = new Set<number>();
  /** `seq` of those that were sent at some time: who of them is gone was deleted by this job, as AWS would say once more. */
  readonly #mayBeSent: Set<number>;
  #failure: unknown;

  constructor(
    run: JobRun,
    { frozen, handled, mayBeSent }: { frozen: number; handled: number; mayBeSent: readonly number[] },
    parts: DeleteParts,
  ) {
    this.#run = run;
    this.#parts = parts;
    this.#mayBeSent = new Set(mayBeSent);
    this.#frozen = frozen;
    this.#done = handled;
  }

  /** When it has to stop, no further batch is sent, and what was answered is written. */
  async toTheEnd(): Promise<void> {
    this.#run.progress('deleting', this.#done, this.#frozen);
    await Promise.all(Array.from({ length: batchesAtOnce }, () => this.#deleteBatches()));
    // Where the store has failed, this is done by the next run.
    if (!(this.#failure instanceof StoreError)) {
      this.#parts.items.releaseInflight(this.#run.job.key, [...this.#unclear]);
    }
    if (this.#failure !== undefined) throw this.#failure;
  }

  /** Looks at each and deletes none: who is left would be deleted. */
  async lookOnly(): Promise<void> {
    const { items } = this.#parts;
    const { key } = this.#run.job;
    this.#run.progress('deleting', this.#done, this.#frozen);
    for (let page = items.after(key, 0); page.length > 0; page = items.after(key, page.at(-1)?.seq ?? 0)) {
      const pending = page.filter(({ state }) => state === 'pending');
      this.#done += (await this.#matching(pending)).length;
      this.#run.progress('deleting', this.#done, this.#frozen);
    }
  }

  async #deleteBatches(): Promise<void> {
    try {
      while (this.#failure === undefined) {
        this.#run.checkStop();
        const batch = this.#parts.items.claim(this.#run.job.key, maxIdentities);
        const [first] = batch;
        if (first === undefined) return;
        if (first.attempts > this.#round) {
          this.#round = first.attempts;
          this.#pause = this.#run.backOff(first.attempts);
        }
        await this.#pause;
        const matching = await this.#matching(batch);
        if (matching.length > 0) await this.#delete(matching);
      }
    } catch (error) {
      this.#failure ??= error;
    }
  }

  /** Those of a batch that are still there and still match; what became of the others is written. */
  async #matching(batch: readonly JobItem[]): Promise<readonly JobItem[]> {
    const { look } = this.#parts;
    if (look === undefined) return batch;
    const outcomes: ItemOutcome[] = [];
    const gone: string[] = [];
    for (const item of batch) {
      const { seq, identity_id } = item;
      this.#run.checkStop();
      const standing = await look(item);
      if (standing === 'gone') gone.push(identity_id);
      if (standing === 'changed') outcomes.push({ seq, state: standing });
      if (standing === 'gone') outcomes.push({ seq, state: this.#mayBeSent.has(seq) ? 'deleted' : standing });
    }
    if (gone.length > 0) await this.#parts.index.forget(this.#run.pool, gone);
    this.#settle(outcomes);
    const settled = new Set(outcomes.map(({ seq }) => seq));
    return batch.filter(({ seq }) => !settled.has(seq));
  }

  /** One call for all; where AWS does not take the list as such, halves of it, until the one that it does not take is found. */
  async #delete(batch: readonly JobItem[]): Promise<void> {
    let outcomes: ItemOutcome[];
    try {
      const failed = await this.#run.call('DeleteIdentities', false, async (call) => {
        await this.#parts.guard(call);
        const ids = batch.map(({ identity_id }) => identity_id);
        return this.#noteUnclear(batch, this.#parts.identities.deleteBatch(call, ids));
      });
      outcomes = batch.map((item) => outcomeOf(item, failed.get(item.identity_id)));
    } catch (error) {
      if (!(error instanceof ProblemError) || error.code !== 'aws_refused') throw error;
      if (batch.length > 1) {
        const half = Math.floor(batch.length / 2);
        await this.#delete(batch.slice(0, half));
        await this.#delete(batch.slice(half));
        return;
      }
      outcomes = batch.map(({ seq }) => ({ seq, state: 'failed', code: error.message }));
    }
    await this.#note(batch, outcomes);
    this.#run.checkBreaker(lastCode(outcomes));
  }

  /** First the index, then the list: what the list calls deleted is never in the index. After a crash in between it is sent again. */
  async #note(batch: readonly JobItem[], outcomes: readonly ItemOutcome[]): Promise<void> {
    // Until it is written, nobody knows.
    for (const { seq } of batch) this.#unclear.add(seq);
    const deleted = batch.filter((_, at) => outcomes[at]?.state === 'deleted');
    if (deleted.length > 0) {
      this.#run.advanced();
      await this.#parts.index.forget(
        this.#run.pool,
        deleted.map(({ identity_id }) => identity_id),
      );
    }
    this.#settle(outcomes);
    for (const { seq } of batch) this.#unclear.delete(seq);
    this.#run.breaker.failed(batch.length - deleted.length);
    this.#run.breaker.succeeded(deleted.length);
  }

  #settle(outcomes: readonly ItemOutcome[]): void {
    this.#parts.items.settle(this.#run.job.key, outcomes);
    this.#done += outcomes.filter(({ state }) => state !== 'pending').length;
    this.#run.progress('deleting', this.#done, this.#frozen);
  }

  /** Where a call fails without saying whether it was done, that is kept until another one says it. */
  async #noteUnclear<T>(batch: readonly JobItem[], sent: Promise<T>): Promise<T> {
    try {
      return await sent;
    } catch (error) {
      if (mayHaveArrived(error)) {
        for (const { seq } of batch) {
          this.#unclear.add(seq);
          this.#mayBeSent.add(seq);
        }
      }
      throw error;
    }
  }
}
