import Badge from '@cloudscape-design/components/badge';
import Box from '@cloudscape-design/components/box';
import type { CollectionPreferencesProps } from '@cloudscape-design/components/collection-preferences';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import type { TableProps } from '@cloudscape-design/components/table';
import type { ReactNode } from 'react';
import { paths } from '#paths.ts';
import { AppLink } from '#ui/app-link.tsx';
import { CopyId } from '#ui/copy-id.tsx';
import type { PoolRow, SortField } from './pool-filter.ts';
import { classicFlowText, type PoolSettings, providerLabels } from './pool-words.ts';

const shownTags = 3;

/** Sorted by the page, over all rows; `sortingField` only marks the column. */
type PoolColumn = TableProps.ColumnDefinition<PoolRow> & { id: SortField };

export function poolColumns(connectionId: string): PoolColumn[] {
  // Whole ids, where the screen has the width for them.
  const hasRoom = window.matchMedia('(min-width: 1700px)').matches;
  return [
    {
      id: 'name',
      header: 'Name',
      sortingField: 'name',
      isRowHeader: true,
      width: 220,
      minWidth: 140,
      cell: (row) => (
        <AppLink href={paths.pool(connectionId, row.IdentityPoolId)}>
          <Box variant="span" fontWeight="bold" color="inherit">
            {row.IdentityPoolName}
          </Box>
        </AppLink>
      ),
    },
    {
      id: 'id',
      header: 'ID',
      sortingField: 'id',
      width: hasRoom ? 400 : 180,
      minWidth: 120,
      cell: (row) => <CopyId value={row.IdentityPoolId} label={`ID of ${row.IdentityPoolName}`} />,
    },
    {
      id: 'guest',
      header: 'Guest access',
      sortingField: 'guest',
      width: 150,
      minWidth: 120,
      cell: (row) => whenArrived(row, (settings) => <GuestAccess isOn={settings.AllowUnauthenticatedIdentities} />),
    },
    {
      id: 'classic',
      header: 'Classic flow',
      sortingField: 'classic',
      width: 150,
      minWidth: 120,
      cell: (row) => whenArrived(row, (settings) => classicFlowText(settings.AllowClassicFlow)),
    },
    {
      id: 'providers',
      header: 'Identity providers',
      sortingField: 'providers',
      width: 190,
      minWidth: 130,
      cell: (row) => whenArrived(row, (settings) => <Providers labels={providerLabels(settings)} />),
    },
    {
      id: 'tags',
      header: 'Tags',
      sortingField: 'tags',
      minWidth: 200,
      cell: (row) => whenArrived(row, (settings) => <Tags tags={settings.IdentityPoolTags} />),
    },
  ];
}

export const poolColumnOptions: CollectionPreferencesProps.ContentDisplayOption[] = [
  { id: 'name', label: 'Name', alwaysVisible: true },
  { id: 'id', label: 'ID' },
  { id: 'guest', label: 'Guest access' },
  { id: 'classic', label: 'Classic flow' },
  { id: 'providers', label: 'Identity providers' },
  { id: 'tags', label: 'Tags' },
];

function whenArrived(row: PoolRow, show: (settings: PoolSettings) => ReactNode): ReactNode {
  if (row.settings !== undefined) return show(row.settings);
  if (row.error !== undefined) {
    return (
      <span title={row.error}>
        <StatusIndicator type="warning">Not readable</StatusIndicator>
      </span>
    );
  }
  return <Box color="text-status-inactive">…</Box>;
}

/** Guest access stands out, because it opens the pool to everyone. */
export function GuestAccess({ isOn }: { isOn: boolean }) {
  return isOn ? (
    <StatusIndicator type="warning">Active</StatusIndicator>
  ) : (
    <StatusIndicator type="stopped">Inactive</StatusIndicator>
  );
}

function Providers({ labels }: { labels: readonly string[] }) {
  if (labels.length === 0) return <Box color="text-status-inactive">None</Box>;
  return (
    <SpaceBetween direction="horizontal" size="xxs">
      {labels.map((label) => (
        <Badge key={label} color="blue">
          {label}
        </Badge>
      ))}
    </SpaceBetween>
  );
}

function Tags({ tags }: { tags: Readonly<Record<string, string>> }) {
  const entries = Object.entries(tags).toSorted(([a], [b]) => a.localeCompare(b));
  if (entries.length === 0) return <Box color="text-status-inactive">None</Box>;
  const rest = entries.length - shownTags;
  return (
    <span title={entries.map(([key, value]) => `${key} = ${value}`).join('\n')}>
      <SpaceBetween direction="horizontal" size="xxs">
        {entries.slice(0, shownTags).map(([key, value]) => (
          <Badge key={key}>{value === '' ? key : `${key}=${value}`}</Badge>
        ))}
        {rest > 0 && <Box variant="small">and {rest} more</Box>}
      </SpaceBetween>
    </span>
  );
}
