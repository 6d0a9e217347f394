import FormField from '@cloudscape-design/components/form-field';
import Input, { type InputProps } from '@cloudscape-design/components/input';
import type { ReactNode } from 'react';
import { type Control, type FieldPathByValue, type FieldValues, useController } from 'react-hook-form';

interface TextFieldProps<V extends FieldValues> {
  control: Control<V>;
  name: FieldPathByValue<V, string>;
  label: ReactNode;
  description?: ReactNode;
  constraintText?: ReactNode;
  placeholder?: string;
  inputMode?: InputProps.InputMode;
  type?: InputProps.Type;
  /** Can't be changed now; its value can still be selected and copied. */
  disabled?: boolean;
  stretch?: boolean;
}

/** A line of text bound to a form value. Its error shows below it and nowhere else. */
export function TextField<V extends FieldValues>(props: TextFieldProps<V>) {
  const {
    field: { ref, ...field },
    fieldState,
  } = useController({ control: props.control, name: props.name });
  return (
    <FormField
      label={props.label}
      description={props.description}
      constraintText={props.constraintText}
      errorText={fieldState.error?.message}
      stretch={props.stretch ?? false}
    >
      <Input
        ref={ref}
        name={field.name}
        value={field.value}
        onChange={({ detail }) => field.onChange(detail.value)}
        onBlur={field.onBlur}
        placeholder={props.placeholder ?? ''}
        readOnly={props.disabled ?? false}
        type={props.type ?? 'text'}
        autoComplete={false}
        spellcheck={false}
        {...(props.inputMode === undefined ? {} : { inputMode: props.inputMode })}
      />
    </FormField>
  );
}
