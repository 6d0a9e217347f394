import Box from '@cloudscape-design/components/box';
import Checkbox from '@cloudscape-design/components/checkbox';
import FormField from '@cloudscape-design/components/form-field';
import RadioGroup from '@cloudscape-design/components/radio-group';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { Leftover, LeftoverChoice } from '@lifeguard/shared/pool/provider-edit';

interface LeftoverFieldsProps {
  leftovers: { readonly mappings: readonly Leftover[]; readonly attributes: readonly Leftover[] };
  mappings: LeftoverChoice;
  attributes: LeftoverChoice;
  onMappings: (choice: LeftoverChoice) => void;
  onAttributes: (choice: LeftoverChoice) => void;
  disabled?: boolean;
}

/** What should become of the role mapping and the attribute map of a provider that goes or gets another key. */
export function LeftoverFields({ leftovers, onMappings, onAttributes, ...choices }: LeftoverFieldsProps) {
  return (
    <SpaceBetween size="m">
      {leftovers.mappings.length > 0 && (
        <LeftoverField
          noun="role mapping"
          leftovers={leftovers.mappings}
          choice={choices.mappings}
          onChoose={onMappings}
          disabled={choices.disabled ?? false}
          kept="AWS refuses every later change of roles and role mappings while a mapping names no provider of the pool."
        />
      )}
      {leftovers.attributes.length > 0 && (
        <LeftoverField
          noun="attribute map"
          leftovers={leftovers.attributes}
          choice={choices.attributes}
          onChoose={onAttributes}
          disabled={choices.disabled ?? false}
          kept="Otherwise the map stays in AWS unseen, and applies again if the provider comes back."
        />
      )}
    </SpaceBetween>
  );
}

interface LeftoverFieldProps {
  noun: string;
  leftovers: readonly Leftover[];
  choice: LeftoverChoice;
  onChoose: (choice: LeftoverChoice) => void;
  disabled: boolean;
  /** What happens if it is kept. */
  kept: string;
}

function LeftoverField({ noun, leftovers, choice, onChoose, disabled, kept }: LeftoverFieldProps) {
  const nouns = leftovers.length === 1 ? noun : `${noun}s`;
  const target = leftovers.find(({ to }) => to !== undefined)?.to;
  const names = (
    <>
      {leftovers.map(({ key, isOld }) => (
        <Box key={key} variant="small" display="block">
          {key}
          {isOld && ' (left from before)'}
        </Box>
      ))}
    </>
  );
  if (target === undefined) {
    return (
      <Checkbox
        checked={choice !== 'keep'}
        onChange={({ detail }) => onChoose(detail.checked ? 'move' : 'keep')}
        description={
          <>
            {kept} {names}
          </>
        }
        disabled={disabled}
      >
        Remove the {nouns} too
      </Checkbox>
    );
  }
  return (
    <FormField
      label={`What becomes of the ${nouns}`}
      description={
        <>
          {kept} {names}
        </>
      }
      stretch
    >
      <RadioGroup
        value={choice}
        onChange={({ detail }) => {
          if (detail.value === 'move' || detail.value === 'remove' || detail.value === 'keep') onChoose(detail.value);
        }}
        items={[
          {
            value: 'move',
            label: `Move the ${noun} along`,
            description: `To ${target}${leftovers.length > 1 ? '; what was left from before is removed' : ''}`,
            disabled,
          },
          { value: 'remove', label: `Remove the ${nouns}`, disabled },
          {
            value: 'keep',
            label: `Keep the ${nouns} where ${leftovers.length === 1 ? 'it is' : 'they are'}`,
            disabled,
          },
        ]}
      />
    </FormField>
  );
}
