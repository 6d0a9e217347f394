import { z } from 'zod';

import { type NewRoles, newRoles } from '../aws/new-role.ts';
import type { PoolDocument } from '../aws/pool-document.ts';
import { poolSettings, type SettingsTable, type Setting, settingEntries, type SettingName } from './settings.ts';

/** What a later step sets, as it needs the pool. */
const setLater = ['RoleMappings', 'PrincipalTagAttributeMaps'] as const satisfies SettingName[];
type SetLater = (typeof setLater)[number];

/** A pool to be made: every member of CreateIdentityPool, and what the calls after it set. `NewRoles` are made, and win over those of `Roles`. */
export type CreatePoolInput = Omit<PoolDocument, 'IdentityPoolId' | SetLater> & {
  [M in SetLater]?: PoolDocument[M] | undefined;
} & { NewRoles?: NewRoles | undefined };

type Unsettable = { [M in SettingName]: (typeof poolSettings)[M]['unset'] extends true ? M : never }[SettingName];

/** The settings an edit wants to change, each with its whole new value, or `null` for "not set". What is left out stays as it is. */
export type PoolChanges = {
  [M in SettingName]?: Exclude<PoolDocument[M], undefined> | (M extends Unsettable ? null : never) | undefined;
};

export const createPoolInput = createInputOf(poolSettings) as z.ZodType<CreatePoolInput, CreatePoolInput>;
export const poolChanges = changesOf(poolSettings) as z.ZodType<PoolChanges, PoolChanges>;

/** The schema of a creation. */
export function createInputOf(settings: SettingsTable): z.ZodType {
  const isOptional = (member: SettingName, { absent }: Setting) =>
    absent === undefined || (setLater as readonly string[]).includes(member);
  const members = settingEntries(settings).map(([member, setting]) => [
    member,
    isOptional(member, setting) ? setting.entered.optional() : setting.entered,
  ]);
  return z.strictObject({ ...Object.fromEntries(members), NewRoles: newRoles.optional() });
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
