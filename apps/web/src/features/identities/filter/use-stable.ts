import type { IdentityFilter } from '@lifeguard/shared/identities/filter';
import { useState } from 'react';
import { isSameFilter } from './url.ts';

/** The same object for an equal filter, so that what only shows the filter does not render again with every page. */
export function useStableFilter(filter: IdentityFilter): IdentityFilter {
  const [kept, setKept] = useState(filter);
  if (isSameFilter(kept, filter)) return kept;
  setKept(filter);
  return filter;
}
