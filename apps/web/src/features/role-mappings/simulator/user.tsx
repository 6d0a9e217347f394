import ExpandableSection from '@cloudscape-design/components/expandable-section';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import Select, { type SelectProps } from '@cloudscape-design/components/select';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Textarea from '@cloudscape-design/components/textarea';
import type { Pool } from '@lifeguard/shared/api/pools';
import { hasReadableTokens } from '@lifeguard/shared/roles/login-token';
import type { PoolProvider } from '@lifeguard/shared/roles/provider-keys';
import { SimulatorExamples } from './examples.tsx';
import type { TrialReading, TrialUser } from './trial-user.ts';

interface SimulatorUserProps {
  pool: Pool;
  provider: PoolProvider;
  trial: TrialUser;
  reading: TrialReading;
  onChange: (trial: TrialUser) => void;
}

/** Who is tried. */
export function SimulatorUser({ pool, provider, trial, reading, onChange }: SimulatorUserProps) {
  const errorText = reading.state === 'unreadable' ? reading.message : undefined;
  const options = waysOf(provider);
  return (
    <SpaceBetween size="m">
      <FormField label="Try" stretch>
        <Select
          selectedOption={options.find(({ value }) => value === trial.way) ?? null}
          options={options}
          onChange={({ detail }) => {
            const way = options.find(({ value }) => value === detail.selectedOption.value)?.value;
            if (way !== undefined) onChange({ ...trial, way });
          }}
        />
      </FormField>
      {trial.way === 'claims' && (
        <SimulatorExamples pool={pool} provider={provider} trial={trial} reading={reading} onChange={onChange} />
      )}
      {trial.way === 'claims' && (
        <FormField label={claimsLabel(provider)} errorText={errorText} stretch>
          <Textarea
            value={trial.claims}
            onChange={({ detail }) => onChange({ ...trial, claims: detail.value })}
            rows={8}
            spellcheck={false}
          />
        </FormField>
      )}
      {trial.way === 'token' && (
        <FormField
          label="ID token"
          description="Read in this browser only: it is neither sent nor kept. It may be expired, and its signature is not checked."
          errorText={errorText}
          stretch
        >
          <Textarea
            value={trial.token}
            onChange={({ detail }) => onChange({ ...trial, token: detail.value })}
            rows={5}
            spellcheck={false}
            autoComplete={false}
            placeholder="eyJraWQiOi…"
          />
        </FormField>
      )}
      <ExpandableSection headerText="The app asks for a role (CustomRoleArn)">
        <FormField
          label={
            <>
              CustomRoleArn <i>- optional</i>
            </>
          }
          description="Apps may name one of the roles that the rules or the token allow."
          stretch
        >
          <Input
            value={trial.customRoleArn}
            onChange={({ detail }) => onChange({ ...trial, customRoleArn: detail.value })}
            placeholder="arn:aws:iam::123456789012:role/name"
            spellcheck={false}
            autoComplete={false}
          />
        </FormField>
      </ExpandableSection>
    </SpaceBetween>
  );
}

type WayOption = SelectProps.Option & { readonly value: TrialUser['way'] };

function waysOf(provider: PoolProvider): WayOption[] {
  const isReadable = hasReadableTokens(provider);
  return [
    { value: 'claims', label: 'A signed-in user, from claims', description: 'Claims as JSON, or a saved example' },
    {
      value: 'token',
      label: 'A signed-in user, from a token',
      description: isReadable ? 'Paste an ID token (JWT)' : '',
      disabled: !isReadable,
      disabledReason:
        provider.kind === 'saml'
          ? 'SAML assertions are no JWTs. Write their attributes as claims.'
          : 'Only the provider can read its tokens. Write the claims instead.',
    },
    { value: 'guest', label: 'A guest', description: 'Somebody who has not signed in' },
    { value: 'developer', label: 'A developer identity', description: 'A user whom your own backend has signed in' },
  ];
}

function claimsLabel({ kind }: PoolProvider): string {
  return kind === 'saml' ? 'Attributes of the assertion (JSON)' : 'Claims of the token (JSON)';
}
