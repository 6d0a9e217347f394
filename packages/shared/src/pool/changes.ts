import { z } from 'zod';

import type { PoolDocument } from '../aws/pool-document.ts';
import { poolSettings, type SettingsTable, type Setting, settingEntries, type SettingName } from './settings.ts';

/** What a second step sets, as it needs the pool: no part of a creation. */
const setLater = ['RoleMappings', 'PrincipalTagAttributeMaps'] as const satisfies SettingName[];

/** Every member of CreateIdentityPool, and the two default roles that a second call sets. */
export type CreatePoolInput = Omit<PoolDocument, 'IdentityPoolId' | (typeof setLater)[number]>;

type Unsettable = { [M in SettingName]: (typeof poolSettings)[M]['unset'] extends true ? M : never }[SettingName];

/** The settings an edit wants to change, each with its whole new value, or `null` for "not set". What is left out stays as it is. */
export type PoolChanges = {
  [M in SettingName]?: Exclude<PoolDocument[M], undefined> | (M extends Unsettable ? null : never) | undefined;
};

export const createPoolInput = createInputOf(poolSettings) as z.ZodType<CreatePoolInput, CreatePoolInput>;
export const poolChanges = changesOf(poolSettings) as z.ZodType<PoolChanges, PoolChanges>;

/** The schema of a creation. */
export function createInputOf(settings: SettingsTable): z.ZodType {
  const members = settingEntries(settings).filter(([member]) => !(setLater as readonly string[]).includes(member));
  return z.strictObject(
    Object.fromEntries(
      members.map(([member, { entered, absent }]) => [member, absent === undefined ? entered.optional() : entered]),
    ),
  );
}

/** The schema of the changes of an edit. */
export function changesOf(settings: SettingsTable): z.ZodType {
  return z.strictObject(
    Object.fromEntries(settingEntries(settings).map(([member, setting]) => [member, changeOf(setting).optional()])),
  );
}

function changeOf({ entered, unset }: Setting): z.ZodType {
  const change = entered.nullable();
  return unset === true ? change : change.refine((value) => value !== null, `This setting can't be unset. ${unset}`);
}
