import Badge from '@cloudscape-design/components/badge';
import Box from '@cloudscape-design/components/box';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Table, { type TableProps } from '@cloudscape-design/components/table';
import type { IdentityFilter } from '@lifeguard/shared/identities/filter';
import type { IdentityBreakdown, IndexedIdentity } from '@lifeguard/shared/api/identity-index';
import { useQuery } from '@tanstack/react-query';
import { useConnection } from '#api/connection.tsx';
import { countText, identitiesText } from '#job-state/words.ts';
import { Timestamp } from '#ui/timestamp.tsx';
import { ExportButton } from '../export-button.tsx';
import { filterText } from '#job-state/filter-words.ts';
import { IdentityKind } from '../columns.tsx';
import { indexQueries } from '../index-queries.ts';

const columns: TableProps.ColumnDefinition<IndexedIdentity>[] = [
  { id: 'id', header: 'Identity ID', isRowHeader: true, minWidth: 376, cell: ({ IdentityId }) => IdentityId },
  {
    id: 'kind',
    header: 'Kind',
    minWidth: 85,
    cell: (identity) => (
      <SpaceBetween direction="horizontal" size="xxs">
        <IdentityKind identity={identity} />
        {identity.Disabled && <Badge color="severity-neutral">Disabled</Badge>}
      </SpaceBetween>
    ),
  },
  { id: 'created', header: 'Created', minWidth: 140, cell: ({ CreationDate }) => <Timestamp iso={CreationDate} /> },
  {
    id: 'modified',
    header: 'Modified',
    minWidth: 140,
    cell: ({ LastModifiedDate }) => <Timestamp iso={LastModifiedDate} />,
  },
];

interface CleanUpFoundProps {
  poolId: string;
  filter: IdentityFilter;
  /** Undefined while it is not known. */
  total: number | undefined;
  sample: readonly IndexedIdentity[] | undefined;
}

/** How many a clean-up would delete, who they are in words, and ten of them. */
export function CleanUpFound({ poolId, filter, total, sample }: CleanUpFoundProps) {
  const { id: connectionId } = useConnection();
  const breakdown = useQuery(indexQueries.breakdown({ connectionId, poolId }, filter));
  return (
    <Container
      header={
        <Header
          variant="h2"
          description={filterText(filter)}
          actions={
            <ExportButton poolId={poolId} filter={filter} count={total ?? 0}>
              Download the list
            </ExportButton>
          }
        >
          2. {total === undefined ? 'Counting…' : total === 0 ? 'No identity' : identitiesText(total)}
        </Header>
      }
    >
      <SpaceBetween size="m">
        {total === 0 && <div>The scan found none that match. Choose other identities, or scan the pool again.</div>}
        {total !== 0 && breakdown.data && <Words breakdown={breakdown.data} />}
        {total !== 0 && (
          <Table
            variant="borderless"
            contentDensity="compact"
            items={sample ?? []}
            columnDefinitions={columns}
            trackBy="IdentityId"
            loading={sample === undefined}
            loadingText="Loading a sample…"
            wrapLines
            header={<Header variant="h3">{(total ?? 0) > 10 ? 'The ten oldest of them' : 'All of them'}</Header>}
            ariaLabels={{ tableLabel: 'Sample' }}
          />
        )}
      </SpaceBetween>
    </Container>
  );
}

function Words({ breakdown: { counts, untouched } }: { breakdown: IdentityBreakdown }) {
  const used = counts.total - (untouched[0] ? untouched[0].guests + untouched[0].linked : counts.total);
  const days = untouched[0]?.days ?? 0;
  return (
    <ul>
      <li>
        {countText(counts.guests)} {counts.guests === 1 ? 'is a guest' : 'are guests'}, without any login.
      </li>
      <li>
        {countText(counts.linked)} {counts.linked === 1 ? 'is' : 'are'} linked to a login
        {counts.linked > 0 && (
          <>
            {' '}
            and belong to <Box variant="strong">people who sign in</Box>
          </>
        )}
        .
      </li>
      <li>
        {countText(counts.disabled)} {counts.disabled === 1 ? 'is' : 'are'} disabled.
      </li>
      {untouched[0] && (
        <li>
          {countText(used)} {used === 1 ? 'was' : 'were'} modified in the last {days} days.
        </li>
      )}
    </ul>
  );
}
