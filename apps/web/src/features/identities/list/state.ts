import { z } from 'zod';
import { identityParam } from '#paths.ts';

/** What the URL of the identities tab says. */
export interface IdentityListState {
  page: number;
  hideDisabled: boolean;
  /** The identity in the split panel. */
  identityId: string | undefined;
}

export function parseIdentityList(search: URLSearchParams): IdentityListState {
  return {
    page: z.coerce
      .number()
      .int()
      .min(1)
      .max(100_000)
      .catch(1)
      .parse(search.get('page') ?? 1),
    hideDisabled: search.get('hideDisabled') === 'true',
    identityId: search.get(identityParam) ?? undefined,
  };
}

export function formatIdentityList(state: IdentityListState): URLSearchParams {
  const search = new URLSearchParams();
  if (state.page > 1) search.set('page', String(state.page));
  if (state.hideDisabled) search.set('hideDisabled', 'true');
  if (state.identityId !== undefined) search.set(identityParam, state.identityId);
  return search;
}
