import Box from '@cloudscape-design/components/box';
import Container from '@cloudscape-design/components/container';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import RadioGroup from '@cloudscape-design/components/radio-group';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { defaultPrincipalTags } from '@lifeguard/shared/roles/tag-resolution';
import { type Control, useController } from 'react-hook-form';
import { CopyId } from '#ui/copy-id.tsx';
import type { TaggedProvider } from './providers.ts';
import { type AttributesValues, maxAttributes, type ProviderValues } from './form.ts';
import { CustomTags } from './custom-tags.tsx';

const modes: { value: ProviderValues['mode']; label: string; description: string }[] = [
  { value: 'inactive', label: 'Inactive', description: 'Sessions of these users get no tags.' },
  { value: 'default', label: 'Use default mappings', description: 'AWS sets the two tags client and username.' },
  {
    value: 'custom',
    label: 'Use custom mappings',
    description: `You choose the tags and the claims that fill them, at most ${maxAttributes}.`,
  },
];

interface ProviderSectionProps {
  control: Control<AttributesValues>;
  /** Place among the providers of the form. */
  index: number;
  provider: TaggedProvider;
  disabledReason: string | undefined;
}

/** How claims of the users of one provider become tags. */
export function ProviderSection({ control, index, provider, disabledReason }: ProviderSectionProps) {
  const {
    field: { ref, ...mode },
  } = useController({ control, name: `providers.${index}.mode` });
  return (
    <Container
      header={
        <Header variant="h2" description={clientsText(provider)}>
          {provider.title}
        </Header>
      }
    >
      <SpaceBetween size="l">
        <CopyId value={provider.name} label="provider" wrap />
        <FormField label={`Attributes of ${provider.title}`} stretch>
          <RadioGroup
            ref={ref}
            name={mode.name}
            value={mode.value}
            items={modes.map((item) => ({ ...item, disabled: disabledReason !== undefined }))}
            onChange={({ detail }) => mode.onChange(detail.value)}
          />
        </FormField>
        {mode.value === 'default' && <DefaultTags provider={provider} />}
        {mode.value === 'custom' && (
          <CustomTags control={control} index={index} provider={provider} disabledReason={disabledReason} />
        )}
      </SpaceBetween>
    </Container>
  );
}

function DefaultTags({ provider }: { provider: TaggedProvider }) {
  const items = Object.entries(defaultPrincipalTags(provider.family)).map(([tag, claim]) => ({
    label: tag,
    value: (
      <>
        from the claim <Box variant="code">{claim}</Box>
      </>
    ),
  }));
  return <KeyValuePairs columns={2} minColumnWidth={300} items={items} />;
}

function clientsText({ clients }: TaggedProvider): string {
  if (clients.length < 2) return '';
  return `${clients.length} app clients of this user pool are providers here (${clients.join(', ')}). They share these attributes: AWS keeps one map per user pool.`;
}
