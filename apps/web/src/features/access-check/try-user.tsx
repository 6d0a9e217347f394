import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import RadioGroup, { type RadioGroupProps } from '@cloudscape-design/components/radio-group';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { zodResolver } from '@hookform/resolvers/zod';
import type { Pool } from '@lifeguard/shared/api/pools';
import { poolProviders } from '@lifeguard/shared/roles/provider-keys';
import { useMutation } from '@tanstack/react-query';
import { Controller, useForm, useWatch } from 'react-hook-form';
import { useConnection, useReadOnlyReason } from '#api/connection.tsx';
import { RoleField } from '#pool/roles/field.tsx';
import { ErrorAlert } from '#ui/error-alert.tsx';
import { TextField } from '#ui/form/text-field.tsx';
import { accessInputOf, type AccessValues, accessValues } from './form.ts';
import { CheckResult } from './result.tsx';
import { LoginField } from './login-field.tsx';
import { accessMutations } from './queries.ts';
import { TextAreaField } from './text-area-field.tsx';

const flows: RadioGroupProps.RadioButtonDefinition[] = [
  { value: 'enhanced', label: 'Enhanced flow', description: 'GetId, GetCredentialsForIdentity' },
  {
    value: 'classic',
    label: 'Basic (classic) flow',
    description: 'GetId, GetOpenIdToken, AssumeRoleWithWebIdentity',
  },
];

/** Goes the way of a user through the pool. Nothing of the form is kept anywhere: it may hold a token. */
export function TryUser({ pool: { document }, identityId }: { pool: Pool; identityId: string }) {
  const { id, kind } = useConnection();
  const readOnlyReason = useReadOnlyReason();
  const poolId = document.IdentityPoolId;
  const [provider] = poolProviders(document);
  const isLocal = kind === 'embedded';
  const form = useForm<AccessValues>({
    resolver: zodResolver(accessValues),
    defaultValues: {
      who: 'guest',
      login: provider?.login ?? '',
      token: '',
      claims: JSON.stringify({ sub: 'ada', ...(provider?.detail ? { aud: provider.detail } : {}) }, null, 2),
      flow: 'enhanced',
      identityId,
      roleArn: '',
    },
  });
  const check = useMutation({
    mutationFn: (values: AccessValues) => accessMutations.check(id, poolId, accessInputOf(values)),
  });
  const { control } = form;
  const [who, flow] = useWatch({ control, name: ['who', 'flow'] });
  const wanted = {
    poolId,
    kind: who === 'guest' ? ('unauthenticated' as const) : ('authenticated' as const),
    needsTagSession: false,
  };
  return (
    <SpaceBetween size="l">
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void form.handleSubmit((values) => check.mutate(values))(event);
        }}
      >
        <Container
          header={<Header variant="h2">User</Header>}
          footer={
            <SpaceBetween size="s">
              <Alert type="info">
                This is a real sign-in, not a simulation. Without an identity ID a guest gets a new identity, and so
                does a user who never signed in before; AWS counts it as a new device. What the check makes can be
                removed afterwards.
              </Alert>
              <Button
                variant="primary"
                loading={check.isPending}
                disabled={readOnlyReason !== undefined}
                disabledReason={`${readOnlyReason ?? ''} An error message can be explained all the same: that only reads.`}
              >
                Run the check
              </Button>
            </SpaceBetween>
          }
        >
          <SpaceBetween size="l">
            <Controller
              control={control}
              name="who"
              render={({ field }) => (
                <FormField label="Who tries to get in">
                  <RadioGroup
                    value={field.value}
                    onChange={({ detail }) => field.onChange(detail.value)}
                    items={whoItems(isLocal)}
                  />
                </FormField>
              )}
            />
            {who !== 'guest' && <LoginField control={control} name="login" label="Provider" document={document} />}
            {who === 'token' && (
              <TextAreaField
                control={control}
                name="token"
                label="Token"
                description="What the app sends: the ID token, for some providers the access token. It goes to AWS as from the app, and is never stored or logged."
                placeholder="eyJraWQiOi…"
                rows={4}
              />
            )}
            {who === 'claims' && (
              <TextAreaField control={control} name="claims" label="Claims of the token (JSON)" rows={6} />
            )}
            <Controller
              control={control}
              name="flow"
              render={({ field }) => (
                <FormField label="How the app gets its credentials">
                  <RadioGroup
                    value={field.value}
                    onChange={({ detail }) => field.onChange(detail.value)}
                    items={flows}
                  />
                </FormField>
              )}
            />
            <ExpandableSection headerText="Identity and role" defaultExpanded={identityId !== ''}>
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
                  wanted={wanted}
                />
              </SpaceBetween>
            </ExpandableSection>
          </SpaceBetween>
        </Container>
      </form>
      {check.error && <ErrorAlert error={check.error} header="The check was not made" />}
      {check.data && <CheckResult result={check.data} poolId={poolId} />}
    </SpaceBetween>
  );
}

function whoItems(isLocal: boolean): RadioGroupProps.RadioButtonDefinition[] {
  return [
    { value: 'guest', label: 'A guest', description: 'Somebody who has not signed in' },
    { value: 'token', label: 'A signed-in user, with a token', description: 'Paste the token that the app sends' },
    ...(isLocal
      ? [
          {
            value: 'claims',
            label: 'A signed-in user, with claims of your choice',
            description: 'The local AWS makes the token; AWS itself can’t',
          },
        ]
      : []),
  ];
}
