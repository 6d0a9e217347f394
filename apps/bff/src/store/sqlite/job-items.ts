import type { ItemState, JobItem, NewItem } from '../job-rows.ts';
import type { JobStore } from './jobs.ts';

/** Rows of one statement or transaction: more would hold up the requests beside it. */
export const itemChunk = 1000;

/** What became of one identity of a batch. `pending`: it is to be tried again. */
export interface ItemOutcome {
  readonly seq: number;
  readonly state: Exclude<ItemState, 'inflight'>;
  readonly code?: string;
}

const select = 'SELECT seq, identity_id, state, attempts, code, about FROM job_items';

/** The frozen list of a deletion. Each method handles at most `itemChunk` rows; the job's counts change with them. */
export class JobItems {
  readonly #store: JobStore;

  constructor(store: JobStore) {
    this.#store = store;
  }

  /** Appends to the list. Ids must be new to it. */
  append(job: number, added: readonly NewItem[]): void {
    this.#store.transaction(() => {
      const [last] = this.#rows(`${select} WHERE job = ? ORDER BY seq DESC LIMIT 1`, job);
      this.#store.run(
        `INSERT INTO job_items (job, seq, identity_id, about, state)
         SELECT ?, ? + key + 1, value ->> 'identity_id', value ->> 'about', 'pending' FROM json_each(?)`,
        job,
        last?.seq ?? 0,
        JSON.stringify(added),
      );
      this.#store.run('UPDATE jobs SET frozen = frozen + ? WHERE key = ?', added.length, job);
    });
  }

  /** Takes rows off the list, whatever became of them. Answers how many; 0 when none is left. */
  clearSome(job: number): number {
    return this.#store.transaction(() => {
      const changes = this.#store.run(
        'DELETE FROM job_items WHERE job = ? AND seq IN (SELECT seq FROM job_items WHERE job = ? ORDER BY seq LIMIT ?)',
        job,
        job,
        itemChunk,
      );
      if (changes === 0) {
        this.#store.run(
          'UPDATE jobs SET frozen = 0, deleted = 0, gone = 0, changed = 0, failed = 0 WHERE key = ?',
          job,
        );
      }
      return changes;
    });
  }

  /** What was on its way when the process ended, or was not sent, is sent again; `but` the rows of which that is not known. */
  releaseInflight(job: number, but: readonly number[] = []): void {
    this.#store.run(
      `UPDATE job_items SET state = 'pending'
       WHERE job = ? AND state = 'inflight' AND seq NOT IN (SELECT value FROM json_each(?))`,
      job,
      JSON.stringify(but),
    );
  }

  /** Those that were sent without an answer: at most the batches that are on their way at once. */
  inflight(job: number): JobItem[] {
    return this.#rows(`${select} WHERE job = ? AND state = 'inflight' ORDER BY seq`, job);
  }

  /** The next batch, marked as on its way: those that were tried the least first. */
  claim(job: number, limit: number): JobItem[] {
    return this.#store.transaction(() => {
      const items = this.#rows(
        `${select} WHERE job = ? AND state = 'pending' ORDER BY attempts, seq LIMIT ?`,
        job,
        limit,
      );
      // A batch is of one round: the next round has a pause before it.
      const round = items.filter(({ attempts }) => attempts === items[0]?.attempts);
      this.#store.run(
        "UPDATE job_items SET state = 'inflight' WHERE job = ? AND seq IN (SELECT value FROM json_each(?))",
        job,
        JSON.stringify(round.map(({ seq }) => seq)),
      );
      return round;
    });
  }

  /** Writes what became of rows, and counts them, in one transaction. */
  settle(job: number, outcomes: readonly ItemOutcome[]): void {
    this.#store.transaction(() => {
      const counts = { deleted: 0, gone: 0, changed: 0, failed: 0 };
      // Nearly all have the same outcome, and one statement for them.
      for (const alike of Map.groupBy(outcomes, ({ state, code }) => JSON.stringify([state, code])).values()) {
        const [first] = alike;
        if (first === undefined) continue;
        this.#store.run(
          `UPDATE job_items SET state = ?, attempts = attempts + ?, code = ?
           WHERE job = ? AND seq IN (SELECT value FROM json_each(?))`,
          first.state,
          first.state === 'pending' || first.state === 'failed' ? 1 : 0,
          first.code ?? null,
          job,
          JSON.stringify(alike.map(({ seq }) => seq)),
        );
        if (first.state !== 'pending') counts[first.state] += alike.length;
      }
      this.#store.run(
        'UPDATE jobs SET deleted = deleted + ?, gone = gone + ?, changed = changed + ?, failed = failed + ? WHERE key = ?',
        counts.deleted,
        counts.gone,
        counts.changed,
        counts.failed,
        job,
      );
    });
  }

  /** In the order of the list. */
  after(job: number, seq: number): JobItem[] {
    return this.#rows(`${select} WHERE job = ? AND seq > ? ORDER BY seq LIMIT ?`, job, seq, itemChunk);
  }

  /** Those in one state. */
  inStateAfter(job: number, state: 'failed' | 'pending', seq: number): JobItem[] {
    return this.#rows(
      `${select} WHERE job = ? AND state = ? AND seq > ? ORDER BY seq LIMIT ?`,
      job,
      state,
      seq,
      itemChunk,
    );
  }

  #rows(sql: string, ...parameters: readonly (number | string)[]): JobItem[] {
    return this.#store.all<JobItem>(sql, ...parameters);
  }
}
