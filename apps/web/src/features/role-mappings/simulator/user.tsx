import ExpandableSection from '@cloudscape-design/components/expandable-section';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import Select, { type SelectProps } from '@cloudscape-design/components/select';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Textarea from '@cloudscape-design/components/textarea';
import type { Pool } from '@lifeguard/shared/api/pools';
import type { PoolProvider } from '@lifeguard/shared/roles/provider-keys';
import { SimulatorExamples } from './examples.tsx';
import { shownText, type TrialReading, type TrialUser } from './trial-user.ts';

const options: readonly (SelectProps.Option & { readonly value: TrialUser['way'] })[] = [
  { value: 'federated', label: 'A signed-in user', description: 'Claims as JSON, a token, or a saved example' },
  { value: 'guest', label: 'A guest', description: 'Somebody who has not signed in' },
  { value: 'developer', label: 'A developer identity', description: 'A user whom your own backend has signed in' },
];

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
      {trial.way === 'federated' && (
        <SimulatorExamples pool={pool} provider={provider} trial={trial} reading={reading} onChange={onChange} />
      )}
      {trial.way === 'federated' && (
        <FormField
          label={claimsLabel(provider)}
          description={
            provider.kind === 'saml'
              ? 'SAML assertions are no JWTs: write their attributes as JSON.'
              : 'Or paste a token (JWT): it is read in this browser, and its claims take its place. It is neither sent nor kept.'
          }
          errorText={errorText}
          stretch
        >
          <Textarea
            value={trial.claims}
            onChange={({ detail }) => onChange({ ...trial, claims: shownText(detail.value) })}
            rows={8}
            spellcheck={false}
            autoComplete={false}
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

function claimsLabel({ kind }: PoolProvider): string {
  return kind === 'saml' ? 'Attributes of the assertion (JSON)' : 'Claims of the token (JSON)';
}
