import type { IndexedPool } from '../../identity-index.ts';
import type { SqliteFile } from '@lifeguard/sqlite/file';
import { createBreakdown } from './queries/breakdown.ts';
import { createCounts } from './queries/counts.ts';
import { createList } from './queries/list.ts';
import type { Operations } from './messages.ts';
import { movePool } from './pools.ts';
import { createRows, selected } from './queries/rows.ts';
import { createOlderFilters } from './older-filters.ts';
import { createSample } from './queries/sample.ts';
import { buildStep } from './scans/build.ts';
import { builtAsDisabled, leaveOut, publish } from './scans/publish.ts';
import { createScans } from './scans/progress.ts';

/** Everything that the thread can do with its database. */
export function createOperations(db: SqliteFile): Operations {
  const shareOf = createSample(db);
  const counts = createCounts(db, shareOf);
  return {
    ready: () => undefined,
    probe: () => db.probe(),
    ...createScans(db),
    async listedAsDisabled(pool, scanId, atMost) {
      await build(db, pool, scanId);
      return builtAsDisabled(db, pool, scanId, atMost);
    },
    leaveOut: (pool, scanId, identityIds) => leaveOut(db, pool, scanId, identityIds),
    async finishScan(pool, scanId, finishedAt) {
      await build(db, pool, scanId);
      return publish(db, pool, scanId, finishedAt);
    },
    ...createRows(db),
    movePool: (pool, connectionId) => movePool(db, pool, connectionId),
    count: (pool, query) => counts.count(selected(db, pool, query)),
    list: createList(db, counts, shareOf),
    ...createBreakdown(db, counts, shareOf),
    ...createOlderFilters(db),
  };
}

/** Lets others in between its steps. */
async function build(db: SqliteFile, pool: IndexedPool, scanId: string): Promise<void> {
  while (buildStep(db, pool, scanId)) await new Promise((resolve) => setImmediate(resolve));
}
