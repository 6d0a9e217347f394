import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Spinner from '@cloudscape-design/components/spinner';
import { planDescribeIdentity, planLookup } from '@lifeguard/shared/aws/plans';
import type { Identity } from '@lifeguard/shared/identities/identity';
import type { PoolDocument } from '@lifeguard/shared/aws/pool-document';
import { planDeleteIdentities } from '@lifeguard/shared/aws/plans';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { hasCode } from '#api/api-error.ts';
import { useConnection } from '#api/connection.tsx';
import { useDeletionReason } from '../deletion-reason.ts';
import { paths } from '#paths.ts';
import { developerQueries } from '#pool/developer/queries.ts';
import { DeveloperUsers } from '#pool/developer/users.tsx';
import { PlannedCalls } from '#pool/planned-calls.tsx';
import { usePool } from '#pool/use-pool.ts';
import { AppLink, useFollow } from '#ui/app-link.tsx';
import { CopyId } from '#ui/copy-id.tsx';
import { ErrorAlert } from '#ui/error-alert.tsx';
import { Timestamp } from '#ui/timestamp.tsx';
import { IdentityKind } from '../columns.tsx';
import { IdentityLogins } from './logins.tsx';
import { IdentityState } from './state.tsx';
import { identityQueries } from '../queries.ts';

const DeleteIdentities = lazy(async () => ({ default: (await import('../delete.tsx')).DeleteIdentities }));

/** Everything that AWS tells of one identity, and what can be done with it. */
export function Component() {
  const { id } = useConnection();
  const { poolId = '', identityId = '' } = useParams();
  const navigate = useNavigate();
  const { data: pool } = usePool();
  const identity = useQuery(identityQueries.detail(id, poolId, identityId));
  const [deleted, setDeleted] = useState<{ identity: Identity; isDone: boolean }>();

  // The frame around the tabs shows loading and errors of the pool.
  if (pool === undefined) return null;
  // Outside of what follows: after the deletion there is nothing to show but the dialog's results.
  if (deleted?.isDone !== true) {
    if (hasCode(identity.error, 'not_found')) return <IdentityNotFound poolId={poolId} identityId={identityId} />;
    if (identity.error && identity.data === undefined) {
      return (
        <ErrorAlert
          error={identity.error}
          header="The identity could not be loaded"
          onRetry={() => void identity.refetch()}
        />
      );
    }
    if (identity.data === undefined) return <Spinner size="large" />;
  }
  return (
    <>
      {identity.data && (
        <IdentityDetail
          identity={identity.data}
          pool={pool.document}
          onDelete={(chosen) => setDeleted({ identity: chosen, isDone: false })}
        />
      )}
      {deleted && (
        <Suspense fallback={null}>
          <DeleteIdentities
            identities={[deleted.identity]}
            poolId={poolId}
            onDeleted={(ids) => setDeleted({ ...deleted, isDone: ids.length > 0 })}
            onClose={() => {
              if (deleted.isDone) void navigate(paths.poolIdentities(id, poolId));
              else setDeleted(undefined);
            }}
          />
        </Suspense>
      )}
    </>
  );
}

interface IdentityDetailProps {
  identity: Identity;
  pool: PoolDocument;
  onDelete: (identity: Identity) => void;
}

function IdentityDetail({ identity, pool, onDelete }: IdentityDetailProps) {
  const { id } = useConnection();
  const follow = useFollow();
  const forbidden = useDeletionReason();
  const { IdentityPoolId, DeveloperProviderName } = pool;
  const { IdentityId, CreationDate, LastModifiedDate } = identity;
  return (
    <SpaceBetween size="l">
      <Container
        header={
          <Header
            variant="h2"
            description={<AppLink href={paths.poolIdentities(id, IdentityPoolId)}>All identities</AppLink>}
            actions={
              <SpaceBetween direction="horizontal" size="xs">
                <Button href={paths.poolAccessCheck(id, IdentityPoolId, { identityId: IdentityId })} onFollow={follow}>
                  Check access
                </Button>
                <Button
                  disabled={forbidden !== undefined}
                  disabledReason={forbidden ?? ''}
                  onClick={() => onDelete(identity)}
                >
                  Delete identity
                </Button>
              </SpaceBetween>
            }
          >
            Identity
          </Header>
        }
      >
        <SpaceBetween size="l">
          <KeyValuePairs
            columns={4}
            minColumnWidth={180}
            items={[
              { label: 'Identity ID', value: <CopyId value={IdentityId} label="Identity ID" wrap /> },
              { label: 'Kind', value: <IdentityKind identity={identity} /> },
              { label: 'Created', value: <Timestamp iso={CreationDate} withUtc /> },
              {
                label: 'Modified: last linked, unlinked or merged',
                value: <Timestamp iso={LastModifiedDate} withUtc />,
              },
            ]}
          />
          <KeyValuePairs
            items={[{ label: 'State', value: <IdentityState poolId={IdentityPoolId} identity={identity} /> }]}
          />
        </SpaceBetween>
      </Container>
      <IdentityLogins identity={identity} pool={pool} />
      {DeveloperProviderName !== undefined && <IdentityDevelopers poolId={IdentityPoolId} identityId={IdentityId} />}
      <Container header={<Header variant="h2">What AWS does not let an administrator do</Header>}>
        <ul>
          <li>
            Unlink the login of a provider. UnlinkIdentity needs a token of that very user. Only developer users can be
            unlinked here; deleting the identity frees all of its logins.
          </li>
          <li>
            See the user&apos;s ID (sub) at a provider, or find the identity of somebody whose sub is known. Your app
            learns the identity ID when the user signs in: log it there.
          </li>
          <li>
            See when the identity was last used. CloudTrail can record it, as data events of Cognito, which are off at
            first.
          </li>
        </ul>
      </Container>
      <ExpandableSection headerText="AWS CLI commands">
        <PlannedCalls
          calls={[
            planDescribeIdentity(IdentityId),
            ...(DeveloperProviderName === undefined ? [] : [planLookup(IdentityPoolId, { IdentityId })]),
            planDeleteIdentities([IdentityId]),
          ]}
        />
      </ExpandableSection>
    </SpaceBetween>
  );
}

function IdentityDevelopers({ poolId, identityId }: { poolId: string; identityId: string }) {
  const { id } = useConnection();
  const found = useInfiniteQuery(developerQueries.users(id, poolId, { IdentityId: identityId }));
  if (hasCode(found.error, 'not_found')) {
    return (
      <Alert type="warning" header="This identity is of another pool">
        AWS describes an identity by its ID alone, but this pool does not have it. Open it in the pool that it belongs
        to; what the logins mean is said here for the wrong pool.
      </Alert>
    );
  }
  return (
    <DeveloperUsers
      found={found}
      poolId={poolId}
      title="Developer users"
      description={
        <>
          What your own server calls the users of this identity.{' '}
          <AppLink href={paths.poolDeveloperIdentities(id, poolId)}>Look up and merge</AppLink>
        </>
      }
      empty="Your server has not signed anybody in with this identity."
    />
  );
}

function IdentityNotFound({ poolId, identityId }: { poolId: string; identityId: string }) {
  const { id, label, region } = useConnection();
  return (
    <Alert type="info" header="There is no such identity">
      {label} has no identity {identityId} in {region}. It may have been deleted, here or by somebody else; then the
      user gets another ID at the next sign-in. Or it is an identity of another account or region: compare the beginning
      of its ID, and choose another connection at the top. Go to the{' '}
      <AppLink href={paths.poolIdentities(id, poolId)}>identities of this pool</AppLink>.
    </Alert>
  );
}
