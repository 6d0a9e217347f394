import SpaceBetween from '@cloudscape-design/components/space-between';
import { splitLoginValue } from '@lifeguard/shared/aws/login-secrets';
import type { ProviderEntry } from '@lifeguard/shared/pool/provider-entry';
import { type Control, type FieldPathByValue, type FieldValues, useWatch } from 'react-hook-form';
import { TextField } from '#ui/form/text-field.tsx';
import { keptSecret, needsSecret } from './key-and-secret.ts';
import { type LoginKind, loginKeyOf, loginWords } from './login-kinds.ts';

interface LoginFieldsProps<V extends FieldValues> {
  control: Control<V>;
  /** The two fields in the form's values, see `keyAndSecret`. */
  names: { readonly value: FieldPathByValue<V, string>; readonly secret: FieldPathByValue<V, string> };
  kind: LoginKind;
  /** The provider as the pool has it; undefined where it is new. */
  previous?: ProviderEntry | undefined;
  disabled?: boolean;
}

/** One entry of SupportedLoginProviders: the ID of an app, or for X and Digits a key and a secret. */
export function LoginFields<V extends FieldValues>(props: LoginFieldsProps<V>) {
  const { control, names, kind, previous, disabled = false } = props;
  const words = loginWords[kind];
  const hadSecret = previous?.member === 'SupportedLoginProviders' && splitLoginValue(previous.value).secret !== '';
  return (
    <SpaceBetween size="l">
      <TextField
        control={control}
        name={names.value}
        label={words.valueLabel}
        description={words.source}
        constraintText={constraintOf(kind)}
        placeholder={words.placeholder}
        disabled={disabled}
      />
      {(needsSecret(kind) || hadSecret) && <SecretField {...props} />}
    </SpaceBetween>
  );
}

function constraintOf(kind: LoginKind): string {
  const place = kind === 'other' ? '' : `Saved for ${loginKeyOf(kind) ?? ''}. `;
  return needsSecret(kind) ? place.trim() : `${place}Up to 128 letters, digits and . _ / -`;
}

function SecretField<V extends FieldValues>(props: LoginFieldsProps<V>) {
  const { control, names, previous, disabled = false } = props;
  const value: string = useWatch({ control, name: names.value });
  const isKept = keptSecret(value, previous) !== '';
  return (
    <TextField
      control={control}
      name={names.secret}
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
