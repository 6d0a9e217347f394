import { formatIdentityFilter, identityFilter } from '@lifeguard/shared/identities/filter';
import { savedFilterEndpoints } from '@lifeguard/shared/api/identity-index';
import { Router } from 'express';

import type { Context } from '../context.ts';
import { serve } from '../http/serve.ts';
import { ProblemError } from '@lifeguard/shared/api/problem-error';

export function savedFilterRoutes(context: Context): Router {
  const router = Router();
  const { identityIndex, timeouts } = context;
  serve(router, savedFilterEndpoints.list, timeouts, async () => {
    const stored = await identityIndex.savedFilters();
    return {
      filters: stored.map(({ id, name, filter }) => ({ id, name, filter: identityFilter.parse(JSON.parse(filter)) })),
    };
  });
  serve(router, savedFilterEndpoints.save, timeouts, async (input) => {
    const { name, filter } = input.body;
    const id = input.params.savedFilterId.toLowerCase();
    const isSaved = await identityIndex.saveFilter({ id, name, filter: JSON.stringify(formatIdentityFilter(filter)) });
    if (!isSaved) {
      throw new ProblemError(
        'limit_exceeded',
        'There are 200 saved filters already, so this one was not saved. Remove one that you do not need, then save again.',
      );
    }
    return { id, name, filter };
  });
  serve(router, savedFilterEndpoints.remove, timeouts, async (input) => {
    if (await identityIndex.removeFilter(input.params.savedFilterId.toLowerCase())) return {};
    throw new ProblemError(
      'not_found',
      'There is no such saved filter: nothing was removed. Reload to see those there are.',
    );
  });
  return router;
}
