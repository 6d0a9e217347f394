import Alert from '@cloudscape-design/components/alert';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import FormField from '@cloudscape-design/components/form-field';
import { zodResolver } from '@hookform/resolvers/zod';
import { type CreateRoleInput, createRoleInput, type IamRole } from '@lifeguard/shared/api/iam-roles';
import { defaultRolePath } from '@lifeguard/shared/aws/new-role';
import { planCreateRole } from '@lifeguard/shared/aws/plans';
import { suggestedRoleName } from '@lifeguard/shared/roles/uses';
import { poolTrustPolicy, type WantedPoolTrust } from '@lifeguard/shared/policy/trust';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useForm, useWatch } from 'react-hook-form';
import { z } from 'zod';
import { type ApiError, hasCode, hasUnknownOutcome } from '#api/api-error.ts';
import { useConnection } from '#api/connection.tsx';
import { FormDialog } from '#ui/dialog/form-dialog.tsx';
import { applyProblem } from '#ui/form/apply-problem.ts';
import { TextField } from '#ui/form/text-field.tsx';
import { useNotify } from '#ui/notifications.tsx';
import { accountMutations, accountQueries } from '../account-queries.ts';
import { PlannedCalls } from '../planned-calls.tsx';
import { PolicyView } from './policy-view.tsx';
import { cacheRole, useRoles } from './use-roles.ts';

const roleValues = createRoleInput.pick({ RoleName: true, Path: true }).extend({ Description: z.string().max(1000) });
type RoleValues = z.infer<typeof roleValues>;

const users = { authenticated: 'Signed-in users', unauthenticated: 'Guests' } as const;

interface CreateRoleDialogProps {
  poolName: string;
  /** Whom the new role lets in. */
  wanted: WantedPoolTrust;
  onCreated: (role: IamRole) => void;
  onClose: () => void;
}

/** Makes a role whose trust policy lets in one kind of a pool's users, and no permissions yet. */
export function CreateRoleDialog({ poolName, wanted, onCreated, onClose }: CreateRoleDialogProps) {
  const { id } = useConnection();
  const queryClient = useQueryClient();
  const notify = useNotify();
  const { data } = useRoles();
  const taken = (data?.Roles ?? []).map(({ RoleName }) => RoleName);
  const form = useForm<RoleValues>({
    defaultValues: {
      RoleName: suggestedRoleName(poolName, wanted.kind, taken),
      Path: defaultRolePath,
      Description: `${users[wanted.kind]} of the identity pool ${poolName}`,
    },
    resolver: zodResolver(roleValues),
    mode: 'onTouched',
  });
  const create = useMutation({
    mutationFn: (values: RoleValues) => accountMutations.createRole(id, inputOf(values, wanted)),
    onSuccess: (role) => {
      cacheRole(queryClient, id, role);
      notify({
        id: `role-${role.Arn}`,
        type: 'success',
        header: `Created the role ${role.RoleName}`,
        content:
          'It has no permissions yet: attach policies to it in the IAM console, or with "aws iam attach-role-policy". It is chosen on the page; save to give it to the pool.',
      });
      onCreated(role);
    },
    onError: (error) => {
      if (hasUnknownOutcome(error)) void queryClient.invalidateQueries({ queryKey: accountQueries.roles(id).queryKey });
      if (standsOnFields(error)) applyProblem(error.problem, form.setError, fieldOfPath);
    },
  });

  return (
    <FormDialog
      title="Create role"
      size="large"
      error={standsOnFields(create.error) ? null : create.error}
      what="the role was created"
      isPending={create.isPending}
      submitText="Create role"
      onSubmit={() => void form.handleSubmit((values) => create.mutate(values))()}
      onDismiss={onClose}
    >
      <Alert type="info">
        The role will have no permissions: whoever gets it can do nothing until you attach policies to it in IAM.
      </Alert>
      <TextField
        control={form.control}
        name="RoleName"
        label="Role name"
        constraintText="1 to 64 characters: unaccented letters, digits and _ + = , . @ -"
      />
      <TextField
        control={form.control}
        name="Path"
        label="Path"
        description="A part of the ARN by which policies tell roles apart. The admin policy that comes with Lifeguard passes only roles below /cognito-pools/ to a pool. A role keeps its path for good."
      />
      <TextField control={form.control} name="Description" label="Description - optional" stretch />
      <FormField
        label="Trust policy"
        description={`Lets in the ${users[wanted.kind].toLowerCase()} of this pool${wanted.needsTagSession ? ', with their tags' : ''}, and nobody else.`}
        stretch
      >
        <PolicyView policy={poolTrustPolicy(wanted)} label="trust policy of the new role" />
      </FormField>
      <ExpandableSection headerText="AWS call">
        <Call values={useWatch({ control: form.control })} wanted={wanted} />
      </ExpandableSection>
    </FormDialog>
  );
}

function Call({ values, wanted }: { values: Partial<RoleValues>; wanted: WantedPoolTrust }) {
  const { RoleName = '', Path = '', Description = '' } = values;
  return <PlannedCalls calls={[planCreateRole(inputOf({ RoleName, Path, Description }, wanted))]} />;
}

function inputOf({ RoleName, Path, Description }: RoleValues, wanted: WantedPoolTrust): CreateRoleInput {
  return {
    RoleName,
    Path,
    ...(Description.trim() === '' ? {} : { Description: Description.trim() }),
    AssumeRolePolicyDocument: poolTrustPolicy(wanted),
  };
}

function fieldOfPath(path: string): keyof RoleValues | undefined {
  return path === 'RoleName' || path === 'Path' || path === 'Description' ? path : undefined;
}

/** Whether all that there is to say of a refusal has its place on a field. */
function standsOnFields(error: unknown): error is ApiError {
  if (!hasCode(error, 'conflict', 'invalid_input')) return false;
  const fields = Object.keys(error.problem.fields ?? {});
  return fields.length > 0 && fields.every((path) => fieldOfPath(path) !== undefined);
}
