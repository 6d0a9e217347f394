import { storageEndpoints, type StoreTrouble } from '@lifeguard/shared/api/storage';
import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { call } from '#api/call.ts';
import { storageQueries } from '#api/storage.ts';
import { storageTold, subscribeToStorage } from '#api/storage-told.ts';
import { FormDialog } from '#ui/dialog/form-dialog.tsx';
import { useNotify } from '#ui/notifications.tsx';

const headers = {
  full: 'Storage is full',
  damaged: 'Storage is damaged',
  locked: 'Storage is locked',
  newer: 'Storage is of a newer version',
  unreachable: 'Storage does not answer',
  unusable: "Storage can't be used",
} satisfies Record<StoreTrouble['reason'], string>;

/** Says what is wrong with what Lifeguard keeps on disk and what mends it, and goes away by itself once it works. */
export function StorageBanner() {
  const queryClient = useQueryClient();
  const { data } = useQuery(storageQueries.state());
  const told = useSyncExternalStore(subscribeToStorage, storageTold);
  const [isAsking, setIsAsking] = useState(false);
  const hasTrouble = data !== undefined && data.troubles.length > 0;

  useEffect(() => {
    void queryClient.invalidateQueries({ queryKey: storageQueries.state().queryKey });
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- what an answer tells is the reason to ask
  }, [told, queryClient]);

  // What failed for want of storage is asked again as soon as there is some.
  useEffect(() => {
    if (!hasTrouble) return;
    return () => void queryClient.refetchQueries({ predicate: (query) => query.state.status === 'error' });
  }, [hasTrouble, queryClient]);

  if (!hasTrouble) return null;
  const isLogDown = data.troubles.some(({ store }) => store === 'records' || store === 'database');
  const reasons = [...new Set(data.troubles.map(({ reason }) => reason))];
  return (
    <>
      <Alert
        type="error"
        header={reasons.map((reason) => headers[reason]).join('. ')}
        action={data.canDiscardIndex && <Button onClick={() => setIsAsking(true)}>Throw away the index…</Button>}
      >
        <SpaceBetween size="xs">
          {data.troubles.map(({ store, message }) => (
            <div key={store}>{message}</div>
          ))}
          <Box variant="small">
            Jobs are paused until this is mended; what they have done is kept. Identity pools can be looked at{' '}
            {isLogDown
              ? 'but not changed: no change is made that the audit log does not have.'
              : 'and edited as always.'}{' '}
            {reasons.some((reason) => reason !== 'damaged') &&
              'Lifeguard tries again every 5 seconds; jobs go on by themselves, and this message goes away.'}
          </Box>
        </SpaceBetween>
      </Alert>
      {isAsking && <DiscardIndex onClose={() => setIsAsking(false)} />}
    </>
  );
}

function DiscardIndex({ onClose }: { onClose: () => void }) {
  const queryClient = useQueryClient();
  const notify = useNotify();
  const discard = useMutation({
    mutationFn: () => call(storageEndpoints.discardIndex, {}),
    onSuccess: () => {
      // Nearly every query of identities is about what is gone now.
      void queryClient.invalidateQueries();
      notify({
        id: 'index-discarded',
        type: 'success',
        header: 'The index of identities is empty',
        content: 'Scan the pools that you need. Saved filters are still there.',
      });
      onClose();
    },
  });
  return (
    <FormDialog
      title="Throw away the index of identities?"
      error={discard.error}
      what="the index was thrown away"
      isPending={discard.isPending}
      submitText="Throw away the index"
      onSubmit={() => discard.mutate()}
      onDismiss={onClose}
    >
      <div>
        What scans have found goes, for every pool of every connection, and its room on the disk is free. Nothing
        changes in AWS: scan a pool again to count, filter and clean up its identities. What is paused goes on with a
        new scan where it can, and otherwise ends and says so. Saved filters stay.
      </div>
    </FormDialog>
  );
}
