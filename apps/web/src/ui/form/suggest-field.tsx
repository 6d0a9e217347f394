import Autosuggest, { type AutosuggestProps } from '@cloudscape-design/components/autosuggest';
import FormField from '@cloudscape-design/components/form-field';
import type { ReactNode } from 'react';
import { type Control, type FieldPathByValue, type FieldValues, useController } from 'react-hook-form';

interface SuggestFieldProps<V extends FieldValues> {
  control: Control<V>;
  name: FieldPathByValue<V, string>;
  label: ReactNode;
  description?: ReactNode;
  constraintText?: ReactNode;
  placeholder?: string;
  options: AutosuggestProps.Options;
  statusType: AutosuggestProps.StatusType;
  errorText: string;
  empty: string;
  onRetry: () => void;
  /** Why the value may not work, where it is possible all the same. */
  warningText?: ReactNode;
  /** Can't be changed now; its value can still be selected and copied. */
  disabled?: boolean;
  /** When the person leaves the field, for example to correct what was pasted. */
  onBlur?: () => void;
}

/** Text with suggestions: the person may choose one or type what is not in the list. */
export function SuggestField<V extends FieldValues>(props: SuggestFieldProps<V>) {
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
      warningText={fieldState.error === undefined && props.warningText}
      stretch
    >
      <Autosuggest
        ref={ref}
        name={field.name}
        value={field.value}
        onChange={({ detail }) => field.onChange(detail.value)}
        onBlur={() => {
          field.onBlur();
          props.onBlur?.();
        }}
        options={props.options}
        readOnly={props.disabled ?? false}
        virtualScroll
        placeholder={props.placeholder ?? ''}
        statusType={props.statusType}
        loadingText="Loading…"
        errorText={props.errorText}
        recoveryText="Try again"
        onLoadItems={({ detail }) => detail.samePage && props.onRetry()}
        empty={props.empty}
        enteredTextLabel={(text) => `Use: "${text}"`}
      />
    </FormField>
  );
}
