import Button from '@cloudscape-design/components/button';
import ButtonDropdown from '@cloudscape-design/components/button-dropdown';
import Header from '@cloudscape-design/components/header';
import Pagination from '@cloudscape-design/components/pagination';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import Table from '@cloudscape-design/components/table';
import { lazy, Suspense, useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { useConnection, useReadOnlyReason } from '#api/connection.tsx';
import { paths } from '#paths.ts';
import { useFollow } from '#ui/app-link.tsx';
import { ErrorAlert } from '#ui/error-alert.tsx';
import { useMediaQuery } from '#ui/media-query.ts';
import { useNotify } from '#ui/notifications.tsx';
import { useStored } from '#ui/stored.ts';
import { poolColumnOptions, poolColumns, type Room } from './columns.tsx';
import { filterAndSort, type PoolListState, type PoolRow, sortFields } from './filter.ts';
import { NoMatch, NoPools } from './empty.tsx';
import { defaultPreferences, pageSizes, poolListPreferences } from './preferences.ts';
import { PoolPropertyFilter } from './property-filter.tsx';
import { formatPoolList, parsePoolList } from './url.ts';
import { type RolesState, usePoolRows } from './use-rows.ts';
import { ViewPreferences } from './view-preferences.tsx';

const DeletePool = lazy(async () => ({ default: (await import('../delete.tsx')).DeletePool }));

/** All identity pools of the connection. */
export function Component() {
  const connection = useConnection();
  const [search, setSearch] = useSearchParams();
  const [preferences, storePreferences] = useStored('lifeguard.pool-list', poolListPreferences, defaultPreferences);
  const room = useRoom();
  const state = parsePoolList(search);
  const { rows, list, arrived, failed, roles, isFetching, refresh } = usePoolRows(state.filter);
  const [selectedId, setSelectedId] = useState<string>();
  const [deleting, setDeleting] = useState<PoolRow>();

  const matching = filterAndSort(rows, state);
  const pagesCount = Math.max(1, Math.ceil(matching.length / preferences.pageSize));
  const page = Math.min(state.page, pagesCount);
  const columns = poolColumns(connection.id, room);
  const selected = rows.find((row) => row.IdentityPoolId === selectedId);
  const counter = state.filter.tokens.length > 0 ? `(${matching.length}/${rows.length})` : `(${rows.length})`;

  function show(change: Partial<PoolListState>) {
    setSearch(formatPoolList({ ...state, page: 1, ...change }), { replace: change.page === undefined });
  }

  return (
    <SpaceBetween size="m">
      <title>{`Identity pools - ${connection.label} - Lifeguard`}</title>
      {list.error && (
        <ErrorAlert
          error={list.error}
          header="The identity pools could not be loaded"
          onRetry={() => void list.refetch()}
        />
      )}
      {failed && (
        <ErrorAlert
          error={failed}
          header="The settings of some pools could not be read"
          onRetry={() => void refresh()}
        />
      )}
      <Table
        // The table reads the widths of its columns once: it is made anew where the window has another size.
        key={room}
        variant="full-page"
        stickyHeader
        trackBy="IdentityPoolId"
        items={matching.slice((page - 1) * preferences.pageSize, page * preferences.pageSize)}
        columnDefinitions={columns}
        columnDisplay={preferences.contentDisplay}
        wrapLines={preferences.wrapLines}
        stripedRows={preferences.stripedRows}
        contentDensity={preferences.contentDensity}
        resizableColumns
        enableKeyboardNavigation
        loading={list.isPending}
        loadingText="Loading identity pools…"
        selectionType="single"
        selectedItems={selected ? [selected] : []}
        onSelectionChange={({ detail }) => setSelectedId(detail.selectedItems[0]?.IdentityPoolId)}
        sortingColumn={columns.find((column) => column.id === state.sort) ?? { sortingField: state.sort }}
        sortingDescending={state.descending}
        onSortingChange={({ detail }) =>
          show({
            sort: sortFields.find((field) => field === detail.sortingColumn.sortingField) ?? 'name',
            descending: detail.isDescending ?? false,
          })
        }
        ariaLabels={{
          tableLabel: 'Identity pools',
          selectionGroupLabel: 'Choose an identity pool',
          itemSelectionLabel: (_, row) => `Choose ${row.IdentityPoolName}`,
        }}
        empty={list.error ? 'Not loaded' : rows.length === 0 ? <NoPools /> : <NoMatch onClear={() => setSearch({})} />}
        header={
          <Header
            variant="awsui-h1-sticky"
            counter={list.data && counter}
            description={<Progress arrived={arrived} total={rows.length} roles={roles} />}
            actions={
              <Actions
                selected={selected}
                isFetching={isFetching}
                onRefresh={() => void refresh()}
                onDelete={setDeleting}
              />
            }
          >
            Identity pools
          </Header>
        }
        filter={
          <PoolPropertyFilter
            rows={rows}
            filter={state.filter}
            matches={matching.length}
            onChange={(filter) => show({ filter })}
          />
        }
        pagination={
          <Pagination
            currentPageIndex={page}
            pagesCount={pagesCount}
            onChange={({ detail }) => show({ page: detail.currentPageIndex })}
            ariaLabels={{ paginationLabel: 'Pages of identity pools' }}
          />
        }
        preferences={
          <ViewPreferences
            preferences={preferences}
            onConfirm={({ detail }) => storePreferences(poolListPreferences.catch(preferences).parse(detail))}
            pageSizePreference={{ options: pageSizes.map((value) => ({ value, label: `${value} pools` })) }}
            wrapLinesPreference={{}}
            stripedRowsPreference={{}}
            contentDensityPreference={{}}
            contentDisplayPreference={{ options: poolColumnOptions }}
          />
        }
      />
      {deleting && (
        <Suspense fallback={null}>
          <DeletePool
            poolId={deleting.IdentityPoolId}
            poolName={deleting.IdentityPoolName}
            onClose={() => setDeleting(undefined)}
            onDeleted={() => setDeleting(undefined)}
          />
        </Suspense>
      )}
    </SpaceBetween>
  );
}

function useRoom(): Room {
  const isWide = useMediaQuery('(min-width: 1700px)');
  const isMedium = useMediaQuery('(min-width: 1200px)');
  return isWide ? 'wide' : isMedium ? 'medium' : 'narrow';
}

interface ProgressProps {
  arrived: number;
  total: number;
  roles: RolesState;
}

/** Says what is still on its way, or can't be read, so that an early filter is not taken for complete. */
function Progress({ arrived, total, roles }: ProgressProps) {
  if (arrived < total) {
    return (
      <StatusIndicator type="loading">
        Reading the settings: {arrived} of {total} pools
      </StatusIndicator>
    );
  }
  if (roles === 'arriving')
    return <StatusIndicator type="loading">Searching the roles of the pools too</StatusIndicator>;
  if (roles === 'incomplete') {
    return (
      <StatusIndicator type="warning">
        The roles of some pools could not be read: they are not found by their roles.
      </StatusIndicator>
    );
  }
  return 'An identity pool trades a sign-in for temporary AWS credentials.';
}

interface ActionsProps {
  selected: PoolRow | undefined;
  isFetching: boolean;
  onRefresh: () => void;
  onDelete: (row: PoolRow) => void;
}

function Actions({ selected, isFetching, onRefresh, onDelete }: ActionsProps) {
  const { id } = useConnection();
  const readOnlyReason = useReadOnlyReason();
  const navigate = useNavigate();
  const follow = useFollow();
  const notify = useNotify();
  const noneReason = selected === undefined ? 'Choose an identity pool in the table first.' : undefined;
  const deleteReason = noneReason ?? readOnlyReason;

  async function copyId(poolId: string) {
    await navigator.clipboard.writeText(poolId);
    notify({ id: 'copied', type: 'success', content: `Copied the ID ${poolId}` });
  }

  return (
    <SpaceBetween direction="horizontal" size="xs">
      <Button iconName="refresh" ariaLabel="Refresh" loading={isFetching} onClick={onRefresh} />
      <ButtonDropdown
        items={[
          { id: 'copy', text: 'Copy ID', disabled: noneReason !== undefined, disabledReason: noneReason ?? '' },
          { id: 'edit', text: 'Edit properties', disabled: noneReason !== undefined, disabledReason: noneReason ?? '' },
          { id: 'delete', text: 'Delete', disabled: deleteReason !== undefined, disabledReason: deleteReason ?? '' },
        ]}
        onItemClick={({ detail }) => {
          if (selected === undefined) return;
          if (detail.id === 'copy') void copyId(selected.IdentityPoolId);
          if (detail.id === 'edit') void navigate(paths.poolProperties(id, selected.IdentityPoolId));
          if (detail.id === 'delete') onDelete(selected);
        }}
      >
        Actions
      </ButtonDropdown>
      <Button
        variant="primary"
        href={paths.poolCreate(id)}
        onFollow={follow}
        disabled={readOnlyReason !== undefined}
        disabledReason={readOnlyReason ?? ''}
      >
        Create identity pool
      </Button>
    </SpaceBetween>
  );
}
