import { poolTrustProblems, type TrustProblem } from '@lifeguard/shared/pool-trust-problems';
import type { WantedPoolTrust } from '@lifeguard/shared/trust-policy';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { Control, FieldPathByValue, FieldValues } from 'react-hook-form';
import { useConnection } from '#api/connection.tsx';
import { SuggestField } from '#ui/form/suggest-field.tsx';
import { accountQueries } from './account-queries.ts';

interface RoleFieldProps<V extends FieldValues> {
  control: Control<V>;
  name: FieldPathByValue<V, string>;
  label: ReactNode;
  description?: ReactNode;
  /** Whom the role is for: decides which roles are said to fit. */
  wanted: WantedPoolTrust;
}

/** The ARN of a role: chosen from the account's roles, those that fit first, or typed. */
export function RoleField<V extends FieldValues>({ control, name, label, description, wanted }: RoleFieldProps<V>) {
  const { id } = useConnection();
  const { data, error, isFetching, refetch } = useQuery(accountQueries.roles(id));
  const roles = (data?.Roles ?? []).map((role) => ({
    value: role.Arn,
    label: role.RoleName,
    problem: firstError(poolTrustProblems(role.AssumeRolePolicyDocument, wanted)),
  }));
  return (
    <SuggestField
      control={control}
      name={name}
      label={label}
      description={description}
      options={[
        { label: 'Roles that trust this pool', options: roles.filter(({ problem }) => problem === undefined) },
        {
          label: 'Other roles',
          options: roles
            .filter(({ problem }) => problem !== undefined)
            .map(({ problem, ...role }) => ({ ...role, description: problem ?? '' })),
        },
      ].filter((group) => group.options.length > 0)}
      statusType={isFetching ? 'loading' : error ? 'error' : 'finished'}
      errorText="The roles of the account could not be read. You can type the ARN."
      empty="The account has no roles. You can type the ARN."
      onRetry={() => void refetch()}
      placeholder="Choose a role or type its ARN"
    />
  );
}

function firstError(problems: readonly TrustProblem[]): string | undefined {
  return problems.find(({ severity }) => severity === 'error')?.message;
}
