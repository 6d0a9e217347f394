import Alert from '@cloudscape-design/components/alert';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { readUserPoolText } from '@lifeguard/shared/user-pool-text';
import { skipToken, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useFormContext, useWatch } from 'react-hook-form';
import { useConnection } from '#api/connection.tsx';
import { accountQueries } from '#pool/account-queries.ts';
import { SuggestField } from '#ui/form/suggest-field.tsx';
import { ToggleField } from '#ui/form/toggle-field.tsx';
import type { ProviderFieldsProps } from './provider-fields.tsx';
import type { ProviderFormValues } from './provider-form.ts';
import { userPoolQuota } from './provider-words.ts';

/** A user pool, its app client and the check of its tokens: chosen from the account's or typed. */
export function UserPoolFields({ control, document, previous, disabled }: ProviderFieldsProps) {
  const { id } = useConnection();
  const { setValue } = useFormContext<ProviderFormValues>();
  const [hint, setHint] = useState('');
  const typed = useWatch({ control, name: 'userPool.ProviderName' });
  const { ProviderName } = readUserPoolText(typed);
  const pools = useQuery(accountQueries.userPools(id));
  const pool = pools.data?.UserPools.find((one) => one.ProviderName === ProviderName);
  const clients = useQuery({
    ...accountQueries.userPoolClients(id, pool?.Id ?? ''),
    ...(pool === undefined ? { queryFn: skipToken } : {}),
  });
  const count = document.CognitoIdentityProviders.length;

  function correct() {
    const read = readUserPoolText(typed);
    if (read.corrections.length === 0) return;
    setValue('userPool.ProviderName', read.ProviderName, { shouldDirty: true, shouldValidate: true });
    if (read.ClientId !== undefined) setValue('userPool.ClientId', read.ClientId, { shouldDirty: true });
    setHint(read.corrections.join(' '));
  }

  return (
    <SpaceBetween size="l">
      {previous === undefined && count >= userPoolQuota && (
        <Alert type="warning">
          The pool has {count} user pools. AWS allows {userPoolQuota}, unless the quota of your account was raised: it
          may refuse another.
        </Alert>
      )}
      <SuggestField
        control={control}
        name="userPool.ProviderName"
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
        name="userPool.ClientId"
        label="App client ID"
        description="The app client of the user pool that your app signs people in with."
        constraintText={clientConstraint(pool?.Name, ProviderName)}
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
        name="userPool.ServerSideTokenCheck"
        label="Server-side token check"
        description="On: each time AWS gives out credentials it asks the user pool whether the user was deleted, disabled or signed out everywhere. Off: a token is good until it runs out, whatever happened to its user."
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
