import { ProblemError } from '@lifeguard/shared/api/problem-error';
import { storageEndpoints } from '@lifeguard/shared/api/storage';

import type { Context } from '../context.ts';
import type { Api } from '../http/api.ts';
import type { StorageHealth } from '../store/health.ts';

export function storageRoutes({ serve }: Api, { storage, identityIndex, takeOverFilters, log }: Context): void {
  serve(storageEndpoints.get, () => ({
    troubles: storage.troubles.map((trouble) => ({ ...trouble, since: new Date(trouble.since).toISOString() })),
    canDiscardIndex: canDiscardIndex(storage),
  }));
  serve(storageEndpoints.discardIndex, async () => {
    if (!canDiscardIndex(storage)) {
      throw new ProblemError(
        'conflict',
        'The index of identities is not damaged, and there is room on the disk, so it was not thrown away. Scan a pool again to renew what is known of it.',
      );
    }
    await takeOverFilters();
    await identityIndex.discard();
    log.warn('index of identities thrown away');
    storage.recovered('identity-index');
    return {};
  });
}

/** Where it helps: it is damaged, or its room is needed. A file that somebody else uses is never touched. */
function canDiscardIndex({ troubles }: Pick<StorageHealth, 'troubles'>): boolean {
  const ofIndex = troubles.find(({ store }) => store === 'identity-index');
  if (ofIndex !== undefined && ofIndex.reason !== 'damaged' && ofIndex.reason !== 'full') return false;
  return ofIndex !== undefined || troubles.some(({ reason }) => reason === 'full');
}
