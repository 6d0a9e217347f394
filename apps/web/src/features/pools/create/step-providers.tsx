import Container from '@cloudscape-design/components/container';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { loginProviders } from '@lifeguard/shared/aws/providers';
import { useState } from 'react';
import { type Control, useFieldArray, useFormState, useWatch } from 'react-hook-form';
import { DeveloperField } from '#pool/providers/developer-field.tsx';
import { OidcFields, SamlFields } from '#pool/providers/iam-fields.tsx';
import type { SecretKind } from '#pool/providers/key-and-secret.ts';
import { LoginFields } from '#pool/providers/login-fields.tsx';
import { UserPoolFields } from '#pool/providers/user-pool-fields.tsx';
import { RowList } from '#ui/form/row-list.tsx';
import { LostSecrets } from './origin.tsx';
import type { PoolOrigin } from './copy.ts';
import type { PoolFormValues } from './form.ts';

type Props = { control: Control<PoolFormValues> };

interface ProvidersStepProps extends Props {
  /** The pool that the wizard was filled in from. */
  origin: PoolOrigin | undefined;
  /** Whose keys came from another pool or from before a reload, without their secrets. */
  lostSecrets: readonly SecretKind[];
}

export function ProvidersStep({ control, origin, lostSecrets }: ProvidersStepProps) {
  const logins = useWatch({ control, name: 'logins' });
  return (
    <SpaceBetween size="l">
      {lostSecrets.some((kind) => logins[kind].value !== '' && logins[kind].secret === '') && (
        <LostSecrets origin={origin} />
      )}
      <UserPools control={control} />
      <SocialProviders control={control} />
      <IamProviders
        control={control}
        name="OpenIdConnectProviderARNs"
        title="OIDC providers"
        description="OpenID Connect providers that exist in IAM."
        noun="OIDC provider"
        Fields={OidcFields}
      />
      <IamProviders
        control={control}
        name="SamlProviderARNs"
        title="SAML providers"
        description="SAML providers that exist in IAM."
        noun="SAML provider"
        Fields={SamlFields}
      />
      <Container
        header={
          <Header
            variant="h2"
            description="For your own sign-in: your server vouches for its users under this name. Leave it empty if you do not need it."
          >
            Developer provider
          </Header>
        }
      >
        <DeveloperField control={control} name="DeveloperProviderName" />
      </Container>
    </SpaceBetween>
  );
}

function UserPools({ control }: Props) {
  const { fields, append, remove } = useFieldArray({ control, name: 'CognitoIdentityProviders' });
  const { errors } = useFormState({ control, name: 'CognitoIdentityProviders' });
  return (
    <Container
      header={
        <Header variant="h2" description="Cognito user pools, each with the app client whose tokens are accepted.">
          User pools
        </Header>
      }
    >
      <RowList
        ids={fields.map((field) => field.id)}
        noun="user pool"
        empty="No user pool. People can sign in through one once you add it."
        errorText={errors.CognitoIdentityProviders?.root?.message}
        onAdd={() => append({ ProviderName: '', ClientId: '', ServerSideTokenCheck: false })}
        onRemove={remove}
        isTall
        renderRow={(index) => (
          <UserPoolFields
            control={control}
            names={{
              ProviderName: `CognitoIdentityProviders.${index}.ProviderName`,
              ClientId: `CognitoIdentityProviders.${index}.ClientId`,
              ServerSideTokenCheck: `CognitoIdentityProviders.${index}.ServerSideTokenCheck`,
            }}
          />
        )}
      />
    </Container>
  );
}

function SocialProviders({ control }: Props) {
  return (
    <Container
      header={
        <Header variant="h2" description="The value that the provider gave your app. Leave empty what you do not use.">
          Social providers
        </Header>
      }
    >
      <SpaceBetween size="xs">
        {loginProviders.map(({ key, kind, label }) => (
          <SocialProvider key={key} control={control} kind={kind} label={label} />
        ))}
      </SpaceBetween>
    </Container>
  );
}

type LoginProvider = (typeof loginProviders)[number];

/** Closed until it is wanted: most pools have one or two of them. */
function SocialProvider({ control, kind, label }: Props & Pick<LoginProvider, 'kind' | 'label'>) {
  const value = useWatch({ control, name: `logins.${kind}.value` });
  const { errors } = useFormState({ control, name: `logins.${kind}` });
  const [isOpen, setIsOpen] = useState(value !== '');
  return (
    <ExpandableSection
      headerText={label}
      expanded={isOpen || errors.logins?.[kind] !== undefined}
      onChange={({ detail }) => setIsOpen(detail.expanded)}
    >
      <LoginFields
        control={control}
        names={{ value: `logins.${kind}.value`, secret: `logins.${kind}.secret` }}
        kind={kind}
      />
    </ExpandableSection>
  );
}

interface IamProvidersProps extends Props {
  name: 'OpenIdConnectProviderARNs' | 'SamlProviderARNs';
  title: string;
  description: string;
  noun: string;
  Fields: typeof OidcFields | typeof SamlFields;
}

function IamProviders({ control, name, title, description, noun, Fields }: IamProvidersProps) {
  const { fields, append, remove } = useFieldArray({ control, name });
  const { errors } = useFormState({ control, name });
  return (
    <Container
      header={
        <Header variant="h2" description={description}>
          {title}
        </Header>
      }
    >
      <RowList
        ids={fields.map((field) => field.id)}
        noun={noun}
        empty={`No ${noun}.`}
        errorText={errors[name]?.root?.message}
        onAdd={() => append({ arn: '' })}
        onRemove={remove}
        isTall
        renderRow={(index) => <Fields control={control} name={`${name}.${index}.arn`} />}
      />
    </Container>
  );
}
