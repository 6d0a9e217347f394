import { roleArnPattern } from '@lifeguard/shared/aws/arn';
import type { NewPoolTrust, WantedPoolTrust } from '@lifeguard/shared/policy/trust';
import type { ReactNode } from 'react';
import { type Control, type FieldPathByValue, type FieldValues, useController } from 'react-hook-form';
import { useAccount } from '#api/connection.tsx';
import { SuggestField } from '#ui/form/suggest-field.tsx';
import { accountOfArn, roleOfName } from './arn.ts';
import { roleOptions, useRoles } from './use-roles.ts';

interface RoleFieldProps<V extends FieldValues> {
  control: Control<V>;
  name: FieldPathByValue<V, string>;
  label: ReactNode;
  description?: ReactNode;
  /** Whom the role is for: decides which roles are said to fit. */
  wanted: WantedPoolTrust | NewPoolTrust;
  disabled?: boolean;
}

/** The ARN of a role: chosen from the account's roles, those that fit first, or typed; a bare name becomes the ARN. */
export function RoleField<V extends FieldValues>(props: RoleFieldProps<V>) {
  const { control, name, label, description, wanted, disabled = false } = props;
  const { data, error, isFetching, refetch } = useRoles();
  const account = useAccount();
  const { field } = useController({ control, name });
  const entered: string = field.value;
  const arn = entered.trim();
  const isForeign = account !== undefined && roleArnPattern.test(arn) && accountOfArn(arn) !== account;
  function resolveName() {
    const role = data === undefined ? undefined : roleOfName(data.Roles, arn);
    if (role !== undefined) field.onChange(role.Arn);
  }

  return (
    <SuggestField
      control={control}
      name={name}
      label={label}
      description={description}
      disabled={disabled}
      warningText={
        isForeign
          ? `This role is of account ${accountOfArn(arn)}, the pool of ${account}: AWS refuses roles of other accounts.`
          : undefined
      }
      options={data === undefined ? [] : roleOptions(data.Roles, wanted)}
      statusType={isFetching && data === undefined ? 'loading' : error ? 'error' : 'finished'}
      errorText="The roles of the account could not be read. You can type the ARN."
      empty="The account has no roles. You can type the ARN."
      onRetry={() => void refetch()}
      onBlur={resolveName}
      placeholder="Choose a role, or type its name or ARN"
    />
  );
}
