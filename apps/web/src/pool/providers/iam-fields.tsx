import Box from '@cloudscape-design/components/box';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import type { OidcProvider, SamlProvider } from '@lifeguard/shared/aws/account-providers';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type Control, type FieldPathByValue, type FieldValues, useWatch } from 'react-hook-form';
import { useConnection } from '#api/connection.tsx';
import { SuggestField } from '#ui/form/suggest-field.tsx';
import { accountQueries } from '../account-queries.ts';

interface IamProviderFieldsProps<V extends FieldValues> {
  control: Control<V>;
  /** Where the form has the ARN. */
  name: FieldPathByValue<V, string>;
  disabled?: boolean;
}

/** An OIDC provider of IAM: chosen, or its ARN typed. */
export function OidcFields<V extends FieldValues>({ control, name, disabled = false }: IamProviderFieldsProps<V>) {
  const { id } = useConnection();
  const { data, error, isFetching, refetch } = useQuery(accountQueries.oidcProviders(id));
  const entered: string = useWatch({ control, name });
  const arn = entered.trim();
  const chosen = data?.OidcProviders.find((provider) => provider.Arn === arn);
  return (
    <SpaceBetween size="l">
      <SuggestField
        control={control}
        name={name}
        label="OIDC provider"
        description="It must exist in IAM: the pool names it by its ARN and takes issuer and audiences from there."
        constraintText="arn:aws:iam::123456789012:oidc-provider/idp.example.com"
        placeholder="Choose an OIDC provider or type its ARN"
        options={(data?.OidcProviders ?? []).map((provider) => ({
          value: provider.Arn,
          label: nameOf(provider.Arn),
          description: oidcText(provider),
        }))}
        statusType={isFetching ? 'loading' : error ? 'error' : 'finished'}
        errorText="The OIDC providers of IAM could not be read. You can type the ARN."
        empty="IAM has no OIDC providers. Create one there, or type the ARN."
        onRetry={() => void refetch()}
        disabled={disabled}
      />
      {chosen && <OidcDetails provider={chosen} />}
      {data && arn !== '' && !chosen && <NotListed what="OIDC provider" />}
    </SpaceBetween>
  );
}

/** A SAML provider of IAM: chosen, or its ARN typed. */
export function SamlFields<V extends FieldValues>({ control, name, disabled = false }: IamProviderFieldsProps<V>) {
  const { id } = useConnection();
  const { data, error, isFetching, refetch } = useQuery(accountQueries.samlProviders(id));
  const entered: string = useWatch({ control, name });
  const arn = entered.trim();
  const chosen = data?.SamlProviders.find((provider) => provider.Arn === arn);
  return (
    <SpaceBetween size="l">
      <SuggestField
        control={control}
        name={name}
        label="SAML provider"
        description="It must exist in IAM of the pool's own account: the pool names it by its ARN and takes the metadata from there."
        constraintText="arn:aws:iam::123456789012:saml-provider/name"
        placeholder="Choose a SAML provider or type its ARN"
        options={(data?.SamlProviders ?? []).map((provider) => ({
          value: provider.Arn,
          label: nameOf(provider.Arn),
          description: provider.ValidUntil === undefined ? '' : `Valid until ${dayOf(provider.ValidUntil)}`,
        }))}
        statusType={isFetching ? 'loading' : error ? 'error' : 'finished'}
        errorText="The SAML providers of IAM could not be read. You can type the ARN."
        empty="IAM has no SAML providers. Create one there, or type the ARN."
        onRetry={() => void refetch()}
        disabled={disabled}
      />
      {chosen && <SamlDetails provider={chosen} />}
      {data && arn !== '' && !chosen && <NotListed what="SAML provider" />}
    </SpaceBetween>
  );
}

function OidcDetails({ provider }: { provider: OidcProvider }) {
  return (
    <KeyValuePairs
      columns={2}
      items={[
        { label: 'Issuer', value: issuerOf(provider) },
        {
          label: 'Audiences (client IDs)',
          value:
            provider.ClientIDList === undefined
              ? 'Not readable with these credentials'
              : provider.ClientIDList.length === 0
                ? 'None: no token is accepted'
                : provider.ClientIDList.map((client) => <div key={client}>{client}</div>),
        },
      ]}
    />
  );
}

function SamlDetails({ provider: { ValidUntil } }: { provider: SamlProvider }) {
  const [now] = useState(() => Date.now());
  if (ValidUntil === undefined) return null;
  const isOver = Date.parse(ValidUntil) < now;
  return (
    <KeyValuePairs
      items={[
        {
          label: 'Metadata valid until',
          value: isOver ? (
            <StatusIndicator type="error">
              {dayOf(ValidUntil)}: it has run out. Upload new metadata in IAM.
            </StatusIndicator>
          ) : (
            dayOf(ValidUntil)
          ),
        },
      ]}
    />
  );
}

function NotListed({ what }: { what: string }) {
  return (
    <Box color="text-body-secondary">
      IAM does not list this {what} for this account. Where it does not exist, nobody can sign in through it.
    </Box>
  );
}

function nameOf(arn: string): string {
  return arn.slice(arn.indexOf('/') + 1);
}

function oidcText({ ClientIDList }: OidcProvider): string {
  return ClientIDList === undefined ? '' : `Audiences: ${ClientIDList.join(', ') || 'none'}`;
}

function issuerOf({ Arn, Url }: OidcProvider): string {
  const issuer = Url ?? nameOf(Arn);
  return issuer.startsWith('https://') ? issuer : `https://${issuer}`;
}

function dayOf(date: string): string {
  return date.slice(0, 10);
}
