import FormField from '@cloudscape-design/components/form-field';
import Textarea from '@cloudscape-design/components/textarea';
import type { ReactNode } from 'react';
import { type Control, type FieldPathByValue, type FieldValues, useController } from 'react-hook-form';

interface TextAreaFieldProps<V extends FieldValues> {
  control: Control<V>;
  name: FieldPathByValue<V, string>;
  label: ReactNode;
  description?: ReactNode;
  placeholder?: string;
  rows: number;
}

/** Several lines of text bound to a form value. */
export function TextAreaField<V extends FieldValues>(props: TextAreaFieldProps<V>) {
  const {
    field: { ref, ...field },
    fieldState,
  } = useController({ control: props.control, name: props.name });
  return (
    <FormField label={props.label} description={props.description} errorText={fieldState.error?.message} stretch>
      <Textarea
        ref={ref}
        name={field.name}
        value={field.value}
        onChange={({ detail }) => field.onChange(detail.value)}
        onBlur={field.onBlur}
        rows={props.rows}
        placeholder={props.placeholder ?? ''}
        spellcheck={false}
        autoComplete={false}
      />
    </FormField>
  );
}
