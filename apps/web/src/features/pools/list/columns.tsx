import Box from '@cloudscape-design/components/box';
import type { CollectionPreferencesProps } from '@cloudscape-design/components/collection-preferences';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import type { TableProps } from '@cloudscape-design/components/table';
import type { ReactNode } from 'react';
import { paths } from '#paths.ts';
import { AppLink } from '#ui/app-link.tsx';
import { CopyId } from '#ui/copy-id.tsx';
import { MiddleCut } from '#ui/middle-cut.tsx';
import styles from './columns.module.css';
import type { PoolRow } from './filter.ts';
import { type ListedSetting, listedSettings, type PoolSettings } from '../settings.ts';
import { providerLabels } from '../words.ts';

/** Sorted by the page, over all rows; `sortingField` only marks the column. */
type PoolColumn = TableProps.ColumnDefinition<PoolRow> & { id: string };

const listed: readonly ListedSetting[] = listedSettings();

/** How much room the window has for the table. */
export type Room = 'narrow' | 'medium' | 'wide';

/** In pixels. The last column takes what is left; beyond it the table scrolls, so that what identifies a pool and its flags stay in sight. */
const widths = {
  narrow: { name: 155, id: 150, flag: 112, providers: 141 },
  medium: { name: 220, id: 200, flag: 115, providers: 170 },
  wide: { name: 280, id: 410, flag: 130, providers: 290 },
} as const satisfies Record<Room, object>;

export function poolColumns(connectionId: string, room: Room): PoolColumn[] {
  const width = widths[room];
  return [
    {
      id: 'name',
      header: 'Name',
      sortingField: 'name',
      isRowHeader: true,
      width: width.name,
      minWidth: 140,
      cell: (row) => (
        <div className={styles['words']}>
          <AppLink href={paths.pool(connectionId, row.IdentityPoolId)}>
            <Box variant="span" fontWeight="bold" color="inherit">
              {row.IdentityPoolName}
            </Box>
          </AppLink>
        </div>
      ),
    },
    {
      id: 'id',
      header: 'ID',
      sortingField: 'id',
      width: width.id,
      minWidth: 120,
      cell: (row) => (
        <CopyId value={row.IdentityPoolId} label={`ID of ${row.IdentityPoolName}`}>
          <MiddleCut>{row.IdentityPoolId}</MiddleCut>
        </CopyId>
      ),
    },
    ...listed.map((setting, index) => settingColumn(setting, index, width.flag)),
    {
      id: 'providers',
      header: 'Providers',
      sortingField: 'providers',
      width: width.providers,
      minWidth: 120,
      cell: (row) =>
        whenArrived(row, (settings) => (
          <div className={styles['words']}>
            <TextList texts={providerLabels(settings)} />
          </div>
        )),
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

function settingColumn({ id, label, member, words }: ListedSetting, index: number, width: number): PoolColumn {
  return {
    id,
    header: <div className={styles['words']}>{label}</div>,
    sortingField: id,
    width,
    minWidth: 90,
    cell: (row) => {
      // Once per row: the other settings are missing for the same reason.
      if (row.error !== undefined && index === 0) return <NotReadable reason={row.error} />;
      return whenArrived(row, (settings) =>
        member === 'AllowUnauthenticatedIdentities' ? (
          <GuestAccess isOn={settings.AllowUnauthenticatedIdentities} />
        ) : (
          <div className={styles['words']}>{words(settings)}</div>
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

/** The tooltip has what is cut off. */
function TextList({ texts }: { texts: readonly string[] }) {
  if (texts.length === 0) return <Box color="text-status-inactive">None</Box>;
  return <span title={texts.join('\n')}>{texts.join(', ')}</span>;
}

function tagTexts({ IdentityPoolTags }: PoolSettings): string[] {
  const tags = Object.entries(IdentityPoolTags).toSorted(([a], [b]) => a.localeCompare(b));
  return tags.map(([key, value]) => (value === '' ? key : `${key}=${value}`));
}
