import { connectionEndpoints } from '@lifeguard/shared/api/connections';
import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '#api/call.ts';
import { connectionQueries, useConnection } from '#api/connection.tsx';
import { FormDialog } from '#ui/dialog/form-dialog.tsx';
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
        // Replaces the notice that editing is off.
        id: 'editing',
        type: 'success',
        header: `Editing is on for ${label}`,
        content: 'For this session only. The menu of connections turns off editing again.',
      });
      onClose();
    },
  });
  return (
    <FormDialog
      title={`Turn on editing for ${label}?`}
      error={turnOn.error}
      what="editing was turned on"
      isPending={turnOn.isPending}
      submitText="Turn on editing"
      onSubmit={() => turnOn.mutate()}
      onDismiss={onClose}
    >
      <div>
        From then on you can create, change and delete identity pools and identities in{' '}
        {status?.state === 'ready' ? `account ${status.Account}` : 'this account'}, region {region}. Every change is
        shown before it is made. Editing is on for this session only, and only for this connection.
      </div>
    </FormDialog>
  );
}
