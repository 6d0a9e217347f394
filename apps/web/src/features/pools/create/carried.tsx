import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { poolSettings } from '@lifeguard/shared/pool/settings';
import { type Control, useController, useWatch } from 'react-hook-form';
import { type PoolFormValues, toInput } from './form.ts';

interface CarriedProps {
  control: Control<PoolFormValues>;
  name: 'RoleMappings' | 'PrincipalTagAttributeMaps';
}

const texts = {
  RoleMappings: {
    title: 'Role mappings',
    description: 'As the pool has them that this one is made like. Roles of rules must let the new pool in too.',
    item: 'role mapping',
  },
  PrincipalTagAttributeMaps: {
    title: 'Attributes for access control',
    description: 'As the pool has them that this one is made like.',
    item: 'attributes',
  },
} as const;

/** What was taken over from another pool by provider: it can be left out here, and is edited on the pool's own tabs. */
export function Carried({ control, name }: CarriedProps) {
  const { field, fieldState } = useController({ control, name });
  // Of the providers that are still chosen.
  const entries = useWatch({
    control,
    compute: (values: PoolFormValues) => Object.entries(carriedWords(values, name)),
  });
  if (Object.keys(field.value).length === 0) return null;
  const { title, description, item } = texts[name];
  return (
    <Container
      header={
        <Header variant="h2" description={`${description} Once the pool exists, they are edited on its own tabs.`}>
          {title}
        </Header>
      }
    >
      <SpaceBetween size="m">
        {fieldState.error?.message !== undefined && <Alert type="error">{fieldState.error.message}</Alert>}
        {entries.length === 0 && (
          <Box color="text-body-secondary">None: the providers that they belong to are not chosen.</Box>
        )}
        {entries.map(([provider, words]) => (
          <div key={provider}>
            <Box variant="awsui-key-label">{provider}</Box>
            <WordLines words={words} />
            <Button
              formAction="none"
              variant="inline-link"
              ariaLabel={`Leave out ${item} of ${provider}`}
              onClick={() =>
                field.onChange(Object.fromEntries(Object.entries(field.value).filter(([key]) => key !== provider)))
              }
            >
              Leave out
            </Button>
          </div>
        ))}
      </SpaceBetween>
    </Container>
  );
}

const maxLines = 4;

/** Several lines of words, as settings have them; many are folded. */
export function WordLines({ words }: { words: string }) {
  const lines = words.split('\n');
  const all = lines.map((line) => <div key={line}>{line}</div>);
  if (lines.length <= maxLines) return all;
  return (
    <ExpandableSection headerText={`${lines[0] ?? ''} and ${lines.length - 1} more lines`}>{all}</ExpandableSection>
  );
}

/** What the new pool gets of it, in words by provider. */
export function carriedWords(values: PoolFormValues, name: CarriedProps['name']): Record<string, string> {
  const { RoleMappings = {}, PrincipalTagAttributeMaps = {} } = toInput(values);
  const words =
    name === 'RoleMappings'
      ? Object.entries(RoleMappings).map(([key, mapping]) => [key, poolSettings.RoleMappings.words(mapping)])
      : Object.entries(PrincipalTagAttributeMaps).map(([key, map]) => [
          key,
          poolSettings.PrincipalTagAttributeMaps.words(map),
        ]);
  return Object.fromEntries(words) as Record<string, string>;
}
