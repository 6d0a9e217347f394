import Alert from '@cloudscape-design/components/alert';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { roleArnPattern } from '@lifeguard/shared/aws/arn';
import type { NewPoolTrust } from '@lifeguard/shared/policy/trust';
import type { ReactNode } from 'react';
import { type Control, useWatch } from 'react-hook-form';
import { useConnection } from '#api/connection.tsx';
import { RoleField } from '#pool/roles/field.tsx';
import { ToggleField } from '#ui/form/toggle-field.tsx';
import { Carried } from './carried.tsx';
import { NewRoleFields } from './new-role-fields.tsx';
import { NewPoolRoleTrust } from './role-trust.tsx';
import type { PoolFormValues } from './form.ts';

type Props = { control: Control<PoolFormValues> };

export function RolesStep({ control }: Props) {
  const [guests, guestRole, isNewGuestRole] = useWatch({
    control,
    name: ['AllowUnauthenticatedIdentities', 'Roles.unauthenticated', 'NewRoles.unauthenticated.isWanted'],
  });
  const hasGuestRole = isNewGuestRole || guestRole.trim() !== '';
  return (
    <SpaceBetween size="l">
      <Alert type="info" header="Whether a role that is there lets this pool in can’t be known yet">
        AWS gives the pool its ID when it is created, and the trust policy of a role must name that ID. The rest of each
        policy is checked here. Once the pool exists, its Roles tab checks the whole and adds the ID to the policy of a
        role. A role that is created with the pool names it from the start.
      </Alert>
      <DefaultRole
        control={control}
        kind="authenticated"
        title="Authenticated role"
        description="For people who signed in. Without it they get an identity and no credentials."
      />
      <DefaultRole
        control={control}
        kind="unauthenticated"
        title="Guest role"
        description="For people who have not signed in."
      >
        {guests && !hasGuestRole && (
          <Alert type="info">Guest access is on, but without a guest role guests get no credentials.</Alert>
        )}
        {!guests && hasGuestRole && (
          <Alert type="info">Guest access is off, so nobody gets the guest role until you turn it on.</Alert>
        )}
      </DefaultRole>
      <Carried control={control} name="RoleMappings" />
      <Carried control={control} name="PrincipalTagAttributeMaps" />
    </SpaceBetween>
  );
}

interface DefaultRoleProps extends Props {
  kind: NewPoolTrust['kind'];
  title: string;
  description: string;
  /** What else there is to say about it. */
  children?: ReactNode;
}

function DefaultRole({ control, kind, title, description, children }: DefaultRoleProps) {
  const { region } = useConnection();
  const [roles, isNew] = useWatch({ control, name: ['Roles', `NewRoles.${kind}.isWanted`] });
  const wanted: NewPoolTrust = { region, kind, needsTagSession: false };
  const arn = roles[kind].trim();
  return (
    <Container
      header={
        <Header variant="h2" description={description}>
          {title}
        </Header>
      }
    >
      <SpaceBetween size="m">
        <ToggleField
          control={control}
          name={`NewRoles.${kind}.isWanted`}
          label={kind === 'authenticated' ? 'New role for signed-in users' : 'New role for guests'}
        >
          Create it with the pool
        </ToggleField>
        {isNew ? (
          <NewRoleFields control={control} kind={kind} />
        ) : (
          <RoleField
            control={control}
            name={`Roles.${kind}`}
            label={`ARN of the ${title.toLowerCase()} - optional`}
            description="AWS checks when the pool is created that the role exists and that you may pass it (iam:PassRole)."
            wanted={wanted}
          />
        )}
        {!isNew && roleArnPattern.test(arn) && (
          <NewPoolRoleTrust arn={arn} wanted={wanted} isForGuestsToo={arn === roles.unauthenticated.trim()} />
        )}
        {children}
      </SpaceBetween>
    </Container>
  );
}
