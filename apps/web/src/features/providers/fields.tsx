import Alert from '@cloudscape-design/components/alert';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { type Control, useWatch } from 'react-hook-form';
import type { PoolDocument } from '@lifeguard/shared/aws/pool-document';
import { providerKindLabel, userPoolQuota } from '@lifeguard/shared/aws/providers';
import type { ProviderEntry } from '@lifeguard/shared/pool/provider-entry';
import { DeveloperField } from '#pool/providers/developer-field.tsx';
import { OidcFields, SamlFields } from '#pool/providers/iam-fields.tsx';
import type { LoginKind } from '#pool/providers/login-kinds.ts';
import { LoginFields } from '#pool/providers/login-fields.tsx';
import { UserPoolFields } from '#pool/providers/user-pool-fields.tsx';
import { TextField } from '#ui/form/text-field.tsx';
import type { ProviderFormValues } from './form.ts';
import type { FormKind } from './words.ts';

interface ProviderFieldsProps {
  control: Control<ProviderFormValues>;
  document: PoolDocument;
  /** The provider as the pool has it; undefined where it is added. */
  previous: ProviderEntry | undefined;
  disabled: boolean;
}

/** The fields of the kind that is chosen. */
export function ProviderFields(props: ProviderFieldsProps) {
  const kind = useWatch({ control: props.control, name: 'kind' });
  if (kind === '') return null;
  return (
    <Container
      header={
        <Header variant="h2" description={descriptions[kind]}>
          {providerKindLabel(kind)}
        </Header>
      }
    >
      <FieldsOfKind kind={kind} {...props} />
    </Container>
  );
}

const descriptions: Partial<Record<FormKind, string>> = {
  'user-pool':
    'A Cognito user pool and the app client whose tokens are accepted. Each client is a provider of its own.',
  oidc: 'An OpenID Connect provider that exists in IAM. The pool accepts tokens for every audience that IAM knows.',
  saml: 'A SAML provider that exists in IAM. Apps send its assertions; the classic flow does not work with it.',
  developer: 'Your server signs its users in itself and asks AWS for tokens in their name.',
};

function FieldsOfKind({ kind, document, ...props }: ProviderFieldsProps & { kind: FormKind }) {
  const { control, previous, disabled } = props;
  switch (kind) {
    case 'user-pool':
      return (
        <SpaceBetween size="l">
          {previous === undefined && <FullWarning count={document.CognitoIdentityProviders.length} />}
          <UserPoolFields control={control} names={userPoolNames} disabled={disabled} />
        </SpaceBetween>
      );
    case 'oidc':
      return <OidcFields control={control} name="oidcArn" disabled={disabled} />;
    case 'saml':
      return <SamlFields control={control} name="samlArn" disabled={disabled} />;
    case 'developer':
      return (
        <DeveloperField control={control} name="developerName" isSet={previous !== undefined} disabled={disabled} />
      );
    case 'other':
      return (
        <SpaceBetween size="l">
          <TextField
            control={control}
            name="otherKey"
            label="Key in SupportedLoginProviders"
            description="The domain of the provider, as apps name it in Logins."
            constraintText="1 to 128 characters, for example login.example.com"
            disabled={disabled}
          />
          <LoginFields kind={kind} names={loginNames(kind)} {...props} />
        </SpaceBetween>
      );
    default:
      return <LoginFields key={kind} kind={kind} names={loginNames(kind)} {...props} />;
  }
}

const userPoolNames = {
  ProviderName: 'userPool.ProviderName',
  ClientId: 'userPool.ClientId',
  ServerSideTokenCheck: 'userPool.ServerSideTokenCheck',
} as const;

function loginNames<K extends LoginKind>(kind: K) {
  return { value: `logins.${kind}.value`, secret: `logins.${kind}.secret` } as const;
}

function FullWarning({ count }: { count: number }) {
  return (
    count >= userPoolQuota && (
      <Alert type="warning">
        The pool has {count} user pools. AWS allows {userPoolQuota}, unless the quota of your account was raised: it may
        refuse another.
      </Alert>
    )
  );
}
