import SpaceBetween from '@cloudscape-design/components/space-between';
import { readUserPoolText } from '@lifeguard/shared/pool/user-pool-text';
import { skipToken, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type Control, type FieldPathByValue, type FieldValues, useController } from 'react-hook-form';
import { useConnection } from '#api/connection.tsx';
import { SuggestField } from '#ui/form/suggest-field.tsx';
import { ToggleField } from '#ui/form/toggle-field.tsx';
import { accountQueries } from '../account-queries.ts';

interface UserPoolFieldsProps<V extends FieldValues> {
  control: Control<V>;
  /** Where the form has the members; they come to what `readUserPoolFields` makes of them. */
  names: {
    readonly ProviderName: FieldPathByValue<V, string>;
    readonly ClientId: FieldPathByValue<V, string>;
    readonly ServerSideTokenCheck: FieldPathByValue<V, boolean>;
  };
  disabled?: boolean;
}

/** A user pool, its app client and the check of its tokens: chosen from the account's or typed. */
export function UserPoolFields<V extends FieldValues>({ control, names, disabled = false }: UserPoolFieldsProps<V>) {
  const { id } = useConnection();
  const [hint, setHint] = useState('');
  const { field: poolField } = useController({ control, name: names.ProviderName });
  const { field: clientField } = useController({ control, name: names.ClientId });
  const typed: string = poolField.value;
  const { ProviderName } = readUserPoolText(typed);
  const pools = useQuery(accountQueries.userPools(id));
  const pool = pools.data?.UserPools.find((one) => one.ProviderName === ProviderName);
  const clients = useQuery({
    ...accountQueries.userPoolClients(id, pool?.Id ?? ''),
    ...(pool === undefined ? { queryFn: skipToken } : {}),
  });

  const client: string = clientField.value;
  const listed = clients.isFetching ? undefined : clients.data?.UserPoolClients;
  const isUnknownClient = client.trim() !== '' && listed?.every(({ ClientId }) => ClientId !== client.trim()) === true;

  function correct() {
    const read = readUserPoolText(typed);
    if (read.corrections.length === 0) return;
    poolField.onChange(read.ProviderName);
    if (read.ClientId !== undefined) clientField.onChange(read.ClientId);
    setHint(read.corrections.join(' '));
  }

  return (
    <SpaceBetween size="l">
      <SuggestField
        control={control}
        name={names.ProviderName}
        label="User pool"
        description="Of this account and region from the list; of others by its provider name."
        constraintText={hint === '' ? 'cognito-idp.REGION.amazonaws.com/USERPOOLID' : hint}
        placeholder="Choose a user pool or type its provider name"
        options={(pools.data?.UserPools ?? []).map((one) => ({
          value: one.ProviderName,
          label: one.Name,
          description: one.Id,
        }))}
        statusType={pools.isFetching ? 'loading' : pools.error ? 'error' : 'finished'}
        errorText="The user pools of the account could not be read. You can type the provider name."
        empty="This account has no user pools in this region. You can type the provider name."
        onRetry={() => void pools.refetch()}
        onBlur={correct}
        disabled={disabled}
      />
      <SuggestField
        control={control}
        name={names.ClientId}
        label="App client ID"
        description="The app client of the user pool that your app signs people in with."
        constraintText={clientConstraint(pool?.Name, ProviderName)}
        warningText={
          isUnknownClient && `${pool?.Name ?? ''} has no app client with this ID, so nobody can sign in by it.`
        }
        placeholder="Choose an app client or type its ID"
        options={(clients.data?.UserPoolClients ?? []).map((one) => ({
          value: one.ClientId,
          label: one.ClientName,
          description: one.ClientId,
        }))}
        statusType={clients.isFetching ? 'loading' : clients.error ? 'error' : 'finished'}
        errorText="The app clients of the user pool could not be read. You can type the ID."
        empty={
          pool === undefined
            ? 'The app clients of this user pool are not known here. You can type the ID.'
            : 'This user pool has no app clients. You can type an ID.'
        }
        onRetry={() => void clients.refetch()}
        disabled={disabled}
      />
      <ToggleField
        control={control}
        name={names.ServerSideTokenCheck}
        label="Server-side token check"
        description="On: each time AWS gives out credentials it asks the user pool whether the user was deleted or signed out everywhere. Off: a token is good until it runs out, whatever happened to its user."
        disabled={disabled}
      >
        Check tokens with the user pool
      </ToggleField>
    </SpaceBetween>
  );
}

function clientConstraint(poolName: string | undefined, ProviderName: string): string {
  if (poolName !== undefined) return `Clients of ${poolName}`;
  return ProviderName === ''
    ? 'Choose the user pool first to see its clients here.'
    : 'This user pool is not one of this account and region, as far as can be seen here: its clients are not listed.';
}
