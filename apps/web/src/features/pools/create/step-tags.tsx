import Container from '@cloudscape-design/components/container';
import Grid from '@cloudscape-design/components/grid';
import Header from '@cloudscape-design/components/header';
import { type Control, useFieldArray, useFormState } from 'react-hook-form';
import { RowList } from '#ui/form/row-list.tsx';
import { TextField } from '#ui/form/text-field.tsx';
import type { PoolFormValues } from './form.ts';

const halves = [{ colspan: 6 }, { colspan: 6 }];

export function TagsStep({ control }: { control: Control<PoolFormValues> }) {
  const { fields, append, remove } = useFieldArray({ control, name: 'IdentityPoolTags' });
  const { errors } = useFormState({ control, name: 'IdentityPoolTags' });
  return (
    <Container
      header={
        <Header variant="h2" description="Labels to find pools by, to share out costs and to decide who may do what.">
          Tags
        </Header>
      }
    >
      <RowList
        ids={fields.map((field) => field.id)}
        noun="tag"
        empty="No tags."
        errorText={errors.IdentityPoolTags?.root?.message}
        onAdd={() => append({ key: '', value: '' })}
        onRemove={remove}
        renderRow={(index) => (
          <Grid gridDefinition={halves}>
            <TextField control={control} name={`IdentityPoolTags.${index}.key`} label="Key" stretch />
            <TextField control={control} name={`IdentityPoolTags.${index}.value`} label="Value - optional" stretch />
          </Grid>
        )}
      />
    </Container>
  );
}
