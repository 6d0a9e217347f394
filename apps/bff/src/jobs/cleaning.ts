import { setImmediate } from 'node:timers/promises';

import type { JobItems } from '../store/sqlite/job-items.ts';
import type { JobStore } from '../store/sqlite/jobs.ts';
import type { Log } from '../log/log.ts';
import type { JobFeed } from './feed.ts';
import type { JobFiles } from './files.ts';

/** Ended jobs that are kept. */
const kept = 200;

interface Parts {
  readonly store: JobStore;
  readonly items: JobItems;
  readonly files: JobFiles;
  readonly feed: JobFeed;
}

/** Removes all ended jobs but the newest. */
export async function forgetOldJobs(parts: Parts): Promise<void> {
  for (const job of parts.store.endedBeyond(kept)) {
    parts.store.markRemoved(job.key);
    parts.feed.removed(job.id, job.connection_id);
  }
  await forgetRemovedJobs(parts);
}

/** Beside the requests. Where it fails, the next start or the next end of a job takes it up again. */
export function forgetBesides(parts: Parts & { readonly log: Log }): void {
  forgetRemovedJobs(parts).catch((error: unknown) => parts.log.error('job clean-up failed', {}, error));
}

/** Takes removed jobs out with their lists and files, a chunk at a time. What is left at the end of the process goes at the next start. */
async function forgetRemovedJobs({ store, items, files }: Parts): Promise<void> {
  for (const job of store.removed()) {
    await files.remove(job.id);
    while (store.isOpen && items.clearSome(job.key) > 0) await setImmediate();
    if (!store.isOpen) return;
    store.erase(job.key);
  }
}
