import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import ButtonDropdown from '@cloudscape-design/components/button-dropdown';
import Container from '@cloudscape-design/components/container';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import Header from '@cloudscape-design/components/header';
import type { RadioGroupProps } from '@cloudscape-design/components/radio-group';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { PoolDocument } from '@lifeguard/shared/aws/pool-document';
import { isProtected } from '@lifeguard/shared/pool/protection';
import { hasReadableTokens } from '@lifeguard/shared/roles/login-token';
import { type PoolProvider, poolProviders } from '@lifeguard/shared/roles/provider-keys';
import { type Control, useFormState, useWatch } from 'react-hook-form';
import { RoleField } from '#pool/roles/field.tsx';
import { ChoiceField } from '#ui/form/choice-field.tsx';
import { TextField } from '#ui/form/text-field.tsx';
import { Found } from './found.tsx';
import type { AccessAction, AccessValues } from './form.ts';
import { LoginField } from './login-field.tsx';
import type { Paste } from './paste.ts';
import { PasteField } from './paste-field.tsx';

const flows: RadioGroupProps.RadioButtonDefinition[] = [
  { value: 'enhanced', label: 'Enhanced flow', description: 'GetId, GetCredentialsForIdentity' },
  {
    value: 'classic',
    label: 'Basic (classic) flow',
    description: 'GetId, GetOpenIdToken, AssumeRoleWithWebIdentity',
  },
];

const actionWords: Readonly<Record<AccessAction, string>> = {
  check: 'Run the check',
  explain: 'Explain the message',
  predict: 'Predict without calling AWS',
};

interface AccessFormProps {
  control: Control<AccessValues>;
  document: PoolDocument;
  paste: Paste;
  /** What can be done, the first as the main thing. */
  actions: readonly AccessAction[];
  readOnlyReason: string | undefined;
  pending: AccessAction | undefined;
  onPasted: (text: string) => void;
  onAction: (action: AccessAction) => void;
}

/** What is known of the user, and what can be done with it. */
export function AccessForm(props: AccessFormProps) {
  const { control, document, paste, actions, readOnlyReason, pending, onPasted, onAction } = props;
  const [login, identityId] = useWatch({ control, name: ['login', 'identityId'] });
  const { errors } = useFormState({ control, name: ['identityId', 'roleArn'] });
  const isTried = actions[0] !== 'explain';
  const isSignedIn = paste.token !== undefined || paste.claims !== undefined;
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (actions[0] !== undefined) onAction(actions[0]);
      }}
    >
      <Container
        header={
          <Header variant="h2" actions={<ClaimsButton document={document} onClaims={onPasted} />}>
            Who can’t get in, and why?
          </Header>
        }
        footer={
          <SpaceBetween size="s">
            {isTried && (
              <ActionNote action={actions[0]} readOnlyReason={readOnlyReason} isProtected={isProtected(document)} />
            )}
            <SpaceBetween direction="horizontal" size="xs">
              {actions.map((action, index) => (
                <Button
                  key={action}
                  variant={index === 0 ? 'primary' : 'normal'}
                  formAction={index === 0 ? 'submit' : 'none'}
                  loading={pending === action}
                  disabled={pending !== undefined && pending !== action}
                  {...(index === 0 ? {} : { onClick: () => onAction(action) })}
                >
                  {actionWords[action]}
                </Button>
              ))}
            </SpaceBetween>
          </SpaceBetween>
        }
      >
        <SpaceBetween size="l">
          <PasteField
            control={control}
            onPasted={onPasted}
            secondaryControl={<Found paste={paste} login={login} document={document} />}
          />
          {(isSignedIn || paste.message !== undefined) && (
            <LoginField
              control={control}
              name="login"
              label={isSignedIn && paste.message === undefined ? 'Provider' : 'Provider - optional'}
              document={document}
            />
          )}
          {isTried && (
            <ChoiceField control={control} name="flow" label="How the app gets its credentials" choices={flows} />
          )}
          <ExpandableSection
            headerText="Identity and role"
            defaultExpanded={identityId !== ''}
            {...((errors.identityId ?? errors.roleArn) ? { expanded: true } : {})}
          >
            <IdentityAndRole control={control} document={document} isSignedIn={isSignedIn} />
          </ExpandableSection>
        </SpaceBetween>
      </Container>
    </form>
  );
}

function ActionNote({
  action,
  readOnlyReason,
  isProtected: isPoolProtected,
}: {
  action: AccessAction | undefined;
  readOnlyReason: string | undefined;
  isProtected: boolean;
}) {
  if (action === 'check') {
    return (
      <Alert type="info">
        The check is a real sign-in, not a simulation. Without an identity ID a guest gets a new identity, and so does a
        user who never signed in before; AWS counts it as a new device.{' '}
        {isPoolProtected
          ? 'This pool is protected, so an identity that the check makes can’t be removed before the protection is. '
          : 'What the check makes can be removed afterwards. '}
        A prediction makes nothing.
      </Alert>
    );
  }
  return (
    <Alert type="info">
      {readOnlyReason === undefined
        ? 'Only the provider can make a token of claims, so nobody can sign in with them here. What AWS would answer is predicted from the settings of the pool and its roles.'
        : `${readOnlyReason} A check is a real sign-in, so in place of it the answer is predicted from the settings of the pool and its roles.`}
    </Alert>
  );
}

interface IdentityAndRoleProps {
  control: Control<AccessValues>;
  document: PoolDocument;
  isSignedIn: boolean;
}

function IdentityAndRole({ control, document, isSignedIn }: IdentityAndRoleProps) {
  const flow = useWatch({ control, name: 'flow' });
  return (
    <SpaceBetween size="m">
      <TextField
        control={control}
        name="identityId"
        label="Identity ID - optional"
        description="Goes on with this identity, as an app does that keeps its ID. No new one is made then."
        placeholder="us-east-1:11111111-2222-3333-4444-555555555555"
        stretch
      />
      <RoleField
        control={control}
        name="roleArn"
        label={flow === 'classic' ? 'Role to assume - optional' : 'CustomRoleArn - optional'}
        description={
          flow === 'classic'
            ? 'Left empty: the default role of the pool.'
            : 'Left empty: the role that pool and mappings give.'
        }
        wanted={{
          poolId: document.IdentityPoolId,
          kind: isSignedIn ? 'authenticated' : 'unauthenticated',
          needsTagSession: false,
        }}
      />
    </SpaceBetween>
  );
}

/** Claims to begin with, of one of the pool's providers. */
function ClaimsButton({ document, onClaims }: { document: PoolDocument; onClaims: (text: string) => void }) {
  const providers = poolProviders(document);
  if (providers.length === 0) return null;
  return (
    <ButtonDropdown
      items={providers.map(({ key }) => ({ id: key, text: key }))}
      onItemClick={({ detail }) => {
        const provider = providers.find(({ key }) => key === detail.id);
        if (provider !== undefined) onClaims(JSON.stringify(claimsOf(provider), null, 2));
      }}
    >
      Fill in claims
    </ButtonDropdown>
  );
}

function claimsOf(provider: PoolProvider): Record<string, string> {
  return {
    ...(hasReadableTokens(provider) ? { iss: `https://${provider.login}` } : {}),
    ...(provider.detail === '' ? {} : { aud: provider.detail }),
    sub: 'ada',
  };
}
