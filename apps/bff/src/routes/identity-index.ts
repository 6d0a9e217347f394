import { type IdentityIndexState, identityIndexEndpoints } from '@lifeguard/shared/api/identity-index';
import { Router } from 'express';

import type { Context } from '../context.ts';
import { serve } from '../http/serve.ts';
import type { IdentityIndex, IndexedPool, ScanSummary } from '../store/identity-index.ts';
import { awsCall } from './access.ts';

/** Reading the index asks AWS nothing; `awsCall` refuses unknown connections and pools of other regions. */
export function identityIndexRoutes(context: Context): Router {
  const router = Router();
  const { identityIndex, jobs, timeouts } = context;
  serve(router, identityIndexEndpoints.state, timeouts, async (input) => {
    const { connection } = awsCall(context, input);
    const summary = await identityIndex.summary(input.params);
    const runningScan = jobs.runningScan(connection.id, input.params.poolId);
    const pagesPerSecond = jobs.callsPerSecond(connection);
    return {
      ...(summary === undefined ? {} : { scan: scanOf(summary) }),
      ...(runningScan === undefined ? {} : { runningScan }),
      ...(pagesPerSecond === undefined ? {} : { pagesPerSecond }),
    };
  });
  serve(router, identityIndexEndpoints.list, timeouts, async (input) => {
    awsCall(context, input);
    const { sort = '-created', cursor, limit = 20, ...filter } = input.query;
    const { identities, ...page } = await identityIndex.list(input.params, {
      filter,
      now: await scanTime(identityIndex, input.params),
      sort,
      cursor,
      limit,
    });
    return { Identities: [...identities], ...page };
  });
  serve(router, identityIndexEndpoints.breakdown, timeouts, async (input) => {
    awsCall(context, input);
    const now = await scanTime(identityIndex, input.params);
    return identityIndex.breakdown(input.params, { filter: input.query, now });
  });
  return router;
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
