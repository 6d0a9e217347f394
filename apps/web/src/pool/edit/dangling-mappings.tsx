import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import type { Pool } from '@lifeguard/shared/api/pools';
import { withoutDanglingMappings } from '@lifeguard/shared/pool/provider-edit';
import { danglingMappings } from '@lifeguard/shared/roles/provider-keys';
import { useState } from 'react';
import { ReviewedEdit } from './reviewed-edit.tsx';

/** Role mappings that name no provider of the pool, with the way to be rid of them. */
export function DanglingMappings({ pool, editReason }: { pool: Pool; editReason: string | undefined }) {
  const [base, setBase] = useState<Pool>();
  const keys = danglingMappings(pool.document);
  return (
    <>
      {keys.length > 0 && (
        <Alert
          type="warning"
          header={keys.length === 1 ? 'A role mapping names no provider' : 'Role mappings name no provider'}
          action={
            <Button disabled={editReason !== undefined} disabledReason={editReason ?? ''} onClick={() => setBase(pool)}>
              {keys.length === 1 ? 'Remove this mapping' : 'Remove these mappings'}
            </Button>
          }
        >
          AWS refuses every change of roles and role mappings as long as the pool has a mapping without its provider:
          <ul aria-label="Mappings without a provider">
            {keys.map((key) => (
              <li key={key}>{key}</li>
            ))}
          </ul>
          Remove it, or add the provider again under exactly this key.
        </Alert>
      )}
      {base && (
        <ReviewedEdit
          header="Remove role mappings without a provider?"
          edit={{ base, changes: { RoleMappings: withoutDanglingMappings(base.document) } }}
          onClose={() => setBase(undefined)}
        />
      )}
    </>
  );
}
