import Alert from '@cloudscape-design/components/alert';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useQuery } from '@tanstack/react-query';
import { type Control, useWatch } from 'react-hook-form';
import { useConnection } from '#api/connection.tsx';
import { SuggestField } from '#ui/form/suggest-field.tsx';
import { OriginRoles } from './create-origin.tsx';
import type { PoolOrigin } from './pool-copy.ts';
import type { PoolFormValues } from './pool-form.ts';
import { accountQueries } from '#pool/account-queries.ts';

interface RolesStepProps {
  control: Control<PoolFormValues>;
  /** The pool that the wizard was filled in from. */
  origin: PoolOrigin | undefined;
}

export function RolesStep({ control, origin }: RolesStepProps) {
  const { id } = useConnection();
  const { data, error, isFetching, refetch } = useQuery(accountQueries.roles(id));
  const [guests, guestRole, userRole] = useWatch({
    control,
    name: ['AllowUnauthenticatedIdentities', 'Roles.unauthenticated', 'Roles.authenticated'],
  });
  const picker = {
    options: (data?.Roles ?? []).map((role) => ({
      value: role.Arn,
      label: role.RoleName,
      ...(role.Description === undefined ? {} : { description: role.Description }),
    })),
    statusType: isFetching ? 'loading' : error ? 'error' : 'finished',
    errorText: 'The roles of the account could not be read. You can type the ARN.',
    empty: 'The account has no roles. You can type the ARN.',
    onRetry: () => void refetch(),
    placeholder: 'Choose a role or type its ARN',
  } as const;
  return (
    <Container
      header={
        <Header
          variant="h2"
          description="The IAM roles whose credentials people get. The trust policy of each must let this pool assume it."
        >
          Default roles
        </Header>
      }
    >
      <SpaceBetween size="l">
        {origin && `${guestRole}${userRole}`.trim() !== '' && <OriginRoles origin={origin} />}
        <SuggestField
          control={control}
          name="Roles.authenticated"
          label="Authenticated role - optional"
          description="For people who signed in. Without it they get an identity and no credentials."
          {...picker}
        />
        <SuggestField
          control={control}
          name="Roles.unauthenticated"
          label="Guest role - optional"
          description="For people who have not signed in."
          {...picker}
        />
        {guests && guestRole.trim() === '' && (
          <Alert type="info">Guest access is on, but without a guest role guests get no credentials.</Alert>
        )}
        {!guests && guestRole.trim() !== '' && (
          <Alert type="info">Guest access is off, so nobody gets the guest role until you turn it on.</Alert>
        )}
      </SpaceBetween>
    </Container>
  );
}
