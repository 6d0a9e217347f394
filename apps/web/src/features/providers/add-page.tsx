import Container from '@cloudscape-design/components/container';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import Tiles from '@cloudscape-design/components/tiles';
import type { PoolDocument } from '@lifeguard/shared/aws/pool-document';
import { providerKindLabel } from '@lifeguard/shared/aws/providers';
import { entryKey, type ProviderEntry, providerEntries } from '@lifeguard/shared/pool/provider-entry';
import { Fragment } from 'react';
import { type Control, useController } from 'react-hook-form';
import { useConnection } from '#api/connection.tsx';
import { paths } from '#paths.ts';
import { usePool } from '#pool/use-pool.ts';
import { AppLink } from '#ui/app-link.tsx';
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
  const present = providerEntries(document).filter((entry) => isOnce(kindOf(entry)));
  const presentKinds = present.map(kindOf);
  return (
    <Container header={<Header variant="h2">Add provider</Header>}>
      <FormField
        label="Kind of provider"
        description={present.length > 0 && <Present entries={present} poolId={document.IdentityPoolId} />}
        errorText={fieldState.error?.message}
        stretch
      >
        <Tiles
          ref={ref}
          name={field.name}
          value={field.value === '' ? null : field.value}
          onChange={({ detail }) => field.onChange(detail.value)}
          columns={3}
          items={kindTiles.map(({ description, ...tile }) => ({
            ...tile,
            description: presentKinds.includes(tile.value) ? 'The pool has it already' : description,
            disabled: disabled || presentKinds.includes(tile.value),
          }))}
        />
      </FormField>
    </Container>
  );
}

/** To the providers of the pool that can't be added again. */
function Present({ entries, poolId }: { entries: readonly ProviderEntry[]; poolId: string }) {
  const { id } = useConnection();
  return (
    <>
      A pool has one of each of these at most, so change them instead:{' '}
      {entries.map((entry, index) => (
        <Fragment key={entryKey(entry)}>
          {index > 0 && ', '}
          <AppLink href={paths.poolProvider(id, poolId, entryKey(entry))}>{providerKindLabel(kindOf(entry))}</AppLink>
        </Fragment>
      ))}
    </>
  );
}

/** Kinds that a pool can have one of. */
function isOnce(kind: FormKind): boolean {
  return !['user-pool', 'oidc', 'saml', 'other'].includes(kind);
}
