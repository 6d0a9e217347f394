import ExpandableSection from '@cloudscape-design/components/expandable-section';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Spinner from '@cloudscape-design/components/spinner';
import type { Identity } from '@lifeguard/shared/identities/identity';
import type { IdentityFilter } from '@lifeguard/shared/identities/filter';
import { type IdentityIndexState, indexPageSizes } from '@lifeguard/shared/api/identity-index';
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useCallback, useDeferredValue, useEffect, useMemo, useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { z } from 'zod';
import { useConnection } from '#api/connection.tsx';
import { ErrorAlert } from '#ui/error-alert.tsx';
import { useStored } from '#ui/stored.ts';
import { formatIndexedList, type IndexedListState, parseIndexedList } from '../filter/url.ts';
import { IdentityFilterBox } from '../filter/box.tsx';
import { indexQueries } from '../index-queries.ts';
import { IndexedHeader } from './indexed-header.tsx';
import { IndexedTable } from './indexed-table.tsx';
import { KeysetPagination } from './keyset-pagination.tsx';
import { FilterActions, SavedFilters } from '../filter/saved.tsx';
import { useStableFilter } from '../filter/use-stable.ts';

const Breakdown = lazy(async () => ({ default: (await import('../breakdown/breakdown.tsx')).Breakdown }));
const DeleteIdentities = lazy(async () => ({ default: (await import('../delete.tsx')).DeleteIdentities }));

const pageSize = z.literal(indexPageSizes);
const none: readonly Identity[] = [];

interface IndexedIdentitiesProps {
  scan: NonNullable<IdentityIndexState['scan']>;
  poolId: string;
}

/** The identities that the latest scan found: filtered, counted, sorted and paged by the URL. */
export function IndexedIdentities({ scan, poolId }: IndexedIdentitiesProps) {
  const { id: connectionId } = useConnection();
  const queryClient = useQueryClient();
  const [search] = useSearchParams();
  const navigate = useNavigate();
  const [limit, storeLimit] = useStored('lifeguard.identity-page-size', pageSize, 20);
  const [isBreakdownOpen, storeBreakdownOpen] = useStored('lifeguard.identity-breakdown', z.boolean(), false);
  const [selected, setSelected] = useState<readonly Identity[]>(none);
  const [deleting, setDeleting] = useState<readonly Identity[]>();
  const { filter: read, sort, cursor, identityId: shownId } = parseIndexedList(search);
  const filter = useStableFilter(read);
  const logins = useMemo(() => scan.logins.map(({ login }) => login), [scan]);
  const page = useQuery({
    ...indexQueries.list({ connectionId, poolId }, { filter, sort, cursor, limit }),
    placeholderData: keepPreviousData,
  });
  // Deferred, because rendering a page of rows takes longer than one frame.
  const shown = useDeferredValue(page.data);
  const total = page.isPlaceholderData ? undefined : page.data?.total;
  const next = page.data?.next;

  useEffect(() => {
    const { filter, sort } = parseIndexedList(search);
    if (next === undefined) return;
    void queryClient.prefetchQuery(indexQueries.list({ connectionId, poolId }, { filter, sort, cursor: next, limit }));
  }, [queryClient, connectionId, poolId, search, limit, next]);

  const show = useCallback(
    (change: Partial<IndexedListState>) => {
      // Read at the click, so that the callback keeps its identity from page to page.
      const now = parseIndexedList(new URLSearchParams(window.location.search));
      void navigate(`?${formatIndexedList({ ...now, ...change })}`);
      if (!('identityId' in change)) setSelected(none);
    },
    [navigate],
  );
  const handleOpen = useCallback((identityId: string) => show({ identityId }), [show]);
  const handleSort = useCallback((sort: IndexedListState['sort']) => show({ sort, cursor: undefined }), [show]);
  const choose = useCallback((filter: IdentityFilter) => show({ filter, cursor: undefined }), [show]);
  const savedFilters = useMemo(() => <SavedFilters filter={filter} onChoose={choose} />, [filter, choose]);
  const filterActions = useMemo(() => <FilterActions filter={filter} onChoose={choose} />, [filter, choose]);
  const handleDelete = useCallback(() => setDeleting(selected), [selected]);

  function handleDeleted(identityIds: string[]) {
    setSelected(none);
    // The panel would go on showing what is not there any more.
    if (identityIds.some((identityId) => identityId === shownId)) show({ identityId: undefined });
  }

  return (
    <SpaceBetween size="m">
      <IndexedHeader
        scan={scan}
        poolId={poolId}
        filter={filter}
        total={total}
        selected={selected}
        onDelete={handleDelete}
      />
      <IdentityFilterBox
        filter={filter}
        logins={logins}
        total={total}
        savedFilters={savedFilters}
        actions={filterActions}
        onChange={choose}
      />
      <ExpandableSection
        headerText="Breakdown"
        headerDescription="When they were created, by which logins, and when they were last modified"
        expanded={isBreakdownOpen}
        onChange={({ detail }) => storeBreakdownOpen(detail.expanded)}
      >
        {isBreakdownOpen && (
          <Suspense fallback={<Spinner />}>
            <Breakdown poolId={poolId} filter={filter} onFilter={choose} />
          </Suspense>
        )}
      </ExpandableSection>
      {page.error && page.data === undefined ? (
        <ErrorAlert
          error={page.error}
          header="The identities could not be loaded"
          onRetry={() => (cursor === undefined ? void page.refetch() : show({ cursor: undefined }))}
        />
      ) : (
        <IndexedTable
          identities={shown?.Identities}
          sort={sort}
          selected={selected}
          onSelect={setSelected}
          onOpen={handleOpen}
          onSort={handleSort}
        />
      )}
      {page.data && (
        <KeysetPagination
          page={page.data}
          limit={limit}
          isLoading={page.isPlaceholderData}
          onShow={(cursor) => show({ cursor })}
          onLimit={(size) => {
            storeLimit(pageSize.parse(size));
            show({ cursor: undefined });
          }}
        />
      )}
      {deleting && (
        <Suspense fallback={null}>
          <DeleteIdentities
            identities={deleting}
            poolId={poolId}
            onDeleted={handleDeleted}
            onClose={() => setDeleting(undefined)}
          />
        </Suspense>
      )}
    </SpaceBetween>
  );
}
