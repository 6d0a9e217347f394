import { createReadStream } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import type { Readable } from 'node:stream';

import type { ExportFormat } from '@lifeguard/shared/api/identity-index';
import { isEnded } from '@lifeguard/shared/api/jobs';

import { ProblemError } from '@lifeguard/shared/api/problem-error';
import type { JobItems } from '../store/sqlite/job-items.ts';
import { itemAbout, type ItemState, type JobItem, type JobRow } from '../store/job-rows.ts';
import { type JobFiles, reportName } from './files.ts';
import { lines } from './export/table-file.ts';

const columns = ['IdentityId', 'Kind', 'Logins', 'CreationDate', 'LastModifiedDate', 'Outcome', 'Reason'] as const;

/** A download. */
export interface JobFile {
  readonly name: string;
  readonly stream: Readable;
  /** Where it is known before. */
  readonly bytes?: number;
}

/** Of an export its file, of a deletion that has ended what became of each identity of its list. */
export function openJobFile(
  job: JobRow,
  format: ExportFormat | undefined,
  { files, items }: { files: JobFiles; items: JobItems },
): JobFile {
  if (job.task.kind === 'export' && job.file !== undefined) {
    const { name, bytes } = job.file;
    const stream = createReadStream(files.path(job.id, job.task.format));
    return { name, stream, ...(bytes === undefined ? {} : { bytes }) };
  }
  if (job.task.kind === 'delete' && isEnded(job)) {
    const wanted = format ?? 'csv';
    return { name: reportName(job, wanted), stream: lines(report(job, items), wanted, columns) };
  }
  throw new ProblemError('not_found', 'This job has no file: it has not ended, or it writes none.');
}

async function* report(job: JobRow, items: JobItems): AsyncGenerator<Record<string, unknown>> {
  const isDryRun = job.task.kind === 'delete' && job.task.isDryRun;
  for (let page = items.after(job.key, 0); page.length > 0; ) {
    for (const item of page) yield rowOf(item, isDryRun);
    await setImmediate();
    page = items.after(job.key, page.at(-1)?.seq ?? 0);
  }
}

const outcomes: Readonly<Record<ItemState, string>> = {
  pending: 'untouched',
  // AWS did not answer, or the console ended before it did, and the job was cancelled before the call could be repeated.
  inflight: 'unknown',
  deleted: 'deleted',
  gone: 'already_gone',
  changed: 'changed',
  failed: 'failed',
};

/** What was known when the list was made, and what became of it. */
function rowOf({ identity_id, state, code, about }: JobItem, isDryRun: boolean): Record<string, unknown> {
  const [logins, created, modified] = about === null ? [] : itemAbout.parse(JSON.parse(about));
  return {
    IdentityId: identity_id,
    Kind: logins === undefined ? '' : logins.length === 0 ? 'guest' : 'linked',
    Logins: logins ?? [],
    CreationDate: created ?? '',
    LastModifiedDate: modified ?? '',
    Outcome: isDryRun && state === 'pending' ? 'would_be_deleted' : outcomes[state],
    Reason: code ?? '',
  };
}
