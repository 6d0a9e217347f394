import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { zodResolver } from '@hookform/resolvers/zod';
import type { Pool } from '@lifeguard/shared/api/pools';
import { PoolEditForm } from '#pool/edit/form.tsx';
import { usePool } from '#pool/use-pool.ts';
import { usePoolEditor } from '#pool/edit/use-editor.ts';
import { ChoiceField } from '#ui/form/choice-field.tsx';
import { TextField } from '#ui/form/text-field.tsx';
import { ToggleField } from '#ui/form/toggle-field.tsx';
import { changesOf, poolProperties, poolPropertiesDraft, propertiesOf } from './form.ts';

/** Name, guest access and classic flow of a pool. */
export function Component() {
  const { data: pool } = usePool();
  // The frame around the tabs shows loading and errors.
  return pool && <PropertiesForm latest={pool} />;
}

const notSetChoice = { value: 'notSet', label: 'Not set (active by default)' };
const classicFlowChoices = [
  { value: 'allowed', label: 'Active' },
  { value: 'refused', label: 'Inactive' },
];

const resolver = zodResolver(poolProperties);

function PropertiesForm({ latest }: { latest: Pool }) {
  const editor = usePoolEditor({
    latest,
    name: 'properties',
    shape: poolPropertiesDraft,
    valuesOf: propertiesOf,
    changesOf,
    resolver,
  });
  const { control } = editor.form;
  const disabled = editor.editReason !== undefined;
  // AWS keeps it once it is set, so nobody can go back.
  const isClassicFlowSet = latest.document.AllowClassicFlow !== undefined;
  return (
    <PoolEditForm editor={editor}>
      <Container header={<Header variant="h2">Properties</Header>}>
        <SpaceBetween size="l">
          <TextField
            control={control}
            name="IdentityPoolName"
            label="Identity pool name"
            constraintText="1 to 128 characters: unaccented letters, digits, spaces and _ + = , . @ -"
            disabled={disabled}
          />
          <ToggleField
            control={control}
            name="AllowUnauthenticatedIdentities"
            label="Guest access"
            description="Lets people who have not signed in get an identity, and the credentials of the guest role."
            disabled={disabled}
          >
            Give guests credentials
          </ToggleField>
          <ChoiceField
            control={control}
            name="AllowClassicFlow"
            label="Basic (classic) flow"
            description="Lets apps take an OpenID token and choose the role themselves."
            choices={isClassicFlowSet ? classicFlowChoices : [notSetChoice, ...classicFlowChoices]}
            disabled={disabled}
          />
        </SpaceBetween>
      </Container>
    </PoolEditForm>
  );
}
