import Grid from '@cloudscape-design/components/grid';
import { providerClaims } from '@lifeguard/shared/roles/claims';
import { type Control, useFieldArray, useFormState } from 'react-hook-form';
import { RowList } from '#ui/form/row-list.tsx';
import { SuggestField } from '#ui/form/suggest-field.tsx';
import { TextField } from '#ui/form/text-field.tsx';
import type { TaggedProvider } from './providers.ts';
import type { AttributesValues } from './form.ts';

const halves = [{ colspan: 6 }, { colspan: 6 }];

interface CustomTagsProps {
  control: Control<AttributesValues>;
  index: number;
  provider: TaggedProvider;
  disabledReason: string | undefined;
}

/** The tags of one provider, each with the claim that fills it. */
export function CustomTags({ control, index, provider, disabledReason }: CustomTagsProps) {
  const name = `providers.${index}.rows` as const;
  const { fields, append, remove } = useFieldArray({ control, name });
  const { errors } = useFormState({ control, name });
  const options = providerClaims(provider.first).claims.map(({ name, description }) => ({ value: name, description }));
  return (
    <RowList
      ids={fields.map((field) => field.id)}
      noun="tag"
      owner={provider.title}
      empty="No tags yet."
      errorText={errors.providers?.[index]?.rows?.root?.message}
      onAdd={() => append({ key: '', value: '' })}
      onRemove={remove}
      disabledReason={disabledReason}
      renderRow={(row) => (
        <Grid gridDefinition={halves}>
          <TextField
            control={control}
            name={`${name}.${row}.key`}
            label="Tag key"
            placeholder="department"
            disabled={disabledReason !== undefined}
            stretch
          />
          <SuggestField
            control={control}
            name={`${name}.${row}.value`}
            label="Claim"
            placeholder="Choose a claim or type its name"
            options={options}
            statusType="finished"
            errorText=""
            empty=""
            onRetry={nothing}
            disabled={disabledReason !== undefined}
          />
        </Grid>
      )}
    />
  );
}

/** The claims are known already, so there is nothing to load. */
function nothing(): void {}
