import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import ContentLayout from '@cloudscape-design/components/content-layout';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { regionOf } from '@lifeguard/shared/aws/ids';
import { planRest } from '@lifeguard/shared/pool/plan';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Navigate, useLocation, useNavigate, useParams } from 'react-router';
import { hasUnknownOutcome } from '#api/api-error.ts';
import { useConnection, useReadOnlyReason } from '#api/connection.tsx';
import { paths } from '#paths.ts';
import { CopyId } from '#ui/copy-id.tsx';
import { ErrorAlert, ProblemBody } from '#ui/error-alert.tsx';
import { useNotify } from '#ui/notifications.tsx';
import { accountQueries } from '#pool/account-queries.ts';
import { createdNotice } from './created-notice.tsx';
import { finishPool } from './finish.ts';
import { DeletePool } from '../delete.tsx';
import { cacheSavedPool } from '#pool/queries.ts';
import { type UnfinishedState, unfinishedState } from './unfinished-state.ts';
import { PlannedCalls } from '#pool/planned-calls.tsx';
import { usePool } from '#pool/use-pool.ts';

/** The pool exists, not all that belongs to it was made or set: said call by call, with the three ways to go on. */
export function Component() {
  const connection = useConnection();
  const { poolId = '' } = useParams();
  const state = unfinishedState.safeParse(useLocation().state).data;
  // Somebody opened a copied link: what was to be done is known only to the tab where it happened.
  if (state === undefined) return <Navigate to={paths.pool(connection.id, poolId)} replace />;
  return <Unfinished poolId={poolId} state={state} />;
}

function Unfinished({ poolId, state: { problem, later } }: { poolId: string; state: UnfinishedState }) {
  const connection = useConnection();
  const readOnlyReason = useReadOnlyReason();
  const navigate = useNavigate();
  const notify = useNotify();
  const queryClient = useQueryClient();
  const pool = usePool();
  const [isDeleting, setIsDeleting] = useState(false);
  const name = pool.data?.document.IdentityPoolName ?? poolId;
  const words = hasMore(later) ? wordsOfAll : wordsOfRoles;
  const toPool = () => void navigate(paths.pool(connection.id, poolId), { replace: true });

  const finish = useMutation({
    mutationFn: () => finishPool(queryClient, connection.id, poolId, later),
    onSuccess: (saved) => {
      cacheSavedPool(queryClient, connection.id, saved);
      void queryClient.invalidateQueries({ queryKey: accountQueries.roles(connection.id).queryKey });
      notify(createdNotice(connection.id, saved.document));
      toPool();
    },
  });

  return (
    <ContentLayout header={<Header variant="h1">{words.title}</Header>}>
      <title>Not all was set - Lifeguard</title>
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
                loading={finish.isPending}
                disabled={readOnlyReason !== undefined}
                disabledReason={readOnlyReason ?? ''}
                onClick={() => finish.mutate()}
              >
                {words.again}
              </Button>
              <Button
                disabled={readOnlyReason !== undefined}
                disabledReason={readOnlyReason ?? ''}
                onClick={() => setIsDeleting(true)}
              >
                Delete the pool
              </Button>
              <Button onClick={toPool}>{words.keep}</Button>
            </SpaceBetween>
          }
        >
          <SpaceBetween size="m">
            <Box variant="p">{words.text}</Box>
            <KeyValuePairs
              columns={2}
              items={[
                { label: 'Name', value: name },
                { label: 'Identity pool ID', value: <CopyId value={poolId} label="Identity pool ID" wrap /> },
                { label: 'Authenticated role to set', value: roleText(later, 'authenticated') },
                { label: 'Guest role to set', value: roleText(later, 'unauthenticated') },
                ...listed('Role mappings to set', later.RoleMappings),
                ...listed('Attributes for access control to set', later.PrincipalTagAttributeMaps),
              ]}
            />
            {pool.data && (
              <ExpandableSection headerText="AWS CLI commands">
                <PlannedCalls
                  calls={planRest(later, {
                    IdentityPoolId: poolId,
                    account: pool.data.arn.split(':')[4] ?? '',
                    region: regionOf(poolId),
                  })}
                />
              </ExpandableSection>
            )}
            {finish.error && (
              <ErrorAlert
                error={finish.error}
                header={hasUnknownOutcome(finish.error) ? words.unknown : words.failed}
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

const wordsOfRoles = {
  title: 'The pool was created, its roles were not set',
  text: 'The pool exists, but gives no credentials until its roles are set. Setting them again makes the same call once more.',
  again: 'Set the roles again',
  keep: 'Keep it without roles',
  unknown: 'It is not known whether the roles were set',
  failed: 'The roles could not be set this time either',
};

const wordsOfAll: typeof wordsOfRoles = {
  title: 'The pool was created, but not all of it was set',
  text: 'The pool exists. Doing the rest looks at what is there, makes the roles that are missing, and sets what the pool does not have yet.',
  again: 'Do the rest',
  keep: 'Keep it as it is',
  unknown: 'It is not known whether the rest was done',
  failed: 'The rest could not be done this time either',
};

/** More than default roles that are there was to be set. */
function hasMore({
  NewRoles = {},
  RoleMappings = {},
  PrincipalTagAttributeMaps = {},
}: UnfinishedState['later']): boolean {
  return [NewRoles, RoleMappings, PrincipalTagAttributeMaps].some((map) => Object.keys(map).length > 0);
}

function roleText({ Roles, NewRoles }: UnfinishedState['later'], kind: 'authenticated' | 'unauthenticated'): string {
  const made = NewRoles?.[kind];
  return made === undefined ? (Roles[kind] ?? 'None was chosen') : `${made.RoleName}, a new role`;
}

function listed(label: string, map: object = {}): { label: string; value: string }[] {
  const keys = Object.keys(map);
  return keys.length === 0 ? [] : [{ label, value: keys.join(', ') }];
}
