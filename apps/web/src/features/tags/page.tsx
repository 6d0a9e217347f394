import Container from '@cloudscape-design/components/container';
import Grid from '@cloudscape-design/components/grid';
import Header from '@cloudscape-design/components/header';
import type { Pool } from '@lifeguard/shared/api/pools';
import { useFieldArray, useFormState } from 'react-hook-form';
import { PoolEditForm } from '#pool/edit/form.tsx';
import { usePool } from '#pool/use-pool.ts';
import { useIsDirty, usePoolEditor } from '#pool/edit/use-editor.ts';
import { RowList } from '#ui/form/row-list.tsx';
import { TextField } from '#ui/form/text-field.tsx';
import { Protection } from './protection.tsx';
import { ReservedTags } from './reserved.tsx';
import { changesOf, maxTags, protectionChange, tagsOf, tagsResolver, tagsValues } from './form.ts';

const halves = [{ colspan: 6 }, { colspan: 6 }];

/** The tags of a pool. */
export function Component() {
  const { data: pool } = usePool();
  // The frame around the tabs shows loading and errors.
  return pool && <TagsForm latest={pool} />;
}

function TagsForm({ latest }: { latest: Pool }) {
  const editor = usePoolEditor({
    latest,
    name: 'tags',
    shape: tagsValues,
    valuesOf: tagsOf,
    changesOf,
    resolver: tagsResolver,
  });
  const { control } = editor.form;
  const { fields, append, remove } = useFieldArray({ control, name: 'rows' });
  const { errors } = useFormState({ control, name: 'rows' });
  const { document } = editor.base;
  const isDirty = useIsDirty(editor);
  return (
    <PoolEditForm editor={editor}>
      <Protection
        document={document}
        disabledReason={
          editor.editReason ??
          (isDirty
            ? 'Save or discard your other changes first: protection is added and removed in a step of its own.'
            : undefined)
        }
        onChange={(on) => editor.reviewChanges(protectionChange(document, on))}
      />
      <Container
        header={
          <Header
            variant="h2"
            counter={`(${fields.length}/${maxTags})`}
            description="Labels to find pools by, to share out costs and to decide who may do what."
          >
            Tags
          </Header>
        }
      >
        <RowList
          ids={fields.map((field) => field.id)}
          noun="tag"
          empty="This pool has no tags."
          errorText={errors.rows?.root?.message}
          onAdd={() => append({ key: '', value: '' })}
          onRemove={remove}
          disabledReason={editor.editReason}
          renderRow={(index) => (
            <Grid gridDefinition={halves}>
              <TextField
                control={control}
                name={`rows.${index}.key`}
                label="Key"
                disabled={editor.editReason !== undefined}
                stretch
              />
              <TextField
                control={control}
                name={`rows.${index}.value`}
                label="Value - optional"
                disabled={editor.editReason !== undefined}
                stretch
              />
            </Grid>
          )}
        />
      </Container>
      <ReservedTags document={document} />
    </PoolEditForm>
  );
}
