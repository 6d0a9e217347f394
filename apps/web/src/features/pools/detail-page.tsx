import Alert from '@cloudscape-design/components/alert';
import Badge from '@cloudscape-design/components/badge';
import Button from '@cloudscape-design/components/button';
import ContentLayout from '@cloudscape-design/components/content-layout';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Spinner from '@cloudscape-design/components/spinner';
import { isProtected } from '@lifeguard/shared/pool/protection';
import { lazy, Suspense, useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { hasCode } from '#api/api-error.ts';
import { useConnection } from '#api/connection.tsx';
import { paths } from '#paths.ts';
import { AppLink } from '#ui/app-link.tsx';
import { ErrorAlert } from '#ui/error-alert.tsx';
import { saved } from '#ui/dialog/leave-guard.tsx';
import { PoolActions } from './actions.tsx';
import { PoolTabs } from './tabs.tsx';
import { unknownMembersReason, useEditReason, usePool } from '#pool/use-pool.ts';

const DeletePool = lazy(async () => ({ default: (await import('./delete.tsx')).DeletePool }));

/** The frame of one pool: its name, what can be done with it, and its tabs. */
export function Component() {
  const connection = useConnection();
  const { poolId = '' } = useParams();
  const { data: pool, error, refetch, isFetching } = usePool();
  const editReason = useEditReason(pool);
  const navigate = useNavigate();
  const [isDeleting, setIsDeleting] = useState(false);

  if (pool === undefined) {
    if (hasCode(error, 'not_found')) return <PoolNotFound />;
    if (error)
      return <ErrorAlert error={error} header="The identity pool could not be loaded" onRetry={() => void refetch()} />;
    return <Spinner size="large" />;
  }
  const { IdentityPoolName } = pool.document;
  return (
    <ContentLayout
      header={
        <Header
          variant="h1"
          info={isProtected(pool.document) && <Badge color="blue">Protected</Badge>}
          actions={
            <SpaceBetween direction="horizontal" size="xs">
              <Button iconName="refresh" ariaLabel="Refresh" loading={isFetching} onClick={() => void refetch()} />
              <PoolActions pool={pool} />
              <Button
                disabled={editReason !== undefined}
                disabledReason={editReason ?? ''}
                onClick={() => setIsDeleting(true)}
              >
                Delete pool
              </Button>
            </SpaceBetween>
          }
        >
          {IdentityPoolName}
        </Header>
      }
    >
      <title>{`${IdentityPoolName} - Lifeguard`}</title>
      <SpaceBetween size="m">
        {error && (
          <ErrorAlert
            error={error}
            header="The pool could not be read again; this is how it was"
            onRetry={() => void refetch()}
          />
        )}
        {pool.unknownMembers.length > 0 && (
          <Alert type="warning" header="This pool is read-only here">
            {unknownMembersReason(pool)}
          </Alert>
        )}
        <PoolTabs poolName={IdentityPoolName} />
      </SpaceBetween>
      {isDeleting && (
        <Suspense fallback={null}>
          <DeletePool
            poolId={poolId}
            poolName={IdentityPoolName}
            onClose={() => setIsDeleting(false)}
            onDeleted={() => void navigate(paths.pools(connection.id), { state: saved })}
          />
        </Suspense>
      )}
    </ContentLayout>
  );
}

function PoolNotFound() {
  const connection = useConnection();
  const { poolId = '' } = useParams();
  return (
    <ContentLayout header={<Header variant="h1">This identity pool does not exist</Header>}>
      <title>Not found - Lifeguard</title>
      <Alert type="info">
        {connection.label} has no identity pool {poolId} in {connection.region}. It may have been deleted, or it may be
        in another account or region: choose another connection at the top, or go to the{' '}
        <AppLink href={paths.pools(connection.id)}>list of identity pools</AppLink>.
      </Alert>
    </ContentLayout>
  );
}
