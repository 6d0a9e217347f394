import type { PoolSummary } from '@lifeguard/shared/api/pools';
import {
  poolSettings,
  type Setting,
  settingEntries,
  type SettingName,
  type SettingsTable,
  settingWords,
} from '@lifeguard/shared/pool/settings';

/** The settings that both the list and the whole document of a pool have. */
export type PoolSettings = NonNullable<PoolSummary['document']>;

/** A plain setting of a pool, for people. */
export interface SettingRow {
  member: SettingName;
  label: string;
  value: string;
}

/** Plain settings with a place of their own wherever a pool is shown: its title, and the providers. */
const shownElsewhere: readonly SettingName[] = ['IdentityPoolName', 'DeveloperProviderName'];

function plainSettings(settings: SettingsTable): [SettingName, Setting][] {
  return settingEntries(settings).filter(([member, { kind }]) => kind === 'value' && !shownElsewhere.includes(member));
}

/** Every plain setting with its value in words. */
export function settingRows(
  values: Readonly<Partial<Record<SettingName, unknown>>>,
  settings: SettingsTable = poolSettings,
): SettingRow[] {
  return plainSettings(settings).map(([member, setting]) => ({
    member,
    label: setting.label,
    value: settingWords(setting, values[member]) ?? 'Not set',
  }));
}

/** A plain setting as a column of the pool list, and as a property of its filter. */
export interface ListedSetting {
  member: SettingName;
  /** In links to the list. */
  id: string;
  label: string;
  words: (values: PoolSettings) => string;
}

/** Shorter than their member and label are. */
const shortNames: Partial<Record<SettingName, Pick<ListedSetting, 'id' | 'label'>>> = {
  AllowUnauthenticatedIdentities: { id: 'guest', label: 'Guest access' },
  AllowClassicFlow: { id: 'classic', label: 'Classic flow' },
};

export function listedSettings(settings: SettingsTable = poolSettings): ListedSetting[] {
  return plainSettings(settings).map(([member, setting]) => ({
    member,
    id: member,
    label: setting.label,
    ...shortNames[member],
    words: (values) => settingWords(setting, (values as Partial<Record<SettingName, unknown>>)[member]) ?? 'Not set',
  }));
}
