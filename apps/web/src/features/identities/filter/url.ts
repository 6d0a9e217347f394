import {
  formatIdentityFilter,
  type IdentityFilter,
  identityFilter,
  identityFilterKeys,
} from '@lifeguard/shared/identities/filter';
import { type IdentitySort, identitySort } from '@lifeguard/shared/api/identity-index';
import { identityParam } from '#paths.ts';

/** What the URL of the identities tab says once the pool was scanned. */
export interface IndexedListState {
  filter: IdentityFilter;
  sort: IdentitySort;
  /** Where the page begins: `next` or `previous` of another page's answer. */
  cursor: string | undefined;
  /** The identity in the split panel. */
  identityId: string | undefined;
}

const defaultSort: IdentitySort = '-created';

/** The filter that a URL says; a part of it that can't be meant so is left out. */
export function parseFilter(search: URLSearchParams): IdentityFilter {
  return identityFilter.parse(
    Object.fromEntries(
      identityFilterKeys.flatMap((key) => {
        const { data } = identityFilter.shape[key].safeParse(search.get(key) ?? undefined);
        return data === undefined ? [] : [[key, data]];
      }),
    ),
  );
}

export function formatFilter(filter: IdentityFilter): URLSearchParams {
  return new URLSearchParams(formatIdentityFilter(filter));
}

export function isSameFilter(a: IdentityFilter, b: IdentityFilter): boolean {
  return formatFilter(a).toString() === formatFilter(b).toString();
}

export function parseIndexedList(search: URLSearchParams): IndexedListState {
  return {
    filter: parseFilter(search),
    sort: identitySort.catch(defaultSort).parse(search.get('sort') ?? undefined),
    cursor: /^[\w-]{1,200}$/.exec(search.get('cursor') ?? '')?.[0],
    identityId: search.get(identityParam) ?? undefined,
  };
}

export function formatIndexedList({ filter, sort, cursor, identityId }: IndexedListState): URLSearchParams {
  const search = formatFilter(filter);
  if (sort !== defaultSort) search.set('sort', sort);
  if (cursor !== undefined) search.set('cursor', cursor);
  if (identityId !== undefined) search.set(identityParam, identityId);
  return search;
}
