import Box from '@cloudscape-design/components/box';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { NewPoolTrust } from '@lifeguard/shared/policy/trust';
import { type Control, useWatch } from 'react-hook-form';
import { TextField } from '#ui/form/text-field.tsx';
import { newRoleName, type PoolFormValues } from './form.ts';

interface NewRoleFieldsProps {
  control: Control<PoolFormValues>;
  kind: NewPoolTrust['kind'];
}

/** A default role that is made with the pool. */
export function NewRoleFields({ control, kind }: NewRoleFieldsProps) {
  const suggested = useWatch({
    control,
    compute: (values: PoolFormValues) => newRoleName(values, kind),
  });
  return (
    <SpaceBetween size="m">
      <TextField
        control={control}
        name={`NewRoles.${kind}.RoleName`}
        label="Role name - optional"
        description="Left empty: the name that is shown."
        placeholder={suggested}
        constraintText="1 to 64 characters: unaccented letters, digits and _ + = , . @ -"
      />
      <TextField
        control={control}
        name={`NewRoles.${kind}.Path`}
        label="Path"
        description="A part of the ARN by which policies tell roles apart. The admin policy that comes with Lifeguard passes only roles below /cognito-pools/ to a pool."
      />
      <Box color="text-body-secondary">
        Its trust policy lets in {kind === 'authenticated' ? 'the signed-in users' : 'the guests'} of this pool and
        nobody else. It has no permissions until you attach policies to it in IAM.
      </Box>
    </SpaceBetween>
  );
}
