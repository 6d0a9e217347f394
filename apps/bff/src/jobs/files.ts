import { mkdtempSync, rmSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { ExportFormat } from '@lifeguard/shared/api/identity-index';

import type { JobRow } from '../store/job-rows.ts';
import { type OnTrouble, StoreError } from '../store/trouble.ts';

const probeBytes = 131_072;
/** The file system has no room for this user: the disk, a quota, or a limit of the process. */
const noRoom: ReadonlySet<string> = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);

/** Where exports stand: in the data folder, or in a folder that ends with the process. */
export class JobFiles {
  readonly #dataDir: string | undefined;
  readonly #onTrouble: OnTrouble;
  #temporary: string | undefined;

  constructor(dataDir: string | undefined, onTrouble: OnTrouble) {
    this.#dataDir = dataDir;
    this.#onTrouble = onTrouble;
  }

  path(jobId: string, format: ExportFormat): string {
    return join(this.#folder(), `${jobId}.${format}`);
  }

  /** Writes into the folder, which is made where it is not there. @throws StoreError where the file system says no */
  async write(work: () => Promise<void>): Promise<void> {
    try {
      await mkdir(this.#folder(), { recursive: true, mode: 0o700 });
      await work();
    } catch (error) {
      // Errors of the file system name their system call.
      if (!(error instanceof Error && 'code' in error && 'syscall' in error)) throw error;
      const reason = noRoom.has(String(error.code)) ? 'full' : 'unusable';
      const trouble = new StoreError('exports', reason, this.#folder(), error);
      this.#onTrouble(trouble);
      throw trouble;
    }
  }

  /** Whether it can be written. */
  async probe(): Promise<void> {
    const file = join(this.#folder(), 'probe');
    await this.write(async () => {
      try {
        await writeFile(file, Buffer.alloc(probeBytes));
      } finally {
        await rm(file, { force: true });
      }
    });
  }

  /** Whatever a job has written. */
  async remove(jobId: string): Promise<void> {
    const names = (['csv', 'jsonl'] as const).flatMap((format) => [
      this.path(jobId, format),
      `${this.path(jobId, format)}.part`,
    ]);
    await Promise.all(names.map((name) => rm(name, { force: true })));
  }

  close(): void {
    if (this.#temporary !== undefined) rmSync(this.#temporary, { recursive: true, force: true });
  }

  #folder(): string {
    if (this.#dataDir !== undefined) return join(this.#dataDir, 'exports');
    this.#temporary ??= mkdtempSync(join(tmpdir(), 'lifeguard-exports-'));
    return this.#temporary;
  }
}

/** What the report of a deletion is called. */
export function reportName(job: JobRow, format: ExportFormat): string {
  const isDryRun = job.task.kind === 'delete' && job.task.isDryRun;
  return fileName(isDryRun ? 'dry-run' : 'deletion', job.pool_name, job.ended_at ?? job.created_at, format);
}

/** A name for the browser's download folder: `identities-my-pool-2026-01-31.csv`. */
export function fileName(what: string, poolName: string, now: number, format: ExportFormat): string {
  const pool = poolName.replace(/[^A-Za-z0-9_-]+/g, '-').slice(0, 60);
  return `${what}-${pool}-${new Date(now).toISOString().slice(0, 10)}.${format}`;
}
