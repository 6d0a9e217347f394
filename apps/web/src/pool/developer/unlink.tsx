import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { leavesUnreachable, type UnlinkUser } from '@lifeguard/shared/identities/developer-users';
import { planUnlink } from '@lifeguard/shared/aws/plans';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { hasCode } from '#api/api-error.ts';
import { useConnection } from '#api/connection.tsx';
import { FormDialog } from '#ui/dialog/form-dialog.tsx';
import { ErrorAlert } from '#ui/error-alert.tsx';
import { useNotify } from '#ui/notifications.tsx';
import { developerMutations, developerQueries, refreshDeveloperUsers } from './queries.ts';
import { PlannedCalls } from '../planned-calls.tsx';

interface UnlinkDeveloperProps {
  poolId: string;
  user: UnlinkUser;
  onClose: () => void;
}

/** Unlinks one developer user from its identity after saying what that leaves. */
export function UnlinkDeveloper({ poolId, user, onClose }: UnlinkDeveloperProps) {
  const { id } = useConnection();
  const queryClient = useQueryClient();
  const notify = useNotify();
  const preview = useQuery(developerQueries.unlinkPreview(id, poolId, user));
  const isLast = preview.data !== undefined && leavesUnreachable(preview.data);
  const unlink = useMutation({
    mutationFn: () => developerMutations.unlink(id, poolId, { ...user, leavesUnreachable: isLast }),
    onSuccess: () => {
      notify({ id: 'unlink-developer', type: 'success', content: `Unlinked ${user.DeveloperUserIdentifier}.` });
      onClose();
    },
    onError: (error) => {
      if (hasCode(error, 'conflict')) void preview.refetch();
    },
    onSettled: () => refreshDeveloperUsers(queryClient, id, poolId),
  });
  return (
    <FormDialog
      title="Unlink this developer user?"
      size="large"
      error={unlink.error}
      what="the user was unlinked"
      isPending={unlink.isPending}
      submitText={isLast ? 'Unlink and give up the identity' : 'Unlink'}
      disabledReason={preview.data ? undefined : 'What the identity would still have is not known yet.'}
      onSubmit={() => unlink.mutate()}
      onDismiss={onClose}
    >
      <KeyValuePairs
        columns={2}
        items={[
          { label: 'Developer user identifier', value: user.DeveloperUserIdentifier },
          { label: 'Identity ID', value: user.IdentityId },
        ]}
      />
      <Alert type="warning" header="The user gets a new identity next time">
        AWS does not link the user to this identity again by itself. Whatever your apps keep under the identity stays
        with it.
      </Alert>
      {preview.isPending && <StatusIndicator type="loading">Looking at what the identity still has…</StatusIndicator>}
      {preview.error && (
        <ErrorAlert
          error={preview.error}
          header="What the identity would still have could not be found out"
          onRetry={() => void preview.refetch()}
        />
      )}
      {isLast && (
        <Alert type="error" header="This is the last login of the identity">
          Without it nobody can use the identity any more, neither a user nor a guest. This can&apos;t be undone.
        </Alert>
      )}
      {preview.data && !isLast && (
        <Box variant="p">
          The identity keeps {keptText(preview.data.remainingProviders, preview.data.remainingUsers)}.
        </Box>
      )}
      {preview.data && (
        <ExpandableSection headerText="AWS CLI command">
          <PlannedCalls
            calls={[
              planUnlink({ IdentityPoolId: poolId, DeveloperProviderName: preview.data.DeveloperProviderName }, user),
            ]}
          />
        </ExpandableSection>
      )}
    </FormDialog>
  );
}

function keptText(providers: readonly string[], users: number): string {
  const userText = users === 1 ? '1 other developer user' : `${users} other developer users`;
  return [...providers.map((name) => `the login of ${name}`), ...(users === 0 ? [] : [userText])].join(', ');
}
