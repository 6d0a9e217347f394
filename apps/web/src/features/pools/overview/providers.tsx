import Header from '@cloudscape-design/components/header';
import Table, { type TableProps } from '@cloudscape-design/components/table';
import type { PoolDocument } from '@lifeguard/shared/aws/pool-document';
import { type ConfiguredProvider, listProviders } from '@lifeguard/shared/aws/providers';
import { useConnection } from '#api/connection.tsx';
import { paths } from '#paths.ts';
import { useUserPoolNames } from '#pool/user-pool-names.ts';
import { CopyId } from '#ui/copy-id.tsx';
import { LongText } from '#ui/long-text.tsx';
import { EditLink } from './edit-link.tsx';

interface ProviderRow extends ConfiguredProvider {
  /** What the account calls the user pool. */
  userPoolName: string | undefined;
  tokenCheck: string;
}

const columns: TableProps.ColumnDefinition<ProviderRow>[] = [
  {
    id: 'name',
    header: 'Provider',
    isRowHeader: true,
    minWidth: 220,
    cell: ({ name, userPoolName }) => (
      <>
        {userPoolName !== undefined && <div>{userPoolName}</div>}
        <CopyId value={name} label="provider" wrap />
      </>
    ),
  },
  { id: 'kind', header: 'Kind', cell: (provider) => provider.label },
  {
    id: 'client',
    header: 'App or client ID',
    minWidth: 180,
    cell: (provider) => (provider.detail === '' ? '-' : <LongText>{provider.detail}</LongText>),
  },
  { id: 'check', header: 'Server-side token check', cell: (provider) => provider.tokenCheck },
];

/** The providers of a pool, whatever their kind. */
export function OverviewProviders({ document }: { document: PoolDocument }) {
  const { id } = useConnection();
  const userPoolNames = useUserPoolNames();
  const providers = listProviders(document).map(
    (provider): ProviderRow => ({
      ...provider,
      userPoolName: userPoolNames.get(provider.name),
      tokenCheck: tokenCheckText(document, provider),
    }),
  );
  return (
    <Table
      header={
        <Header
          variant="h2"
          counter={`(${providers.length})`}
          actions={<EditLink href={paths.poolProviders(id, document.IdentityPoolId)}>Edit providers</EditLink>}
        >
          Identity providers
        </Header>
      }
      columnDefinitions={columns}
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
