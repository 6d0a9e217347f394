import { formatIdentityFilter, identityFilter } from '@lifeguard/shared/identities/filter';
import { savedFilterEndpoints } from '@lifeguard/shared/api/identity-index';

import type { Context } from '../context.ts';
import type { Api } from '../http/api.ts';
import { ProblemError } from '@lifeguard/shared/api/problem-error';

export function savedFilterRoutes({ serve }: Api, { savedFilters }: Context): void {
  serve(savedFilterEndpoints.list, async () => {
    const stored = await savedFilters.list();
    return {
      filters: stored.map(({ id, name, filter }) => ({ id, name, filter: identityFilter.parse(JSON.parse(filter)) })),
    };
  });
  serve(savedFilterEndpoints.save, async ({ params, body: { name, filter } }) => {
    const id = params.savedFilterId.toLowerCase();
    const isSaved = await savedFilters.save({ id, name, filter: JSON.stringify(formatIdentityFilter(filter)) });
    if (!isSaved) {
      throw new ProblemError(
        'limit_exceeded',
        'There are 200 saved filters already, so this one was not saved. Remove one that you do not need, then save again.',
      );
    }
    return { id, name, filter };
  });
  serve(savedFilterEndpoints.remove, async ({ params }) => {
    if (await savedFilters.remove(params.savedFilterId.toLowerCase())) return {};
    throw new ProblemError(
      'not_found',
      'There is no such saved filter: nothing was removed. Reload to see those there are.',
    );
  });
}
