import Container from '@cloudscape-design/components/container';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import Tiles from '@cloudscape-design/components/tiles';
import type { PoolDocument } from '@lifeguard/shared/aws/pool-document';
import { providerEntries } from '@lifeguard/shared/pool/provider-entry';
import { type Control, useController } from 'react-hook-form';
import { usePool } from '#pool/use-pool.ts';
import { kindOf, type ProviderFormValues } from './form.ts';
import { ProviderForm } from './form-view.tsx';
import { type FormKind, kindTiles } from './words.ts';

/** Adds a provider: the kind first, then the form of that kind. */
export function Component() {
  const { data: pool } = usePool();
  // The frame around the tabs shows loading and errors.
  return (
    pool && (
      <ProviderForm latest={pool}>
        {({ form, editReason }) => (
          <KindField control={form.control} document={pool.document} disabled={editReason !== undefined} />
        )}
      </ProviderForm>
    )
  );
}

interface KindFieldProps {
  control: Control<ProviderFormValues>;
  document: PoolDocument;
  disabled: boolean;
}

function KindField({ control, document, disabled }: KindFieldProps) {
  const {
    field: { ref, ...field },
    fieldState,
  } = useController({ control, name: 'kind' });
  const present = new Set(providerEntries(document).map(kindOf));
  return (
    <Container header={<Header variant="h2">Add provider</Header>}>
      <FormField label="Kind of provider" errorText={fieldState.error?.message} stretch>
        <Tiles
          ref={ref}
          name={field.name}
          value={field.value === '' ? null : field.value}
          onChange={({ detail }) => field.onChange(detail.value)}
          columns={3}
          items={kindTiles.map(({ description, ...tile }) => ({
            ...tile,
            description: isOnce(tile.value) && present.has(tile.value) ? 'The pool has it already' : description,
            disabled,
          }))}
        />
      </FormField>
    </Container>
  );
}

/** Kinds that a pool can have one of. */
function isOnce(kind: FormKind): boolean {
  return !['user-pool', 'oidc', 'saml', 'other'].includes(kind);
}
