import Alert from '@cloudscape-design/components/alert';
import ColumnLayout from '@cloudscape-design/components/column-layout';
import Container from '@cloudscape-design/components/container';
import Grid from '@cloudscape-design/components/grid';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { loginProviders } from '@lifeguard/shared/providers';
import { type Control, useFieldArray, useFormState, useWatch } from 'react-hook-form';
import { needsSecret, type SecretKind } from '#pool/key-and-secret.ts';
import { RowList } from '#ui/form/row-list.tsx';
import { TextField } from '#ui/form/text-field.tsx';
import { ToggleField } from '#ui/form/toggle-field.tsx';
import { LostSecrets } from './create-origin.tsx';
import type { PoolOrigin } from './pool-copy.ts';
import type { PoolFormValues } from './pool-form.ts';

type Props = { control: Control<PoolFormValues> };

interface ProvidersStepProps extends Props {
  /** The pool that the wizard was filled in from. */
  origin: PoolOrigin | undefined;
  /** Whose keys came from another pool or from before a reload, without their secrets. */
  lostSecrets: readonly SecretKind[];
}

export function ProvidersStep({ control, origin, lostSecrets }: ProvidersStepProps) {
  const [social, secrets] = useWatch({ control, name: ['social', 'secrets'] });
  return (
    <SpaceBetween size="l">
      {lostSecrets.some((kind) => social[kind] !== '' && secrets[kind] === '') && <LostSecrets origin={origin} />}
      <UserPools control={control} />
      <SocialProviders control={control} />
      <ProviderArns
        control={control}
        name="OpenIdConnectProviderARNs"
        title="OIDC providers"
        description="OpenID Connect providers that exist in IAM."
        noun="OIDC provider"
        placeholder="arn:aws:iam::123456789012:oidc-provider/idp.example.com"
      />
      <ProviderArns
        control={control}
        name="SamlProviderARNs"
        title="SAML providers"
        description="SAML providers that exist in IAM."
        noun="SAML provider"
        placeholder="arn:aws:iam::123456789012:saml-provider/name"
      />
      <DeveloperProvider control={control} />
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
        renderRow={(index) => (
          <Grid
            gridDefinition={[{ colspan: { default: 12, m: 6 } }, { colspan: { default: 12, m: 6 } }, { colspan: 12 }]}
          >
            <TextField
              control={control}
              name={`CognitoIdentityProviders.${index}.ProviderName`}
              label="Provider name"
              placeholder="cognito-idp.us-east-1.amazonaws.com/us-east-1_AbCdEfGhI"
              stretch
            />
            <TextField
              control={control}
              name={`CognitoIdentityProviders.${index}.ClientId`}
              label="App client ID"
              stretch
            />
            <ToggleField
              control={control}
              name={`CognitoIdentityProviders.${index}.ServerSideTokenCheck`}
              label="Server-side token check"
              description="AWS asks the user pool each time whether the user still exists and has not signed out everywhere."
            >
              Check tokens with the user pool
            </ToggleField>
          </Grid>
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
      <ColumnLayout columns={2}>
        {loginProviders.flatMap(({ key, kind, label, valueLabel }) => [
          <TextField key={key} control={control} name={`social.${kind}`} label={`${label}: ${valueLabel}`} stretch />,
          ...(needsSecret(kind)
            ? [
                <TextField
                  key={`${key} secret`}
                  control={control}
                  name={`secrets.${kind}`}
                  type="password"
                  label={`${label}: Consumer secret`}
                  stretch
                />,
              ]
            : []),
        ])}
      </ColumnLayout>
    </Container>
  );
}

interface ProviderArnsProps extends Props {
  name: 'OpenIdConnectProviderARNs' | 'SamlProviderARNs';
  title: string;
  description: string;
  noun: string;
  placeholder: string;
}

function ProviderArns({ control, name, title, description, noun, placeholder }: ProviderArnsProps) {
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
        renderRow={(index) => (
          <TextField
            control={control}
            name={`${name}.${index}.arn`}
            label={`ARN of the ${noun}`}
            placeholder={placeholder}
            stretch
          />
        )}
      />
    </Container>
  );
}

function DeveloperProvider({ control }: Props) {
  const name = useWatch({ control, name: 'DeveloperProviderName' });
  return (
    <Container
      header={
        <Header variant="h2" description="For your own sign-in: your server vouches for its users under this name.">
          Developer provider
        </Header>
      }
    >
      <SpaceBetween size="m">
        <TextField
          control={control}
          name="DeveloperProviderName"
          label="Developer provider name"
          placeholder="login.example.com"
          constraintText="Letters, digits and . _ - ; leave it empty if you do not need one."
        />
        {name !== '' && (
          <Alert type="info">
            Once the pool is created with this name, it can never be changed or removed. Another name needs another
            pool.
          </Alert>
        )}
      </SpaceBetween>
    </Container>
  );
}
