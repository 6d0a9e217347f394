import type { PoolSummary } from '@lifeguard/shared/identity-pool';
import { listProviders } from '@lifeguard/shared/providers';

/** The settings that both the list and the whole document of a pool have. */
export type PoolSettings = NonNullable<PoolSummary['document']>;

export function guestAccessText(isOn: boolean): 'Active' | 'Inactive' {
  return isOn ? 'Active' : 'Inactive';
}

/** Not set is not the same as refused: AWS then allows the flow. */
export function classicFlowText(value: boolean | undefined): 'Allowed by default' | 'Allowed' | 'Refused' {
  if (value === undefined) return 'Allowed by default';
  return value ? 'Allowed' : 'Refused';
}

/** Kinds of the configured providers, each once: `User pool`, `Google`. */
export function providerLabels(settings: PoolSettings): string[] {
  return [...new Set(listProviders(settings).map((provider) => provider.label))];
}
