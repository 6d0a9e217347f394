import Box from '@cloudscape-design/components/box';
import type { CollectionPreferencesProps } from '@cloudscape-design/components/collection-preferences';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import type { TableProps } from '@cloudscape-design/components/table';
import type { ReactNode } from 'react';
import { paths } from '#paths.ts';
import { AppLink } from '#ui/app-link.tsx';
import { CopyId } from '#ui/copy-id.tsx';
import type { PoolRow } from './filter.ts';
import { type ListedSetting, listedSettings, type PoolSettings } from '../settings.ts';
import { providerLabels } from '../words.ts';

/** Sorted by the page, over all rows; `sortingField` only marks the column. */
type PoolColumn = TableProps.ColumnDefinition<PoolRow> & { id: string };

const listed: readonly ListedSetting[] = listedSettings();

export function poolColumns(connectionId: string): PoolColumn[] {
  // Whole ids, where the screen has the width for them.
  const hasRoom = window.matchMedia('(min-width: 1700px)').matches;
  return [
    {
      id: 'name',
      header: 'Name',
      sortingField: 'name',
      isRowHeader: true,
      width: hasRoom ? 280 : 190,
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
      width: hasRoom ? 410 : 150,
      minWidth: 120,
      cell: (row) => <CopyId value={row.IdentityPoolId} label={`ID of ${row.IdentityPoolName}`} />,
    },
    ...listed.map(settingColumn),
    {
      id: 'providers',
      header: 'Providers',
      sortingField: 'providers',
      width: hasRoom ? 290 : 160,
      minWidth: 130,
      cell: (row) => whenArrived(row, (settings) => <TextList texts={providerLabels(settings)} />),
    },
    {
      id: 'tags',
      header: 'Tags',
      sortingField: 'tags',
      minWidth: 120,
      cell: (row) => whenArrived(row, (settings) => <TextList texts={tagTexts(settings)} />),
    },
  ];
}

export const poolColumnOptions: CollectionPreferencesProps.ContentDisplayOption[] = [
  { id: 'name', label: 'Name', alwaysVisible: true },
  { id: 'id', label: 'ID' },
  ...listed.map(({ id, label }) => ({ id, label })),
  { id: 'providers', label: 'Providers' },
  { id: 'tags', label: 'Tags' },
];

function settingColumn({ id, label, member, words }: ListedSetting, index: number): PoolColumn {
  return {
    id,
    header: label,
    sortingField: id,
    width: 150,
    minWidth: 120,
    cell: (row) => {
      // Once per row: the other settings are missing for the same reason.
      if (row.error !== undefined && index === 0) return <NotReadable reason={row.error} />;
      return whenArrived(row, (settings) =>
        member === 'AllowUnauthenticatedIdentities' ? (
          <GuestAccess isOn={settings.AllowUnauthenticatedIdentities} />
        ) : (
          words(settings)
        ),
      );
    },
  };
}

function whenArrived(row: PoolRow, show: (settings: PoolSettings) => ReactNode): ReactNode {
  if (row.settings !== undefined) return show(row.settings);
  return <Box color="text-status-inactive">{row.error === undefined ? '…' : '-'}</Box>;
}

function NotReadable({ reason }: { reason: string }) {
  return (
    <span title={reason}>
      <StatusIndicator type="error">Not readable</StatusIndicator>
    </span>
  );
}

/** Guest access stands out, because it opens the pool to everyone. */
export function GuestAccess({ isOn }: { isOn: boolean }) {
  return isOn ? (
    <StatusIndicator type="warning">Active</StatusIndicator>
  ) : (
    <StatusIndicator type="stopped">Inactive</StatusIndicator>
  );
}

/** All on one line, so that the rows stay alike; the tooltip has what is cut off. */
function TextList({ texts }: { texts: readonly string[] }) {
  if (texts.length === 0) return <Box color="text-status-inactive">None</Box>;
  return <span title={texts.join('\n')}>{texts.join(', ')}</span>;
}

function tagTexts({ IdentityPoolTags }: PoolSettings): string[] {
  const tags = Object.entries(IdentityPoolTags).toSorted(([a], [b]) => a.localeCompare(b));
  return tags.map(([key, value]) => (value === '' ? key : `${key}=${value}`));
}
