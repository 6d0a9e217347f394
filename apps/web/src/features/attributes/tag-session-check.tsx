import Alert from '@cloudscape-design/components/alert';
import Header from '@cloudscape-design/components/header';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Table, { type TableProps } from '@cloudscape-design/components/table';
import type { PoolChanges } from '@lifeguard/shared/pool/changes';
import type { PoolDocument } from '@lifeguard/shared/aws/pool-document';
import { useQuery } from '@tanstack/react-query';
import { useConnection } from '#api/connection.tsx';
import { paths } from '#paths.ts';
import { accountQueries } from '#pool/account-queries.ts';
import { usePool } from '#pool/use-pool.ts';
import { AppLink } from '#ui/app-link.tsx';
import { CopyId } from '#ui/copy-id.tsx';
import { ErrorAlert } from '#ui/error-alert.tsx';
import { LongText } from '#ui/long-text.tsx';
import { hasTokenMapping, type TagSessionRole, tagSessionRoles } from './tag-session.ts';

const columns: TableProps.ColumnDefinition<TagSessionRole>[] = [
  {
    id: 'arn',
    header: 'Role',
    isRowHeader: true,
    minWidth: 220,
    cell: ({ arn }) => <CopyId value={arn} label="Role ARN" wrap />,
  },
  { id: 'uses', header: 'Used as', minWidth: 160, cell: ({ uses }) => <LongText>{uses.join(', ')}</LongText> },
  { id: 'state', header: 'Sessions with tags', minWidth: 180, cell: (role) => <RoleState role={role} /> },
];

/** Whether the roles of the pool take sessions with tags. */
export function TagSessionCheck({ document }: { document: PoolDocument }) {
  const { id } = useConnection();
  const { data, error, isFetching, refetch } = useQuery(accountQueries.roles(id));
  return (
    <SpaceBetween size="m">
      <Table
        header={
          <Header
            variant="h2"
            description="People with tags get credentials only where the trust policy of their role allows sts:TagSession. Guests never get tags."
            info={<AppLink href={paths.poolRoles(id, document.IdentityPoolId)}>Default roles</AppLink>}
          >
            Trust policies
          </Header>
        }
        columnDefinitions={columns}
        items={error ? [] : tagSessionRoles(document, data?.Roles ?? [])}
        loading={data === undefined && isFetching}
        loadingText="Reading the roles of the account"
        trackBy="arn"
        wrapLines
        ariaLabels={{ tableLabel: 'Trust policies' }}
        empty={error ? 'Not checked.' : 'The pool has no authenticated role and no rules with roles.'}
      />
      {error && (
        <ErrorAlert error={error} header="The trust policies could not be checked" onRetry={() => void refetch()} />
      )}
      {hasTokenMapping(document) && (
        <Alert type="info">
          A role mapping of this pool takes the role from the token. Those roles are not known here: check that their
          trust policies allow sts:TagSession too.
        </Alert>
      )}
    </SpaceBetween>
  );
}

/** In the review: tags are about to be switched on while a role refuses sessions with tags. */
export function TagSessionWarning({ changes }: { changes: PoolChanges }) {
  const { id } = useConnection();
  const { data: pool } = usePool();
  const { data } = useQuery(accountQueries.roles(id));
  if (pool === undefined || Object.keys(changes.PrincipalTagAttributeMaps ?? {}).length === 0) return null;
  const wrong = tagSessionRoles(pool.document, data?.Roles ?? []).filter(({ state }) => state === 'problem');
  if (wrong.length === 0) return null;
  return (
    <Alert type="warning" header="People with tags would get no credentials">
      {wrong.map((role) => (
        <div key={role.arn}>
          {role.arn}: {problemText(role)}
        </div>
      ))}
    </Alert>
  );
}

function RoleState({ role }: { role: TagSessionRole }) {
  switch (role.state) {
    case 'fits':
      return <StatusIndicator type="success">Allowed</StatusIndicator>;
    case 'problem':
      return <StatusIndicator type="error">{problemText(role)}</StatusIndicator>;
    case 'unknown':
      return <StatusIndicator type="info">Not among the roles that can be read: check it by hand</StatusIndicator>;
  }
}

function problemText({ problems }: TagSessionRole): string {
  return problems
    .filter(({ severity }) => severity === 'error')
    .map(({ message }) => message)
    .join(' ');
}
