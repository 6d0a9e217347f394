import Box from '@cloudscape-design/components/box';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Table, { type TableProps } from '@cloudscape-design/components/table';
import type { PoolDocument } from '@lifeguard/shared/aws/pool-document';
import { useConnection } from '#api/connection.tsx';
import { paths } from '#paths.ts';
import { CopyId } from '#ui/copy-id.tsx';
import { LongText } from '#ui/long-text.tsx';
import { EditLink } from './edit-link.tsx';
import { OverviewAccess } from './access.tsx';
import { IdentityCount } from './identity-count.tsx';
import { OverviewProviders } from './providers.tsx';
import { OverviewRoles } from './roles.tsx';
import { GuestAccess } from '../list/columns.tsx';
import { settingRows } from '../settings.ts';
import { GapAlert } from '#pool/gap-alert.tsx';
import { usePool } from '#pool/use-pool.ts';

interface TagRow {
  key: string;
  value: string;
}

const tagColumns: TableProps.ColumnDefinition<TagRow>[] = [
  { id: 'key', header: 'Key', isRowHeader: true, minWidth: 160, cell: (tag) => <LongText>{tag.key}</LongText> },
  {
    id: 'value',
    header: 'Value',
    minWidth: 160,
    cell: (tag) =>
      tag.value === '' ? <Box color="text-status-inactive">(empty)</Box> : <LongText>{tag.value}</LongText>,
  },
];

/** Everything that is set on a pool, at a glance. */
export function Component() {
  const { id } = useConnection();
  const { data: pool } = usePool();
  // The frame around the tabs shows loading and errors.
  if (pool === undefined) return null;
  const { document, arn } = pool;
  return (
    <SpaceBetween size="l">
      <Settings document={document} arn={arn} />
      <OverviewProviders document={document} />
      {pool.unreadableMembers.includes('Roles') ? <GapAlert of="roles" /> : <OverviewRoles document={document} />}
      <OverviewAccess pool={pool} />
      <Table
        header={
          <Header
            variant="h2"
            counter={`(${Object.keys(document.IdentityPoolTags).length})`}
            actions={<EditLink href={paths.poolTags(id, document.IdentityPoolId)}>Edit tags</EditLink>}
          >
            Tags
          </Header>
        }
        columnDefinitions={tagColumns}
        items={Object.entries(document.IdentityPoolTags).map(([key, value]) => ({ key, value }))}
        trackBy="key"
        wrapLines
        ariaLabels={{ tableLabel: 'Tags' }}
        empty="This pool has no tags."
      />
    </SpaceBetween>
  );
}

function Settings({ document, arn }: { document: PoolDocument; arn: string }) {
  const { id } = useConnection();
  return (
    <Container
      header={
        <Header
          variant="h2"
          actions={<EditLink href={paths.poolProperties(id, document.IdentityPoolId)}>Edit properties</EditLink>}
        >
          Settings
        </Header>
      }
    >
      <KeyValuePairs
        columns={2}
        minColumnWidth={400}
        items={[
          {
            label: 'Identity pool ID',
            value: <CopyId value={document.IdentityPoolId} label="Identity pool ID" wrap />,
          },
          { label: 'ARN', value: <CopyId value={arn} label="ARN" wrap /> },
          ...settingRows(document).map(({ member, label, value }) => ({
            label,
            value:
              member === 'AllowUnauthenticatedIdentities' ? (
                <GuestAccess isOn={document.AllowUnauthenticatedIdentities} />
              ) : (
                value
              ),
          })),
          { label: 'Identities', value: <IdentityCount poolId={document.IdentityPoolId} /> },
        ]}
      />
    </Container>
  );
}
