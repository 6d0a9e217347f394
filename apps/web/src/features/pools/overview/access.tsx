import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import Table, { type TableProps } from '@cloudscape-design/components/table';
import type { Pool } from '@lifeguard/shared/api/pools';
import { danglingMappings, poolProviders } from '@lifeguard/shared/roles/provider-keys';
import { useConnection } from '#api/connection.tsx';
import { paths } from '#paths.ts';
import { titleText } from '#pool/provider-words.ts';
import { useUserPoolNames } from '#pool/user-pool-names.ts';
import { LongText } from '#ui/long-text.tsx';
import { EditLink } from './edit-link.tsx';
import { attributeTagsText, roleMappingText } from '../words.ts';

interface AccessRow {
  key: string;
  /** `Google`, `User pool customers (us-east-1_AbC), client 1example`; undefined where the pool does not have the provider. */
  name: string | undefined;
  role: string;
  /** Empty for a mapping whose provider the pool does not have. */
  attributes: string;
}

const columns: TableProps.ColumnDefinition<AccessRow>[] = [
  {
    id: 'provider',
    header: 'Provider',
    isRowHeader: true,
    minWidth: 220,
    cell: ({ key, name }) => <LongText>{name ?? key}</LongText>,
  },
  { id: 'role', header: 'Role choice', minWidth: 160, cell: ({ role }) => role },
  {
    id: 'attributes',
    header: 'Attributes',
    minWidth: 160,
    cell: ({ attributes }) =>
      attributes === '' ? (
        <StatusIndicator type="warning">No such provider</StatusIndicator>
      ) : (
        <LongText>{attributes}</LongText>
      ),
  },
];

/** Provider by provider: how the role is chosen, and which claims become tags. */
export function OverviewAccess({ pool }: { pool: Pool }) {
  const { id } = useConnection();
  const userPoolNames = useUserPoolNames();
  const { IdentityPoolId } = pool.document;
  return (
    <Table
      header={
        <Header
          variant="h2"
          description="How the role of people who signed in is chosen, and which of their claims become tags."
          actions={
            <SpaceBetween direction="horizontal" size="xs">
              <EditLink href={paths.poolRoleMappings(id, IdentityPoolId)}>Edit role mappings</EditLink>
              <EditLink href={paths.poolAttributes(id, IdentityPoolId)}>Edit attributes</EditLink>
            </SpaceBetween>
          }
        >
          Role mappings and attributes
        </Header>
      }
      columnDefinitions={columns}
      items={accessRows(pool, userPoolNames)}
      trackBy="key"
      wrapLines
      ariaLabels={{ tableLabel: 'Role mappings and attributes' }}
      empty="No provider can have role mappings or attributes yet."
    />
  );
}

const notReadable = 'Not readable with these credentials';

function accessRows({ document, unreadableMembers }: Pool, userPoolNames: ReadonlyMap<string, string>): AccessRow[] {
  const mappings = new Map(Object.entries(document.RoleMappings));
  const maps = new Map(Object.entries(document.PrincipalTagAttributeMaps));
  const isUnreadable = unreadableMembers.includes('PrincipalTagAttributeMaps');
  const roleOf = (key: string) =>
    unreadableMembers.includes('RoleMappings') ? notReadable : roleMappingText(mappings.get(key));
  return [
    ...poolProviders(document).map(
      (provider): AccessRow => ({
        key: provider.key,
        name: titleText(provider, userPoolNames),
        role: roleOf(provider.key),
        attributes: isUnreadable ? notReadable : attributeTagsText(maps.get(provider.tagProvider)),
      }),
    ),
    ...danglingMappings(document).map(
      (key): AccessRow => ({ key, name: undefined, role: roleMappingText(mappings.get(key)), attributes: '' }),
    ),
  ];
}
