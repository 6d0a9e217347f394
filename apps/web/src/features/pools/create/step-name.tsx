import Alert from '@cloudscape-design/components/alert';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { type Control, useWatch } from 'react-hook-form';
import { TextField } from '#ui/form/text-field.tsx';
import { ToggleField } from '#ui/form/toggle-field.tsx';
import type { PoolFormValues } from './form.ts';

export function NameStep({ control }: { control: Control<PoolFormValues> }) {
  const [guests, classic] = useWatch({ control, name: ['AllowUnauthenticatedIdentities', 'AllowClassicFlow'] });
  return (
    <SpaceBetween size="l">
      <Container header={<Header variant="h2">Name</Header>}>
        <TextField
          control={control}
          name="IdentityPoolName"
          label="Identity pool name"
          description="For people. Programs use the ID that AWS gives the pool. Names need not be unique, and can be changed."
          constraintText="1 to 128 characters: unaccented letters, digits, spaces and _ + = , . @ -"
        />
      </Container>
      <Container header={<Header variant="h2">Access</Header>}>
        <SpaceBetween size="l">
          <ToggleField
            control={control}
            name="AllowUnauthenticatedIdentities"
            label="Guest access"
            description="Lets people who have not signed in get an identity, and the credentials of the guest role."
          >
            Give guests credentials
          </ToggleField>
          {guests && (
            <Alert type="warning">
              Anyone on the internet who knows the ID of the pool will get credentials of the guest role. The ID is in
              every app that uses the pool, so treat it as public.
            </Alert>
          )}
          <ToggleField
            control={control}
            name="AllowClassicFlow"
            label="Basic (classic) flow"
            description="Lets apps take an OpenID token and choose the role themselves. Only old apps need it; the enhanced flow is simpler and safer."
          >
            Allow the classic flow
          </ToggleField>
          {classic && (
            <Alert type="warning">
              In the classic flow an app may name any role whose trust policy lets it in, and AWS does not narrow the
              guest role. AWS refuses the flow for a pool with role mappings.
            </Alert>
          )}
        </SpaceBetween>
      </Container>
    </SpaceBetween>
  );
}
