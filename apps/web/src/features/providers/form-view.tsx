import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import type { Pool } from '@lifeguard/shared/api/pools';
import { providerLeftovers } from '@lifeguard/shared/pool/provider-edit';
import { findEntry } from '@lifeguard/shared/pool/provider-entry';
import { type ReactNode, useState } from 'react';
import { useController, useWatch } from 'react-hook-form';
import { useNavigate } from 'react-router';
import { useConnection } from '#api/connection.tsx';
import { paths } from '#paths.ts';
import { PoolEditForm } from '#pool/edit/form.tsx';
import { type PoolEditor, usePoolEditor } from '#pool/edit/use-editor.ts';
import { saved } from '#ui/dialog/leave-guard.tsx';
import { LeftoverFields } from './leftover-fields.tsx';
import { providerResolver } from './errors.ts';
import { ProviderFields } from './fields.tsx';
import { changesOf, draftOf, editOf, type ProviderFormValues, providerFormValues, valuesOf } from './form.ts';

interface ProviderFormProps {
  latest: Pool;
  /** The provider to edit; a new one without. */
  providerKey?: string | undefined;
  /** Above the fields of the kind. */
  children: (editor: PoolEditor<ProviderFormValues>) => ReactNode;
}

/** Adds or edits one provider; a save leads back to the list. */
export function ProviderForm({ latest, providerKey, children }: ProviderFormProps) {
  const { id } = useConnection();
  const navigate = useNavigate();
  const { IdentityPoolId } = latest.document;
  const [isSaved, setIsSaved] = useState(false);
  const editor = usePoolEditor({
    latest,
    name: providerKey === undefined ? 'provider' : `provider.${providerKey}`,
    shape: providerFormValues,
    valuesOf: (document) => valuesOf(document, providerKey),
    changesOf: (document, values) => changesOf(document, providerKey, values),
    resolver: providerResolver(latest.document, providerKey),
    draftOf,
    onSaved: () => {
      setIsSaved(true);
      void navigate(paths.poolProviders(id, IdentityPoolId), { state: saved });
    },
  });
  // On the way to the list: what was saved may have another key, and is not here any more.
  if (isSaved) return null;
  const { document } = editor.base;
  const disabled = editor.editReason !== undefined;
  const previous = providerKey === undefined ? undefined : findEntry(document, providerKey);
  return (
    <PoolEditForm editor={editor}>
      {children(editor)}
      <ProviderFields
        control={editor.form.control}
        document={latest.document}
        previous={previous}
        disabled={disabled}
      />
      {previous !== undefined && <Leftovers editor={editor} providerKey={providerKey} disabled={disabled} />}
    </PoolEditForm>
  );
}

interface LeftoversProps {
  editor: PoolEditor<ProviderFormValues>;
  providerKey: string | undefined;
  disabled: boolean;
}

function Leftovers({ editor, providerKey, disabled }: LeftoversProps) {
  const { control } = editor.form;
  const values = { ...editor.form.getValues(), ...useWatch({ control }) } as ProviderFormValues;
  const { field: mappings } = useController({ control, name: 'mappings' });
  const { field: attributes } = useController({ control, name: 'attributes' });
  const { document } = editor.base;
  const leftovers = providerLeftovers(document, editOf(document, providerKey, values));
  if (leftovers.mappings.length + leftovers.attributes.length === 0) return null;
  return (
    <Container
      header={
        <Header
          variant="h2"
          description="With another key it is another provider to AWS. What referred to the old key would be left behind."
        >
          What refers to this provider
        </Header>
      }
    >
      <LeftoverFields
        leftovers={leftovers}
        mappings={mappings.value}
        attributes={attributes.value}
        onMappings={mappings.onChange}
        onAttributes={attributes.onChange}
        disabled={disabled}
      />
    </Container>
  );
}
