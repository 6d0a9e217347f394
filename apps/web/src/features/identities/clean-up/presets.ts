import type { IdentityFilter } from '@lifeguard/shared/identities/filter';
import { isSameFilter } from '../filter/url.ts';

interface Preset {
  id: string;
  label: string;
  description: string;
  filter: IdentityFilter;
}

/** What people most often clean up. */
export const presets: readonly Preset[] = [
  {
    id: 'old-guests',
    label: 'Guests older than 90 days',
    description: 'Made more than 90 days ago, and without a login. Some may still be in use.',
    filter: { kind: 'guest', createdDaysAgo: 90 },
  },
  {
    id: 'untouched-guests',
    label: 'Guests untouched for 180 days',
    description: 'Without a login, and not modified for half a year.',
    filter: { kind: 'guest', untouchedDays: 180 },
  },
  {
    id: 'disabled',
    label: 'Disabled identities',
    description: 'Merged into another identity when a person linked a second login. AWS gives them out no more.',
    filter: { disabled: 'true' },
  },
];

/** The id of the preset that is this filter. */
export function presetOf(filter: IdentityFilter): string | undefined {
  return presets.find((preset) => isSameFilter(preset.filter, filter))?.id;
}
