import { connectionEndpoints } from '@lifeguard/shared/api/connections';
import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import Modal from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '#api/call.ts';
import { connectionQueries, useConnection } from '#api/connection.tsx';
import { DialogFooter } from '#ui/dialog/dialog-footer.tsx';
import { DialogError } from '#ui/error-alert.tsx';
import { useNotify } from '#ui/notifications.tsx';

/** Real accounts begin read-only; this is where editing is turned on, on purpose and for this session. */
export function ReadOnlyBanner() {
  const { label, readOnly, readOnlyPinned } = useConnection();
  const [isAsking, setIsAsking] = useState(false);
  if (!readOnly) return null;
  if (readOnlyPinned) {
    return (
      <Alert type="info" header="Read-only">
        The configuration of Lifeguard pins {label} to read-only. You can look at everything and change nothing.
      </Alert>
    );
  }
  return (
    <>
      <Alert type="info" header="Read-only" action={<Button onClick={() => setIsAsking(true)}>Turn on editing</Button>}>
        You can look at everything in {label} and change nothing, until you turn on editing.
      </Alert>
      {isAsking && <TurnOnEditing onClose={() => setIsAsking(false)} />}
    </>
  );
}

function TurnOnEditing({ onClose }: { onClose: () => void }) {
  const { id, label, region } = useConnection();
  const { data: status } = useQuery(connectionQueries.status(id));
  const queryClient = useQueryClient();
  const notify = useNotify();
  const turnOn = useMutation({
    mutationFn: () =>
      call(connectionEndpoints.setReadOnly, { params: { connectionId: id }, body: { readOnly: false } }),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: connectionQueries.list().queryKey });
      notify({
        // In place of the one that says that it is off.
        id: 'editing',
        type: 'success',
        header: `Editing is on for ${label}`,
        content: 'For this session only. The menu of connections turns it off again.',
      });
      onClose();
    },
  });
  return (
    <Modal
      visible
      header={`Turn on editing for ${label}?`}
      onDismiss={onClose}
      footer={
        <DialogFooter>
          <Button variant="link" onClick={onClose}>
            Cancel
          </Button>
          <Button variant="primary" loading={turnOn.isPending} onClick={() => turnOn.mutate()}>
            Turn on editing
          </Button>
        </DialogFooter>
      }
    >
      <SpaceBetween size="m">
        <div>
          From then on you can create, change and delete identity pools and identities in{' '}
          {status?.state === 'ready' ? `account ${status.Account}` : 'this account'}, region {region}. Every change is
          shown before it is made. Editing is on for this session only, and only for this connection.
        </div>
        {turnOn.error && <DialogError error={turnOn.error} header="Editing could not be turned on" />}
      </SpaceBetween>
    </Modal>
  );
}
