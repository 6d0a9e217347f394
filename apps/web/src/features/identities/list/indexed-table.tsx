import Badge from '@cloudscape-design/components/badge';
import Box from '@cloudscape-design/components/box';
import Link from '@cloudscape-design/components/link';
import Table, { type TableProps } from '@cloudscape-design/components/table';
import type { Identity } from '@lifeguard/shared/identities/identity';
import { type IdentitySort, type IndexedIdentity, identitySort } from '@lifeguard/shared/api/identity-index';
import { memo, useMemo } from 'react';
import { loginText } from '#pool/provider-words.ts';
import { useUserPoolNames } from '#pool/user-pool-names.ts';
import { absoluteTime, relativeTime, utcTime } from '#ui/format-time.ts';
import { IdentityKind } from '../columns.tsx';

interface IndexedTableProps {
  /** Undefined while nothing has come yet. */
  identities: readonly IndexedIdentity[] | undefined;
  sort: IdentitySort;
  selected: readonly Identity[];
  onSelect: (selected: readonly Identity[]) => void;
  onOpen: (identityId: string) => void;
  onSort: (sort: IdentitySort) => void;
}

/** An identity and its place on the page. The place is the key of the row: another page updates the rows in place. */
interface Row {
  readonly identity: IndexedIdentity;
  readonly place: number;
}

/** One page of indexed identities. Its cells are plain elements, so that a page is drawn within a few frames. */
export const IndexedTable = memo(function IndexedTable(props: IndexedTableProps) {
  const { identities, sort, selected, onSelect, onOpen, onSort } = props;
  const userPoolNames = useUserPoolNames();
  const columns = useMemo(() => columnsOf(onOpen, userPoolNames), [onOpen, userPoolNames]);
  const rows = useMemo(() => (identities ?? []).map((identity, place): Row => ({ identity, place })), [identities]);
  // The selection goes by id, never by place: an identity stays selected wherever it moves.
  const chosen = useMemo(() => {
    const ids = new Set(selected.map(({ IdentityId }) => IdentityId));
    return rows.filter(({ identity }) => ids.has(identity.IdentityId));
  }, [rows, selected]);
  return (
    <Table
      items={rows}
      columnDefinitions={columns}
      trackBy={({ place }) => String(place)}
      loading={identities === undefined}
      loadingText="Loading identities…"
      wrapLines
      enableKeyboardNavigation
      selectionType="multi"
      selectedItems={chosen}
      onSelectionChange={({ detail }) => onSelect(detail.selectedItems.map(({ identity }) => identity))}
      sortingColumn={{ sortingField: sort.replace('-', '') }}
      sortingDescending={sort.startsWith('-')}
      onSortingChange={({ detail }) =>
        onSort(identitySort.parse(`${detail.isDescending === true ? '-' : ''}${detail.sortingColumn.sortingField}`))
      }
      ariaLabels={{
        tableLabel: 'Identities',
        selectionGroupLabel: 'Choose identities',
        allItemsSelectionLabel: () => 'Choose all identities of this page',
        itemSelectionLabel: (_, { identity }) => `Choose ${identity.IdentityId}`,
      }}
      empty={
        <Box textAlign="center" margin={{ vertical: 'm' }} color="inherit">
          <Box variant="strong">No identities</Box>
          <Box variant="p" color="text-body-secondary">
            The scan found none that match the filter.
          </Box>
        </Box>
      }
    />
  );
});

function columnsOf(
  onOpen: (identityId: string) => void,
  userPoolNames: ReadonlyMap<string, string>,
): TableProps.ColumnDefinition<Row>[] {
  const now = new Date();
  return [
    {
      id: 'id',
      header: 'Identity ID',
      sortingField: 'id',
      isRowHeader: true,
      minWidth: 203,
      cell: ({ identity: { IdentityId } }) => (
        // Without an address it is a button: it opens the panel on the same page.
        <Link fontSize="body-s" onFollow={() => onOpen(IdentityId)} ariaLabel={`Show ${IdentityId}`}>
          {IdentityId}
        </Link>
      ),
    },
    {
      id: 'kind',
      header: 'Kind',
      minWidth: 85,
      cell: ({ identity }) => (
        <>
          <IdentityKind identity={identity} /> {identity.Disabled && <Badge color="severity-neutral">Disabled</Badge>}
        </>
      ),
    },
    {
      id: 'logins',
      header: 'Linked logins',
      minWidth: 125,
      cell: ({ identity: { Logins } }) =>
        Logins.length === 0 ? 'None' : Logins.map((login) => <div key={login}>{loginText(login, userPoolNames)}</div>),
    },
    {
      id: 'created',
      header: 'Created',
      sortingField: 'created',
      minWidth: 115,
      cell: ({ identity: { CreationDate } }) => <Moment iso={CreationDate} now={now} />,
    },
    {
      id: 'modified',
      header: 'Modified',
      sortingField: 'modified',
      minWidth: 115,
      cell: ({ identity: { LastModifiedDate } }) => <Moment iso={LastModifiedDate} now={now} />,
    },
  ];
}

function Moment({ iso, now }: { iso: string | undefined; now: Date }) {
  if (iso === undefined) return '-';
  return (
    <time dateTime={iso} title={`${relativeTime(iso, now)}, ${utcTime(iso)}`}>
      {absoluteTime(iso)}
    </time>
  );
}
