import FormField from '@cloudscape-design/components/form-field';
import RadioGroup, { type RadioGroupProps } from '@cloudscape-design/components/radio-group';
import type { ReactNode } from 'react';
import { type Control, type FieldPathByValue, type FieldValues, useController } from 'react-hook-form';

interface ChoiceFieldProps<V extends FieldValues> {
  control: Control<V>;
  name: FieldPathByValue<V, string>;
  label: string;
  description?: ReactNode;
  choices: readonly RadioGroupProps.RadioButtonDefinition[];
  disabled?: boolean;
}

/** One of a few values, all of them in sight, bound to a form value. */
export function ChoiceField<V extends FieldValues>(props: ChoiceFieldProps<V>) {
  const {
    field: { ref, ...field },
    fieldState,
  } = useController({ control: props.control, name: props.name });
  return (
    <FormField label={props.label} description={props.description} errorText={fieldState.error?.message}>
      <RadioGroup
        ref={ref}
        name={field.name}
        value={field.value}
        items={props.choices.map((choice) => ({ ...choice, disabled: props.disabled ?? false }))}
        onChange={({ detail }) => field.onChange(detail.value)}
      />
    </FormField>
  );
}
