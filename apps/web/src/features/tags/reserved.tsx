import Header from '@cloudscape-design/components/header';
import Table, { type TableProps } from '@cloudscape-design/components/table';
import type { PoolDocument } from '@lifeguard/shared/aws/pool-document';
import { reservedTags } from '@lifeguard/shared/aws/tags';
import { type MapRow, rowsOf } from '#pool/map-rows.ts';
import { LongText } from '#ui/long-text.tsx';

const columns: TableProps.ColumnDefinition<MapRow>[] = [
  { id: 'key', header: 'Key', isRowHeader: true, minWidth: 160, cell: ({ key }) => <LongText>{key}</LongText> },
  { id: 'value', header: 'Value', minWidth: 160, cell: ({ value }) => <LongText>{value}</LongText> },
];

/** The tags that an edit leaves as they are; nothing where there are none. */
export function ReservedTags({ document }: { document: PoolDocument }) {
  const rows = rowsOf(reservedTags(document.IdentityPoolTags));
  if (rows.length === 0) return null;
  return (
    <Table
      header={
        <Header
          variant="h2"
          counter={`(${rows.length})`}
          description="Those of AWS, for example for a CloudFormation stack, and keys such as constructor, which other programs can mistake. Lifeguard leaves them as they are."
        >
          Tags of AWS
        </Header>
      }
      columnDefinitions={columns}
      items={rows}
      trackBy="key"
      wrapLines
      ariaLabels={{ tableLabel: 'Tags of AWS' }}
    />
  );
}
