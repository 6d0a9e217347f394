import { type IdentityIndexState, identityIndexEndpoints } from '@lifeguard/shared/identity-index';
import { Router } from 'express';

import type { Context } from '../context.ts';
import { startOfMinute } from '../clock.ts';
import { serve } from '../http/serve.ts';
import type { ScanSummary } from '../store/identity-index.ts';
import { awsCall } from './access.ts';

/** Reading the index asks AWS nothing; `awsCall` refuses unknown connections and pools of other regions. */
export function identityIndexRoutes(context: Context): Router {
  const router = Router();
  const { identityIndex, jobs, timeouts, clock } = context;
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
      now: startOfMinute(clock),
      sort,
      cursor,
      limit,
    });
    return { Identities: [...identities], ...page };
  });
  serve(router, identityIndexEndpoints.breakdown, timeouts, (input) => {
    awsCall(context, input);
    return identityIndex.breakdown(input.params, { filter: input.query, now: startOfMinute(clock) });
  });
  return router;
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
