import Alert from '@cloudscape-design/components/alert';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import type { MergeUsers } from '@lifeguard/shared/identities/developer-users';
import { mergeRefusals } from '@lifeguard/shared/identities/developer-merge';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { hasCode } from '#api/api-error.ts';
import { useConnection, useReadOnlyReason } from '#api/connection.tsx';
import { developerMutations, developerQueries, refreshDeveloperUsers } from '#pool/developer/queries.ts';
import { FormDialog } from '#ui/dialog/form-dialog.tsx';
import { ErrorAlert } from '#ui/error-alert.tsx';
import { useNotify } from '#ui/notifications.tsx';
import { MergePreviewView } from './merge-preview-view.tsx';

interface MergeDialogProps {
  poolId: string;
  users: MergeUsers;
  onMerged: () => void;
  onClose: () => void;
}

/** Shows both sides of a merge and, once the destination is typed, does it. */
export function MergeDialog({ poolId, users, onMerged, onClose }: MergeDialogProps) {
  const { id } = useConnection();
  const queryClient = useQueryClient();
  const notify = useNotify();
  const readOnlyReason = useReadOnlyReason();
  const [typed, setTyped] = useState('');
  const preview = useQuery(developerQueries.mergePreview(id, poolId, users));
  const merge = useMutation({
    mutationFn: (seen: { SourceIdentityId: string; DestinationIdentityId: string }) =>
      developerMutations.merge(id, poolId, { ...users, ...seen, confirm: typed }),
    onSuccess: ({ IdentityId }) => {
      notify({
        id: 'merge-developers',
        type: 'success',
        header: 'Merged the two users',
        content: `Both belong to the identity ${IdentityId} now. The other identity is disabled.`,
      });
      onMerged();
      onClose();
    },
    // What was seen is not there any more: show what is.
    onError: (error) => {
      if (hasCode(error, 'conflict')) void preview.refetch();
    },
    onSettled: () => refreshDeveloperUsers(queryClient, id, poolId),
  });
  const { data } = preview;
  const source = data?.source.found?.identity.IdentityId;
  const destination = data?.destination.found?.identity.IdentityId;
  const isRefused = data !== undefined && mergeRefusals(data).length > 0;
  const isMismatch = hasCode(merge.error, 'confirmation_mismatch');

  function disabledReason(): string | undefined {
    if (readOnlyReason !== undefined) return readOnlyReason;
    if (data === undefined) return 'Both sides are not read yet.';
    if (isRefused) return 'AWS would refuse this merge: see above.';
    return typed === '' ? 'Type the identifier of the destination first.' : undefined;
  }

  return (
    <FormDialog
      title="Merge two users"
      size="max"
      error={isMismatch ? null : merge.error}
      what="the users were merged"
      isPending={merge.isPending}
      submitText="Merge for good"
      disabledReason={disabledReason()}
      onSubmit={() => {
        if (source === undefined || destination === undefined) return;
        merge.mutate({ SourceIdentityId: source, DestinationIdentityId: destination });
      }}
      onDismiss={onClose}
    >
      {preview.isPending && <StatusIndicator type="loading">Reading both sides…</StatusIndicator>}
      {preview.error && (
        <ErrorAlert
          error={preview.error}
          header="Both sides could not be read"
          onRetry={() => void preview.refetch()}
        />
      )}
      {data && <MergePreviewView poolId={poolId} preview={data} />}
      {data && !isRefused && (
        <SpaceBetween size="m">
          <Alert type="warning" header="This can't be undone">
            The identity {source} becomes disabled for good, and whatever your apps keep under it can&apos;t be reached
            through its users any more. AWS has no call that separates merged users into the identities that they had.
          </Alert>
          <FormField
            label="Type the identifier of the destination to confirm"
            description={users.DestinationUserIdentifier}
            errorText={isMismatch && 'This is not exactly the identifier of the destination. Nothing was merged.'}
            stretch
          >
            <Input
              value={typed}
              onChange={({ detail }) => setTyped(detail.value)}
              autoComplete={false}
              spellcheck={false}
              disabled={readOnlyReason !== undefined}
            />
          </FormField>
        </SpaceBetween>
      )}
    </FormDialog>
  );
}
