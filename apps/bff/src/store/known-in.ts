import { ProblemError } from '@lifeguard/shared/api/problem-error';

import type { IdentityIndex, IndexedPool } from './identity-index.ts';

/** Those of `ids` that a scan has found in the pool. None where it was not scanned, or the index can't be read. */
export async function knownIn(
  index: Pick<IdentityIndex, 'standing'>,
  pool: IndexedPool,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  try {
    const standings = await index.standing(pool, { filter: {}, now: 0 }, ids);
    return new Set(ids.filter((_, at) => standings[at] === 'matches'));
  } catch (error) {
    if (error instanceof ProblemError) return new Set();
    throw error;
  }
}
