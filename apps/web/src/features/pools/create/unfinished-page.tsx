import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import ContentLayout from '@cloudscape-design/components/content-layout';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { planUpdate } from '@lifeguard/shared/pool/plan';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Navigate, useLocation, useNavigate, useParams } from 'react-router';
import { hasUnknownOutcome } from '#api/api-error.ts';
import { useConnection, useReadOnlyReason } from '#api/connection.tsx';
import { paths } from '#paths.ts';
import { CopyId } from '#ui/copy-id.tsx';
import { ErrorAlert, ProblemBody } from '#ui/error-alert.tsx';
import { useNotify } from '#ui/notifications.tsx';
import { createdNotice } from './created-notice.tsx';
import { DeletePool } from '../delete.tsx';
import { cacheSavedPool, poolMutations, poolQueries } from '#pool/queries.ts';
import { type UnfinishedState, unfinishedState } from './unfinished-state.ts';
import { PlannedCalls } from '#pool/planned-calls.tsx';
import { usePool } from '#pool/use-pool.ts';

/** The pool exists, its roles were not set: said plainly, with the three ways to go on. */
export function Component() {
  const connection = useConnection();
  const { poolId = '' } = useParams();
  const state = unfinishedState.safeParse(useLocation().state).data;
  // Somebody opened a copied link: what was to be done is known only to the tab where it happened.
  if (state === undefined) return <Navigate to={paths.pool(connection.id, poolId)} replace />;
  return <Unfinished poolId={poolId} state={state} />;
}

function Unfinished({ poolId, state: { problem, Roles } }: { poolId: string; state: UnfinishedState }) {
  const connection = useConnection();
  const readOnlyReason = useReadOnlyReason();
  const navigate = useNavigate();
  const notify = useNotify();
  const queryClient = useQueryClient();
  const pool = usePool();
  const [isDeleting, setIsDeleting] = useState(false);
  const name = pool.data?.document.IdentityPoolName ?? poolId;
  const toPool = () => void navigate(paths.pool(connection.id, poolId), { replace: true });

  const setRoles = useMutation({
    mutationFn: async () => {
      const base = await queryClient.fetchQuery({ ...poolQueries.detail(connection.id, poolId), staleTime: 0 });
      return poolMutations.update(connection.id, base, { Roles });
    },
    onSuccess: (saved) => {
      cacheSavedPool(queryClient, connection.id, saved);
      notify(createdNotice(connection.id, saved.document));
      toPool();
    },
  });

  return (
    <ContentLayout header={<Header variant="h1">The pool was created, its roles were not set</Header>}>
      <title>Roles not set - Lifeguard</title>
      <SpaceBetween size="l">
        <Alert type="warning" header={problem.title}>
          <ProblemBody problem={problem} />
        </Alert>
        {pool.error && (
          <ErrorAlert error={pool.error} header="The new pool could not be read" onRetry={() => void pool.refetch()} />
        )}
        <Container
          header={<Header variant="h2">How to go on</Header>}
          footer={
            <SpaceBetween direction="horizontal" size="xs">
              <Button
                variant="primary"
                loading={setRoles.isPending}
                disabled={readOnlyReason !== undefined}
                disabledReason={readOnlyReason ?? ''}
                onClick={() => setRoles.mutate()}
              >
                Set the roles again
              </Button>
              <Button
                disabled={readOnlyReason !== undefined}
                disabledReason={readOnlyReason ?? ''}
                onClick={() => setIsDeleting(true)}
              >
                Delete the pool
              </Button>
              <Button onClick={toPool}>Keep it without roles</Button>
            </SpaceBetween>
          }
        >
          <SpaceBetween size="m">
            <Box variant="p">
              The pool exists, but gives no credentials until its roles are set. Setting them again makes the same call
              once more.
            </Box>
            <KeyValuePairs
              columns={2}
              items={[
                { label: 'Name', value: name },
                { label: 'Identity pool ID', value: <CopyId value={poolId} label="Identity pool ID" wrap /> },
                { label: 'Authenticated role to set', value: Roles.authenticated ?? 'None was chosen' },
                { label: 'Guest role to set', value: Roles.unauthenticated ?? 'None was chosen' },
              ]}
            />
            {pool.data && (
              <ExpandableSection headerText="AWS CLI command">
                <PlannedCalls calls={planUpdate(pool.data.document, { ...pool.data.document, Roles }, pool.data.arn)} />
              </ExpandableSection>
            )}
            {setRoles.error && (
              <ErrorAlert
                error={setRoles.error}
                header={
                  hasUnknownOutcome(setRoles.error)
                    ? 'It is not known whether the roles were set'
                    : 'The roles could not be set this time either'
                }
              />
            )}
          </SpaceBetween>
        </Container>
      </SpaceBetween>
      {isDeleting && (
        <DeletePool
          poolId={poolId}
          poolName={name}
          onClose={() => setIsDeleting(false)}
          onDeleted={() => void navigate(paths.pools(connection.id), { replace: true })}
        />
      )}
    </ContentLayout>
  );
}
