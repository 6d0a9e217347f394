import { type IdentityIndexState, identityIndexEndpoints } from '@lifeguard/shared/api/identity-index';

import type { Context } from '../context.ts';
import type { Api } from '../http/api.ts';
import type { IdentityIndex, IndexedPool, ScanSummary } from '../store/identity-index.ts';

/** Reading the index asks AWS nothing; `serveAws` refuses unknown connections and pools of other regions. */
export function identityIndexRoutes({ serveAws }: Api, { identityIndex, jobs }: Context): void {
  serveAws(identityIndexEndpoints.state, async ({ connection }, { params }) => {
    const summary = await identityIndex.summary(params);
    const runningScan = jobs.runningScan(connection.id, params.poolId);
    const pagesPerSecond = jobs.callsPerSecond(connection);
    return {
      ...(summary === undefined ? {} : { scan: scanOf(summary) }),
      ...(runningScan === undefined ? {} : { runningScan }),
      ...(pagesPerSecond === undefined ? {} : { pagesPerSecond }),
    };
  });
  serveAws(identityIndexEndpoints.list, async (_, { params, query }) => {
    const { sort = '-created', cursor, limit = 20, ...filter } = query;
    const now = await scanTime(identityIndex, params);
    const { identities, ...page } = await identityIndex.list(params, { filter, now, sort, cursor, limit });
    return { Identities: [...identities], ...page };
  });
  serveAws(identityIndexEndpoints.breakdown, async (_, { params, query }) => {
    const now = await scanTime(identityIndex, params);
    return identityIndex.breakdown(params, { filter: query, now });
  });
}

/** What the days of filters count back from. A pool that was never scanned is refused by what is asked next. */
async function scanTime(index: IdentityIndex, pool: IndexedPool): Promise<number> {
  return (await index.summary(pool))?.finishedAt ?? 0;
}

function scanOf({ startedAt, finishedAt, changes, counts, logins }: ScanSummary): IdentityIndexState['scan'] {
  return {
    startedAt: new Date(startedAt).toISOString(),
    finishedAt: new Date(finishedAt).toISOString(),
    ...(changes === undefined ? {} : { changes }),
    counts,
    logins: [...logins],
  };
}
