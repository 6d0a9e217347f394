import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import type { IdentityFilter } from '@lifeguard/shared/identities/filter';
import { type SavedFilter, savedFilter } from '@lifeguard/shared/api/identity-index';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { FormDialog } from '#ui/dialog/form-dialog.tsx';
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
  return (
    <FormDialog
      title={renamed === undefined ? 'Save filter' : `Rename ${renamed.name}`}
      error={save.error}
      what="the filter was saved"
      isPending={save.isPending}
      submitText="Save"
      onSubmit={() => {
        setIsTried(true);
        if (problem === undefined) save.mutate({ id: renamed?.id ?? crypto.randomUUID(), name: name.trim(), filter });
      }}
      onDismiss={onClose}
    >
      <div>{filterText(filter)}. A saved filter can be used for every pool.</div>
      <FormField label="Name" errorText={isTried && problem}>
        <Input value={name} onChange={({ detail }) => setName(detail.value)} autoComplete={false} />
      </FormField>
    </FormDialog>
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
    <FormDialog
      title={`Delete the saved filter ${saved.name}?`}
      error={remove.error}
      what="the saved filter was deleted"
      isPending={remove.isPending}
      submitText="Delete filter"
      onSubmit={() => remove.mutate()}
      onDismiss={onClose}
    >
      <div>Only the saved filter goes: {filterText(saved.filter)}. No identity is deleted.</div>
    </FormDialog>
  );
}
