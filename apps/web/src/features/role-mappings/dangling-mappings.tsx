import Alert from '@cloudscape-design/components/alert';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { zodResolver } from '@hookform/resolvers/zod';
import type { Pool } from '@lifeguard/shared/identity-pool';
import { danglingMappings } from '@lifeguard/shared/provider-keys';
import { PoolEditForm } from '#pool/pool-edit-form.tsx';
import { usePoolEditor } from '#pool/use-pool-editor.ts';
import { CopyId } from '#ui/copy-id.tsx';
import { ToggleField } from '#ui/form/toggle-field.tsx';
import { danglingChangesOf, danglingValues } from './dangling-form.ts';

const resolver = zodResolver(danglingValues);

/** Mappings of providers that the pool no longer has, and how to be rid of them. */
export function DanglingMappings({ latest }: { latest: Pool }) {
  const editor = usePoolEditor({
    latest,
    name: 'dangling-mappings',
    shape: danglingValues,
    valuesOf: () => ({ isRemoving: false }),
    changesOf: danglingChangesOf,
    resolver,
  });
  return (
    <PoolEditForm editor={editor}>
      <Container header={<Header variant="h2">Mappings without a provider</Header>}>
        <SpaceBetween size="m">
          <Alert type="warning">
            AWS has role mappings with these keys, but the pool has no provider of that name: it was removed, or got
            another app client. They have no effect, and AWS refuses every change of roles and role mappings until they
            are gone. They can only be removed all at once.
          </Alert>
          <ul aria-label="Mappings without a provider">
            {danglingMappings(editor.base.document).map((key) => (
              <li key={key}>
                <CopyId value={key} label="key of the mapping" wrap />
              </li>
            ))}
          </ul>
          <ToggleField
            control={editor.form.control}
            name="isRemoving"
            label="Removal"
            disabled={editor.editReason !== undefined}
          >
            Remove these mappings
          </ToggleField>
        </SpaceBetween>
      </Container>
    </PoolEditForm>
  );
}
