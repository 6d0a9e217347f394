import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Table, { type TableProps } from '@cloudscape-design/components/table';
import type { PoolDocument } from '@lifeguard/shared/identity-pool-document';
import { type ConfiguredProvider, listProviders } from '@lifeguard/shared/providers';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useConnection } from '#api/connection.tsx';
import { paths } from '#paths.ts';
import { useFollow } from '#ui/app-link.tsx';
import { CopyId } from '#ui/copy-id.tsx';
import { ErrorAlert } from '#ui/error-alert.tsx';
import { GuestAccess } from './pool-columns.tsx';
import { classicFlowText } from './pool-words.ts';
import { poolQueries } from '#pool/queries.ts';
import { usePool } from '#pool/use-pool.ts';

interface TagRow {
  key: string;
  value: string;
}

const tagColumns: TableProps.ColumnDefinition<TagRow>[] = [
  { id: 'key', header: 'Key', isRowHeader: true, cell: (tag) => tag.key },
  {
    id: 'value',
    header: 'Value',
    cell: (tag) => (tag.value === '' ? <Box color="text-status-inactive">(empty)</Box> : tag.value),
  },
];

interface ProviderRow extends ConfiguredProvider {
  tokenCheck: string;
}

const providerColumns: TableProps.ColumnDefinition<ProviderRow>[] = [
  {
    id: 'name',
    header: 'Provider',
    isRowHeader: true,
    cell: (provider) => <CopyId value={provider.name} label="provider" wrap />,
  },
  { id: 'kind', header: 'Kind', cell: (provider) => provider.label },
  { id: 'client', header: 'App or client ID', cell: (provider) => (provider.detail === '' ? '-' : provider.detail) },
  { id: 'check', header: 'Server-side token check', cell: (provider) => provider.tokenCheck },
];

/** Everything that is set on a pool, at a glance. */
export function Component() {
  const { data: pool } = usePool();
  // The frame around the tabs shows loading and errors.
  if (pool === undefined) return null;
  const { document, arn } = pool;
  return (
    <SpaceBetween size="l">
      <Settings document={document} arn={arn} />
      <Providers document={document} />
      <Roles document={document} />
      <Table
        header={
          <Header variant="h2" counter={`(${Object.keys(document.IdentityPoolTags).length})`}>
            Tags
          </Header>
        }
        columnDefinitions={tagColumns}
        items={Object.entries(document.IdentityPoolTags).map(([key, value]) => ({ key, value }))}
        trackBy="key"
        ariaLabels={{ tableLabel: 'Tags' }}
        empty="This pool has no tags."
      />
    </SpaceBetween>
  );
}

function Settings({ document, arn }: { document: PoolDocument; arn: string }) {
  const { id } = useConnection();
  const follow = useFollow();
  return (
    <Container
      header={
        <Header
          variant="h2"
          actions={
            <Button href={paths.poolProperties(id, document.IdentityPoolId)} onFollow={follow}>
              Edit properties
            </Button>
          }
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
          { label: 'Guest access', value: <GuestAccess isOn={document.AllowUnauthenticatedIdentities} /> },
          { label: 'Basic (classic) flow', value: classicFlowText(document.AllowClassicFlow) },
          { label: 'Identities', value: <IdentityCount poolId={document.IdentityPoolId} /> },
          { label: 'Role mappings', value: String(Object.keys(document.RoleMappings).length) },
        ]}
      />
    </Container>
  );
}

/** AWS has no count: it is made by listing, so only when somebody asks. */
function IdentityCount({ poolId }: { poolId: string }) {
  const { id } = useConnection();
  const [isWanted, setIsWanted] = useState(false);
  const { data, error, isFetching, refetch } = useQuery({ ...poolQueries.deleteImpact(id, poolId), enabled: isWanted });
  if (error)
    return <ErrorAlert error={error} header="The identities could not be counted" onRetry={() => void refetch()} />;
  if (data !== undefined) return countText(data.identities);
  return (
    <Button variant="inline-link" loading={isFetching} loadingText="Counting" onClick={() => setIsWanted(true)}>
      Count identities
    </Button>
  );
}

function countText({ counted, more }: { counted: number; more: boolean }): string {
  return more ? `At least ${counted}` : String(counted);
}

function Providers({ document }: { document: PoolDocument }) {
  const providers = listProviders(document).map(
    (provider): ProviderRow => ({ ...provider, tokenCheck: tokenCheckText(document, provider) }),
  );
  return (
    <Table
      header={
        <Header variant="h2" counter={`(${providers.length})`}>
          Identity providers
        </Header>
      }
      columnDefinitions={providerColumns}
      items={providers}
      wrapLines
      trackBy={(provider) => `${provider.kind} ${provider.name} ${provider.detail}`}
      ariaLabels={{ tableLabel: 'Identity providers' }}
      empty="This pool has no identity providers: nobody can sign in through it."
    />
  );
}

function tokenCheckText(document: PoolDocument, { kind, name, detail }: ConfiguredProvider): string {
  if (kind !== 'user-pool') return '-';
  const item = document.CognitoIdentityProviders.find(
    (candidate) => candidate.ProviderName === name && candidate.ClientId === detail,
  );
  return item?.ServerSideTokenCheck === true ? 'On' : 'Off';
}

function Roles({ document }: { document: PoolDocument }) {
  const { authenticated, unauthenticated } = document.Roles;
  return (
    <Container
      header={
        <Header variant="h2" description="The IAM roles whose credentials people get where no rule chooses another.">
          Default roles
        </Header>
      }
    >
      <KeyValuePairs
        columns={2}
        items={[
          {
            label: 'Authenticated role',
            value:
              authenticated === undefined ? (
                'None: no credentials after sign-in'
              ) : (
                <CopyId value={authenticated} label="Authenticated role" wrap />
              ),
          },
          {
            label: 'Guest role',
            value:
              unauthenticated === undefined ? (
                'None: no credentials for guests'
              ) : (
                <CopyId value={unauthenticated} label="Guest role" wrap />
              ),
          },
        ]}
      />
    </Container>
  );
}
