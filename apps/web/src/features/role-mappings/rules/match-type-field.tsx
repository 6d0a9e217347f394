import FormField from '@cloudscape-design/components/form-field';
import Select, { type SelectProps } from '@cloudscape-design/components/select';
import { mappingRule, type MappingRule } from '@lifeguard/shared/aws/role-mapping';
import type { ReactNode } from 'react';
import { type Control, useController } from 'react-hook-form';
import type { MappingValues } from '../form.ts';

const descriptions: Readonly<Record<MappingRule['MatchType'], string>> = {
  Equals: 'The claim is the value; of a list, one entry is',
  NotEqual: 'The claim is there and is another; of a list, all are',
  StartsWith: 'The claim begins with the value',
  Contains: 'The value stands somewhere in the claim',
};

const options = mappingRule.shape.MatchType.options.map((value): SelectProps.Option & { value: typeof value } => ({
  value,
  label: value,
  description: descriptions[value],
}));

interface MatchTypeFieldProps {
  control: Control<MappingValues>;
  index: number;
  label: ReactNode;
  disabled: boolean;
}

/** How a rule compares claim and value, in AWS's words. */
export function MatchTypeField({ control, index, label, disabled }: MatchTypeFieldProps) {
  const {
    field: { ref, ...field },
  } = useController({ control, name: `Rules.${index}.MatchType` });
  return (
    <FormField label={label} stretch>
      <Select
        ref={ref}
        selectedOption={{ value: field.value, label: field.value }}
        options={options}
        onChange={({ detail }) => field.onChange(detail.selectedOption.value)}
        onBlur={field.onBlur}
        disabled={disabled}
        expandToViewport
      />
    </FormField>
  );
}
