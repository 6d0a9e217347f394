import { regionOf } from '@lifeguard/shared/aws/ids';

import type { Connections } from '@lifeguard/aws/client/connections';
import type { IdentityIndex } from '../store/identity-index.ts';
import type { JobStore } from '../store/sqlite/jobs.ts';

/**
 * Older versions kept jobs and indexes under ids that said nothing of region and account. Each job says both, and also
 * whose the index of its pool is. What no job speaks for stays where nobody finds it: another scan makes it anew.
 */
export async function adoptOlder(
  { store, index }: { readonly store: JobStore; readonly index: Pick<IdentityIndex, 'movePool'> },
  connections: Pick<Connections, 'adopt'>,
): Promise<void> {
  for (const owner of store.owners()) {
    const { connectionId, poolId, account } = owner;
    const id = await connections.adopt({ id: connectionId, region: regionOf(poolId), account });
    if (id === undefined || id === connectionId) continue;
    // The jobs last: as long as they are where they were, this is done again.
    await index.movePool({ connectionId, poolId }, id);
    store.move(owner, id);
  }
}
