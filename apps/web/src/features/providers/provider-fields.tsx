import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import { type Control, useWatch } from 'react-hook-form';
import type { PoolDocument } from '@lifeguard/shared/identity-pool-document';
import type { ProviderEntry } from '@lifeguard/shared/provider-entry';
import { DeveloperFields } from './developer-fields.tsx';
import { OidcFields, SamlFields } from './iam-provider-fields.tsx';
import { LoginFields } from './login-fields.tsx';
import type { ProviderFormValues } from './provider-form.ts';
import { type FormKind, kindLabel } from './provider-words.ts';
import { UserPoolFields } from './user-pool-fields.tsx';

/** What every form of a kind of provider gets. */
export interface ProviderFieldsProps {
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
          {kindLabel(kind)}
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

function FieldsOfKind({ kind, ...props }: ProviderFieldsProps & { kind: FormKind }) {
  switch (kind) {
    case 'user-pool':
      return <UserPoolFields {...props} />;
    case 'oidc':
      return <OidcFields {...props} />;
    case 'saml':
      return <SamlFields {...props} />;
    case 'developer':
      return <DeveloperFields {...props} />;
    default:
      return <LoginFields key={kind} kind={kind} {...props} />;
  }
}
