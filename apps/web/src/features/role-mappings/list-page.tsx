import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Table, { type TableProps } from '@cloudscape-design/components/table';
import type { Pool } from '@lifeguard/shared/api/pools';
import { type PoolProvider, poolProviders } from '@lifeguard/shared/roles/provider-keys';
import { maxRoleMappings, type RoleMapping } from '@lifeguard/shared/aws/role-mapping';
import { ownValue } from '@lifeguard/shared/roles/resolution';
import { useConnection } from '#api/connection.tsx';
import { paths } from '#paths.ts';
import { DanglingMappings } from '#pool/edit/dangling-mappings.tsx';
import { GapAlert } from '#pool/gap-alert.tsx';
import { useEditReason, usePool } from '#pool/use-pool.ts';
import { AppLink } from '#ui/app-link.tsx';
import { CopyId } from '#ui/copy-id.tsx';
import { roleChoiceText } from '#pool/access-words.ts';
import { ambiguousText } from './words.ts';
import { useUserPoolNames } from '#pool/user-pool-names.ts';
import { kindText, providerName } from '#pool/provider-words.ts';

interface MappingRow {
  readonly provider: PoolProvider;
  readonly mapping: RoleMapping | undefined;
}

/** How each provider of the pool gives roles to its users. */
export function Component() {
  const { data: pool } = usePool();
  const { id } = useConnection();
  const editReason = useEditReason(pool);
  const userPoolNames = useUserPoolNames();
  // The frame around the tabs shows loading and errors.
  if (pool === undefined) return null;
  if (pool.unreadableMembers.includes('RoleMappings')) return <GapAlert of="roles" />;
  const { document } = pool;
  const rows = poolProviders(document).map(
    (provider): MappingRow => ({ provider, mapping: ownValue(document.RoleMappings, provider.key) }),
  );
  const count = Object.keys(document.RoleMappings).length;
  return (
    <SpaceBetween size="l">
      <ClassicFlow pool={pool} />
      <DanglingMappings pool={pool} editReason={editReason} />
      <Table
        header={
          <Header
            variant="h2"
            counter={`(${count} of ${maxRoleMappings})`}
            description="Without a mapping, users of a provider get the authenticated role of the pool. Rules or the token can choose another. Guests and developer identities always get the default roles."
          >
            Role mappings
          </Header>
        }
        columnDefinitions={columnsFor(id, document.IdentityPoolId, userPoolNames)}
        items={rows}
        wrapLines
        trackBy={({ provider }) => provider.key}
        ariaLabels={{ tableLabel: 'Role mappings' }}
        empty={
          <SpaceBetween size="xs">
            <Box>This pool has no identity providers, and only they can have role mappings.</Box>
            <AppLink href={paths.poolProviders(id, document.IdentityPoolId)}>Identity providers</AppLink>
          </SpaceBetween>
        }
      />
    </SpaceBetween>
  );
}

function columnsFor(
  connectionId: string,
  poolId: string,
  userPoolNames: ReadonlyMap<string, string>,
): TableProps.ColumnDefinition<MappingRow>[] {
  return [
    {
      id: 'provider',
      header: 'Provider',
      isRowHeader: true,
      minWidth: 260,
      cell: ({ provider }) => (
        <CopyId value={provider.key} label="key of the mapping" wrap>
          <AppLink href={paths.poolRoleMapping(connectionId, poolId, provider.key)}>
            {providerName(provider, userPoolNames)}
          </AppLink>
        </CopyId>
      ),
    },
    { id: 'kind', header: 'Kind', cell: ({ provider }) => kindText(provider) },
    { id: 'mapping', header: 'Role', minWidth: 130, cell: ({ mapping }) => roleChoiceText(mapping) },
    { id: 'ambiguous', header: 'If that gives no role', cell: ({ mapping }) => ambiguousText(mapping) },
  ];
}

function ClassicFlow({ pool: { document } }: { pool: Pool }) {
  const { id } = useConnection();
  if (document.AllowClassicFlow === false || Object.keys(document.RoleMappings).length === 0) return null;
  return (
    <Alert type="info" header="The classic flow is active here, and AWS refuses it all the same">
      Apps get an error in the basic (classic) flow as long as the pool has any role mapping. They must use the enhanced
      flow. <AppLink href={paths.poolProperties(id, document.IdentityPoolId)}>Properties</AppLink>
    </Alert>
  );
}
