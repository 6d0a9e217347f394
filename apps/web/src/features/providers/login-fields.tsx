import SpaceBetween from '@cloudscape-design/components/space-between';
import { splitLoginValue } from '@lifeguard/shared/login-secrets';
import { useWatch } from 'react-hook-form';
import { needsSecret } from '#pool/key-and-secret.ts';
import { TextField } from '#ui/form/text-field.tsx';
import type { ProviderFieldsProps } from './provider-fields.tsx';
import { keptSecret, type LoginKind, loginKeyOf } from './provider-form.ts';
import { loginWords } from './provider-words.ts';

/** One entry of SupportedLoginProviders: the ID of an app, or for X and Digits a key and a secret. */
export function LoginFields({ control, previous, disabled, kind }: ProviderFieldsProps & { kind: LoginKind }) {
  const words = loginWords[kind];
  const hadSecret = previous?.member === 'SupportedLoginProviders' && splitLoginValue(previous.value).secret !== '';
  return (
    <SpaceBetween size="l">
      {kind === 'other' && (
        <TextField
          control={control}
          name="otherKey"
          label="Key in SupportedLoginProviders"
          description="The domain of the provider, as apps name it in Logins."
          constraintText="1 to 128 characters, for example login.example.com"
          disabled={disabled}
        />
      )}
      <TextField
        control={control}
        name={`logins.${kind}.value`}
        label={words.valueLabel}
        description={words.source}
        constraintText={constraintOf(kind)}
        placeholder={words.placeholder}
        disabled={disabled}
      />
      {(needsSecret(kind) || hadSecret) && (
        <SecretField control={control} kind={kind} previous={previous} disabled={disabled} />
      )}
    </SpaceBetween>
  );
}

function constraintOf(kind: LoginKind): string {
  const place = kind === 'other' ? '' : `Saved for ${loginKeyOf(kind) ?? ''}. `;
  return needsSecret(kind) ? place.trim() : `${place}Up to 128 letters, digits and . _ / -`;
}

function SecretField({
  control,
  kind,
  previous,
  disabled,
}: Omit<ProviderFieldsProps, 'document'> & { kind: LoginKind }) {
  const value = useWatch({ control, name: `logins.${kind}.value` });
  const isKept = keptSecret(value, previous) !== '';
  return (
    <TextField
      control={control}
      name={`logins.${kind}.secret`}
      type="password"
      label="Consumer secret"
      description="Lifeguard never shows it again. AWS gives it out to everyone who may describe the pool."
      constraintText={
        isKept
          ? 'Leave it empty to keep the secret that the pool has.'
          : 'Key and secret together have up to 127 characters: letters, digits and . _ / -'
      }
      disabled={disabled}
    />
  );
}
