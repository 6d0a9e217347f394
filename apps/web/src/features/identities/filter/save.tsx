import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import Modal from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { IdentityFilter } from '@lifeguard/shared/identities/filter';
import { type SavedFilter, savedFilter } from '@lifeguard/shared/api/identity-index';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { ConfirmDialog } from '#ui/dialog/confirm-dialog.tsx';
import { DialogError } from '#ui/error-alert.tsx';
import { filterText } from '#job-state/filter-words.ts';
import { savedFilterMutations, savedFilterQueries } from '../index-queries.ts';

interface SaveFilterProps {
  filter: IdentityFilter;
  saved: readonly SavedFilter[];
  /** The one that gets another name; undefined where a new one is saved. */
  renamed: SavedFilter | undefined;
  onClose: () => void;
}

/** Asks for the name of a saved filter. */
export function SaveFilter({ filter, saved, renamed, onClose }: SaveFilterProps) {
  const queryClient = useQueryClient();
  const formId = useId();
  const [name, setName] = useState(renamed?.name ?? '');
  const [isTried, setIsTried] = useState(false);
  const save = useMutation({
    mutationFn: savedFilterMutations.save,
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: savedFilterQueries.list().queryKey });
      onClose();
    },
  });
  const problem = nameProblem(name, saved, renamed);
  const title = renamed === undefined ? 'Save filter' : `Rename ${renamed.name}`;
  return (
    <Modal
      visible
      header={title}
      onDismiss={onClose}
      footer={
        <Box float="right">
          <SpaceBetween direction="horizontal" size="xs">
            <Button variant="link" onClick={onClose}>
              Cancel
            </Button>
            <Button variant="primary" form={formId} loading={save.isPending}>
              Save
            </Button>
          </SpaceBetween>
        </Box>
      }
    >
      <form
        id={formId}
        onSubmit={(event) => {
          event.preventDefault();
          setIsTried(true);
          if (problem === undefined) save.mutate({ id: renamed?.id ?? crypto.randomUUID(), name: name.trim(), filter });
        }}
      >
        <SpaceBetween size="m">
          <div>{filterText(filter)}. A saved filter can be used for every pool.</div>
          <FormField label="Name" errorText={isTried && problem}>
            <Input value={name} onChange={({ detail }) => setName(detail.value)} autoComplete={false} />
          </FormField>
          {save.error && <DialogError error={save.error} header="The filter was not saved" />}
        </SpaceBetween>
      </form>
    </Modal>
  );
}

function nameProblem(name: string, saved: readonly SavedFilter[], renamed: SavedFilter | undefined) {
  if (saved.some((other) => other.name === name.trim() && other.id !== renamed?.id)) {
    return 'Another filter is saved under this name. Choose another name.';
  }
  return savedFilter.shape.name.safeParse(name).error?.issues[0]?.message;
}

export function RemoveSavedFilter({ saved, onClose }: { saved: SavedFilter; onClose: () => void }) {
  const queryClient = useQueryClient();
  const remove = useMutation({
    mutationFn: () => savedFilterMutations.remove(saved.id),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: savedFilterQueries.list().queryKey });
      onClose();
    },
  });
  return (
    <ConfirmDialog
      header={`Delete the saved filter ${saved.name}?`}
      confirmText="Delete filter"
      error={remove.error}
      isPending={remove.isPending}
      onConfirm={() => remove.mutate()}
      onClose={onClose}
    >
      Only the saved filter goes: {filterText(saved.filter)}. No identity is deleted.
    </ConfirmDialog>
  );
}
