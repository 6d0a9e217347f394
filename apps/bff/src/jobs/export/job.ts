import { createWriteStream } from 'node:fs';
import { rename, rm, stat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';

import type { IndexedIdentity } from '@lifeguard/shared/api/identity-index';

import type { IdentityIndex } from '../../store/identity-index.ts';
import type { TaskOf } from '../../store/job-rows.ts';
import { fileName, type JobFiles } from '../files.ts';
import type { JobRun } from '../engine/run.ts';
import { lines } from './table-file.ts';

const chunk = 1000;
const columns = ['IdentityId', 'Kind', 'Logins', 'CreationDate', 'LastModifiedDate', 'Disabled'] as const;

/** Writes the file under another name first: under its own it is whole. A later run begins anew. */
export async function writeExport(
  run: JobRun,
  task: TaskOf<'export'>,
  { index, files, now }: { index: IdentityIndex; files: JobFiles; now: () => number },
): Promise<{ name: string; bytes: number; rows: number }> {
  const query = { filter: task.filter, now: task.now };
  const total = await index.count(run.pool, query);
  let rows = 0;
  run.progress('writing', 0, total);
  async function* identities(): AsyncGenerator<Record<string, unknown>> {
    for (let after: number | undefined = 0; after !== undefined; ) {
      run.checkStop();
      const page = await index.rows(run.pool, { ...query, after, limit: chunk });
      for (const identity of page.identities) yield rowOf(identity);
      rows += page.identities.length;
      run.progress('writing', rows, total);
      after = page.after;
    }
  }
  const path = files.path(run.job.id, task.format);
  const part = `${path}.part`;
  await files.write(async () => {
    try {
      await pipeline(lines(identities(), task.format, columns), createWriteStream(part, { mode: 0o600 }));
      await rename(part, path);
    } catch (error) {
      // Half a file is worth nothing, and takes room.
      await rm(part, { force: true });
      throw error;
    }
  });
  const { size } = await stat(path);
  return { name: fileName('identities', run.job.pool_name, now(), task.format), bytes: size, rows };
}

function rowOf(identity: IndexedIdentity): Record<string, unknown> {
  return {
    IdentityId: identity.IdentityId,
    Kind: identity.Logins.length === 0 ? 'guest' : 'linked',
    Logins: identity.Logins,
    CreationDate: identity.CreationDate,
    LastModifiedDate: identity.LastModifiedDate,
    Disabled: identity.Disabled,
  };
}
