import { providerClaims } from '@lifeguard/shared/roles/claims';
import type { PoolProvider } from '@lifeguard/shared/roles/provider-keys';
import type { ReactNode } from 'react';
import type { Control } from 'react-hook-form';
import { SuggestField } from '#ui/form/suggest-field.tsx';
import type { MappingValues } from '../form.ts';

interface ClaimFieldProps {
  control: Control<MappingValues>;
  index: number;
  label: ReactNode;
  provider: PoolProvider;
  disabled: boolean;
}

/** The claim that a rule looks at: one that the provider's tokens usually have, or any other. */
export function ClaimField({ control, index, label, provider, disabled }: ClaimFieldProps) {
  const known = providerClaims(provider).claims.map(({ name, description }) => ({ value: name, description }));
  const options =
    provider.kind === 'user-pool'
      ? [...known, { value: 'custom:', description: 'Go on with the name of an attribute that you have added' }]
      : known;
  return (
    <SuggestField
      control={control}
      name={`Rules.${index}.Claim`}
      label={label}
      options={options}
      statusType="finished"
      errorText=""
      empty="Type the name of the claim."
      onRetry={() => undefined}
      disabled={disabled}
    />
  );
}
