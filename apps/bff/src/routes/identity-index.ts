import { type IdentityIndexState, identityIndexEndpoints } from '@lifeguard/shared/identity-index';
import { Router } from 'express';

import type { Context } from '../context.ts';
import { serve } from '../http/serve.ts';
import type { IndexedPool, ScanSummary } from '../store/identity-index.ts';
import { awsCall } from './access.ts';

/** What the jobs know of a pool: its scan that is not done yet, and how fast it may go. */
export type ScanActivity = (pool: IndexedPool) => Pick<IdentityIndexState, 'runningScan' | 'pagesPerSecond'>;

/** Reading the index asks AWS nothing; `awsCall` refuses unknown connections and pools of other regions. */
export function identityIndexRoutes(context: Context, activityOf: ScanActivity = () => ({})): Router {
  const router = Router();
  const { identityIndex, timeouts, clock } = context;
  serve(router, identityIndexEndpoints.state, timeouts, async (input) => {
    awsCall(context, input);
    const summary = await identityIndex.summary(input.params);
    return { ...(summary === undefined ? {} : { scan: scanOf(summary) }), ...activityOf(input.params) };
  });
  serve(router, identityIndexEndpoints.list, timeouts, async (input) => {
    awsCall(context, input);
    const { sort = '-created', cursor, limit = 20, ...filter } = input.query;
    const { identities, ...page } = await identityIndex.list(input.params, {
      filter,
      now: startOfMinute(clock.now()),
      sort,
      cursor,
      limit,
    });
    return { Identities: [...identities], ...page };
  });
  serve(router, identityIndexEndpoints.breakdown, timeouts, (input) => {
    awsCall(context, input);
    return identityIndex.breakdown(input.params, { filter: input.query, now: startOfMinute(clock.now()) });
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

/** Days count back from here, so that the pages of one list and its counts are about the same identities. */
function startOfMinute(time: number): number {
  return time - (time % 60_000);
}
