import type { IdentityFilter } from '@lifeguard/shared/identities/filter';
import { useState } from 'react';
import { isSameFilter } from './url.ts';

/** The same filter as the same object on every page: what only shows the filter is not drawn again by paging. */
export function useKeptFilter(filter: IdentityFilter): IdentityFilter {
  const [kept, setKept] = useState(filter);
  if (isSameFilter(kept, filter)) return kept;
  setKept(filter);
  return filter;
}
