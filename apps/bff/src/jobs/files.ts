import { mkdtempSync, rmSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { ExportFormat } from '@lifeguard/shared/api/identity-index';

import type { JobRow } from '../store/job-rows.ts';

/** Where exports stand: in the data folder, or in a folder that ends with the process. */
export class JobFiles {
  readonly #dataDir: string | undefined;
  #temporary: string | undefined;

  constructor(dataDir: string | undefined) {
    this.#dataDir = dataDir;
  }

  path(jobId: string, format: ExportFormat): string {
    return join(this.#folder(), `${jobId}.${format}`);
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
  return fileName('deletion', job.pool_name, job.ended_at ?? job.created_at, format);
}

/** A name for the browser's download folder: `identities-my-pool-2026-01-31.csv`. */
export function fileName(what: string, poolName: string, now: number, format: ExportFormat): string {
  const pool = poolName.replace(/[^A-Za-z0-9_-]+/g, '-').slice(0, 60);
  return `${what}-${pool}-${new Date(now).toISOString().slice(0, 10)}.${format}`;
}
