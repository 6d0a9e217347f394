import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Header from '@cloudscape-design/components/header';
import Pagination from '@cloudscape-design/components/pagination';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Table from '@cloudscape-design/components/table';
import Toggle from '@cloudscape-design/components/toggle';
import type { Identity } from '@lifeguard/shared/identities/identity';
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { useParams, useSearchParams } from 'react-router';
import { useConnection } from '#api/connection.tsx';
import { useDeletionReason } from '../deletion-reason.ts';
import { useUserPoolNames } from '#pool/user-pool-names.ts';
import { ErrorAlert } from '#ui/error-alert.tsx';
import { DeveloperUsersLink } from './developer-users-link.tsx';
import { identityColumns } from '../columns.tsx';
import { formatIdentityList, type IdentityListState, parseIdentityList } from './state.ts';
import { identityQueries } from '../queries.ts';

const DeleteIdentities = lazy(async () => ({ default: (await import('../delete.tsx')).DeleteIdentities }));

/** The identities of a pool that was not scanned, page by page as AWS gives them. */
export function ListedIdentities() {
  const { id: connectionId } = useConnection();
  const { poolId = '' } = useParams();
  const [search, setSearch] = useSearchParams();
  const queryClient = useQueryClient();
  const forbidden = useDeletionReason();
  const userPoolNames = useUserPoolNames();
  const [selected, setSelected] = useState<readonly Identity[]>([]);
  const [deleting, setDeleting] = useState<readonly Identity[]>();
  const state = parseIdentityList(search);
  const page = useQuery({
    ...identityQueries.page({ connectionId, poolId, hideDisabled: state.hideDisabled }, state.page),
    placeholderData: keepPreviousData,
  });
  const hasMore = page.data?.NextToken !== undefined;
  const deleteReason = forbidden ?? (selected.length === 0 ? 'Choose identities in the table first.' : undefined);

  function show(change: Partial<IdentityListState>) {
    setSearch(formatIdentityList({ ...state, ...change }));
    if (change.page !== undefined) setSelected([]);
  }

  function handleDeleted(identityIds: string[]) {
    setSelected([]);
    // The panel would go on showing what is not there any more.
    if (identityIds.some((identityId) => identityId === state.identityId)) show({ identityId: undefined });
  }

  async function startAgain() {
    queryClient.removeQueries({ queryKey: identityQueries.pool(connectionId, poolId) });
    show({ page: 1 });
    await page.refetch();
  }

  if (page.error && page.data === undefined) {
    return (
      <ErrorAlert
        error={page.error}
        header="The identities could not be loaded"
        onRetry={() => void (state.page === 1 ? page.refetch() : startAgain())}
      />
    );
  }
  return (
    <>
      <Table
        items={page.data?.Identities ?? []}
        columnDefinitions={identityColumns((identityId) => show({ identityId }), userPoolNames)}
        trackBy="IdentityId"
        loading={page.isPending || page.isPlaceholderData}
        loadingText="Loading identities…"
        wrapLines
        enableKeyboardNavigation
        selectionType="multi"
        selectedItems={selected}
        onSelectionChange={({ detail }) => setSelected(detail.selectedItems)}
        ariaLabels={{
          tableLabel: 'Identities',
          selectionGroupLabel: 'Choose identities',
          allItemsSelectionLabel: () => 'Choose all identities of this page',
          itemSelectionLabel: (_, { IdentityId }) => `Choose ${IdentityId}`,
        }}
        empty={<NoIdentities page={state.page} onFirst={() => show({ page: 1 })} />}
        header={
          <Header
            variant="h2"
            {...(selected.length > 0 ? { counter: `(${selected.length} chosen)` } : {})}
            description="AWS lists identities in pages of 60, in its own order, and can't search them."
            actions={
              <SpaceBetween direction="horizontal" size="xs" alignItems="center">
                <DeveloperUsersLink />
                <Toggle
                  checked={state.hideDisabled}
                  onChange={({ detail }) => show({ hideDisabled: detail.checked, page: 1 })}
                >
                  Hide disabled
                </Toggle>
                <Button
                  iconName="refresh"
                  ariaLabel="Refresh identities"
                  loading={page.isFetching}
                  onClick={() => void page.refetch()}
                />
                <Button
                  disabled={deleteReason !== undefined}
                  disabledReason={deleteReason ?? ''}
                  onClick={() => setDeleting(selected)}
                >
                  Delete identities
                </Button>
              </SpaceBetween>
            }
          >
            Identities
          </Header>
        }
        pagination={
          <Pagination
            currentPageIndex={state.page}
            pagesCount={hasMore ? state.page + 1 : state.page}
            openEnd={hasMore}
            disabled={page.isPending}
            onChange={({ detail }) => show({ page: detail.currentPageIndex })}
            ariaLabels={{ paginationLabel: 'Pages of identities' }}
          />
        }
      />
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
    </>
  );
}

function NoIdentities({ page, onFirst }: { page: number; onFirst: () => void }) {
  if (page > 1) {
    return (
      <SpaceBetween size="m">
        <div>There is no page {page}: the list ends before it.</div>
        <Button onClick={onFirst}>Go to the first page</Button>
      </SpaceBetween>
    );
  }
  return (
    <Box textAlign="center" margin={{ vertical: 'm' }} color="inherit">
      <Box variant="strong">No identities</Box>
      <Box variant="p" color="text-body-secondary">
        An identity is made when an app asks the pool for one, for a guest or after a sign-in.
      </Box>
    </Box>
  );
}
