import type { Pool } from '@lifeguard/shared/api/pools';
import { type LeftoverChoice, providerChanges, providerLeftovers } from '@lifeguard/shared/pool/provider-edit';
import { entryKey, type ProviderEntry } from '@lifeguard/shared/pool/provider-entry';
import { useState } from 'react';
import { ReviewedEdit } from '#pool/edit/reviewed-edit.tsx';
import { LeftoverFields } from './leftover-fields.tsx';
import { nameOf } from './columns.tsx';

interface RemoveProviderProps {
  pool: Pool;
  entry: ProviderEntry;
  onClose: () => void;
}

/** Removes a provider, and what refers to it unless the person wants to keep that. */
export function RemoveProvider({ pool, entry, onClose }: RemoveProviderProps) {
  // What the person looks at stays the base, whatever comes from AWS meanwhile.
  const [base] = useState(pool);
  const [mappings, setMappings] = useState<LeftoverChoice>('move');
  const [attributes, setAttributes] = useState<LeftoverChoice>('move');
  const key = entryKey(entry);
  const leftovers = providerLeftovers(base.document, { key });
  return (
    <ReviewedEdit
      header={`Remove ${nameOf(entry)}?`}
      edit={{ base, changes: providerChanges(base.document, { key, mappings, attributes }) }}
      choices={
        <LeftoverFields
          leftovers={leftovers}
          mappings={mappings}
          attributes={attributes}
          onMappings={setMappings}
          onAttributes={setAttributes}
        />
      }
      onClose={onClose}
    />
  );
}
