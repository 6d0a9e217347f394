import type { PoolDocument } from '@lifeguard/shared/aws/pool-document';
import { identityKeys } from '@lifeguard/shared/aws/regions';
import { poolProviders } from '@lifeguard/shared/roles/provider-keys';
import type { ReactNode } from 'react';
import type { Control, FieldPathByValue, FieldValues } from 'react-hook-form';
import { SuggestField } from '#ui/form/suggest-field.tsx';

interface LoginFieldProps<V extends FieldValues> {
  control: Control<V>;
  name: FieldPathByValue<V, string>;
  label: ReactNode;
  document: PoolDocument;
}

/** The key in Logins: one of the pool's, or any other that an app may send by mistake. */
export function LoginField<V extends FieldValues>({ control, name, label, document }: LoginFieldProps<V>) {
  const logins = [...new Set(poolProviders(document).map(({ login }) => login))];
  const options = [
    ...logins.map((value) => ({ value })),
    { value: identityKeys(document.IdentityPoolId).host, description: 'A token of GetOpenIdTokenForDeveloperIdentity' },
  ];
  return (
    <SuggestField
      control={control}
      name={name}
      label={label}
      description="The key in Logins, exactly as the app sends it."
      placeholder="Choose a provider of the pool or type a key"
      options={options}
      statusType="finished"
      errorText=""
      empty="The pool has no providers."
      onRetry={() => undefined}
    />
  );
}
