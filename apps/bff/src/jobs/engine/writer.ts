import type { JobPatch, JobRow } from '../../store/job-rows.ts';
import type { JobStore } from '../../store/sqlite/jobs.ts';
import { StoreError } from '../../store/trouble.ts';

/** Writes how jobs stand. What the store can't take is kept, counts as written, and is written once it can be. */
export class JobWriter {
  readonly #store: Pick<JobStore, 'find' | 'update'>;
  readonly #unwritten = new Map<string, { readonly job: JobRow; readonly patch: JobPatch }>();

  constructor(store: Pick<JobStore, 'find' | 'update'>) {
    this.#store = store;
  }

  write(job: JobRow, change: JobPatch): void {
    const patch = { ...this.#unwritten.get(job.id)?.patch, ...change };
    this.#unwritten.delete(job.id);
    try {
      this.#store.update(job.key, patch);
    } catch (error) {
      if (!(error instanceof StoreError)) throw error;
      this.#unwritten.set(job.id, { job, patch });
    }
  }

  /** Jobs of which not everything is written. */
  get jobs(): JobRow[] {
    return [...this.#unwritten.values()].map(({ job }) => job);
  }

  isWritten({ id }: Pick<JobRow, 'id'>): boolean {
    return !this.#unwritten.has(id);
  }

  /** A row of the store with what it could not take. */
  current(row: JobRow): JobRow {
    return { ...row, ...this.#unwritten.get(row.id)?.patch };
  }

  /** As the job stands now; undefined where it is not there, or can't be read and was never written about. */
  find(jobId: string): JobRow | undefined {
    try {
      const row = this.#store.find(jobId);
      return row === undefined ? undefined : this.current(row);
    } catch (error) {
      if (!(error instanceof StoreError)) throw error;
      const unwritten = this.#unwritten.get(jobId);
      return unwritten === undefined ? undefined : this.current(unwritten.job);
    }
  }
}
