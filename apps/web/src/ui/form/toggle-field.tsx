import FormField from '@cloudscape-design/components/form-field';
import Toggle from '@cloudscape-design/components/toggle';
import type { ReactNode } from 'react';
import { type Control, type FieldPathByValue, type FieldValues, useController } from 'react-hook-form';

interface ToggleFieldProps<V extends FieldValues> {
  control: Control<V>;
  name: FieldPathByValue<V, boolean>;
  label: string;
  /** Words beside the switch: what "on" means. */
  children: ReactNode;
  description?: ReactNode;
  disabled?: boolean;
}

/** An on/off setting bound to a form value. */
export function ToggleField<V extends FieldValues>(props: ToggleFieldProps<V>) {
  const {
    field: { ref, ...field },
    fieldState,
  } = useController({ control: props.control, name: props.name });
  return (
    <FormField label={props.label} description={props.description} errorText={fieldState.error?.message}>
      <Toggle
        ref={ref}
        name={field.name}
        checked={field.value}
        onChange={({ detail }) => field.onChange(detail.checked)}
        onBlur={field.onBlur}
        disabled={props.disabled ?? false}
      >
        {props.children}
      </Toggle>
    </FormField>
  );
}
