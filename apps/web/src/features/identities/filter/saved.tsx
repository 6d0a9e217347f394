import Select from '@cloudscape-design/components/select';
import ButtonDropdown from '@cloudscape-design/components/button-dropdown';
import type { IdentityFilter } from '@lifeguard/shared/identities/filter';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { isSameFilter } from './url.ts';
import { filterText } from '#job-state/filter-words.ts';
import { savedFilterQueries } from '../index-queries.ts';
import { RemoveSavedFilter, SaveFilter } from './save.tsx';

interface SavedFiltersProps {
  filter: IdentityFilter;
  onChoose: (filter: IdentityFilter) => void;
}

/** The filters that were saved under a name; the chosen one is the one that says what the filter box says. */
export function SavedFilters({ filter, onChoose }: SavedFiltersProps) {
  const { data: saved = [], isPending, error, refetch } = useQuery(savedFilterQueries.list());
  const chosen = saved.find((item) => isSameFilter(item.filter, filter));
  return (
    <Select
      selectedOption={chosen === undefined ? null : { value: chosen.id, label: chosen.name }}
      options={saved.map(({ id, name, filter }) => ({ value: id, label: name, description: filterText(filter) }))}
      placeholder="Saved filters"
      ariaLabel="Saved filters"
      empty="No filter was saved yet. Filter the identities, then choose “Save filter…”."
      statusType={isPending ? 'loading' : error ? 'error' : 'finished'}
      loadingText="Loading…"
      errorText="The saved filters could not be loaded."
      recoveryText="Try again"
      onLoadItems={() => {
        if (error) void refetch();
      }}
      onChange={({ detail }) => {
        const next = saved.find(({ id }) => id === detail.selectedOption.value);
        if (next !== undefined) onChoose(next.filter);
      }}
      expandToViewport
    />
  );
}

/** What can be done with the filter of the box: clear it, save it, or change what is saved. */
export function FilterActions({ filter, onChoose }: SavedFiltersProps) {
  const { data: saved = [] } = useQuery(savedFilterQueries.list());
  const [open, setOpen] = useState<'save' | 'rename' | 'remove'>();
  const chosen = saved.find((item) => isSameFilter(item.filter, filter));
  const close = () => setOpen(undefined);
  const reason = 'This filter is not saved yet.';
  return (
    <>
      <ButtonDropdown
        mainAction={{ text: 'Clear filters', onClick: () => onChoose({}) }}
        ariaLabel="Save or change filters"
        items={[
          {
            id: 'save',
            text: 'Save filter…',
            disabled: chosen !== undefined,
            disabledReason: `It is saved as ${chosen?.name ?? ''}.`,
          },
          { id: 'rename', text: 'Rename filter…', disabled: chosen === undefined, disabledReason: reason },
          { id: 'remove', text: 'Delete filter…', disabled: chosen === undefined, disabledReason: reason },
        ]}
        onItemClick={({ detail }) => setOpen(detail.id as typeof open)}
        expandToViewport
      />
      {(open === 'save' || open === 'rename') && (
        <SaveFilter filter={filter} saved={saved} renamed={open === 'rename' ? chosen : undefined} onClose={close} />
      )}
      {open === 'remove' && chosen && <RemoveSavedFilter saved={chosen} onClose={close} />}
    </>
  );
}
