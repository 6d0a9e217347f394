import type { PoolDocument } from '../aws/pool-document.ts';
import { canonicalPool, own, sameValue } from './canonical.ts';
import { poolSettings, type SettingsTable, settingEntries, type SettingName } from './settings.ts';

/** One setting: a member of the pool, or one entry of a member that is a map. */
export interface PoolPath {
  readonly member: SettingName;
  readonly key?: string;
}

/** `IdentityPoolName`, `IdentityPoolTags.team` */
export function pathText(path: PoolPath): string {
  return path.key === undefined ? path.member : `${path.member}.${path.key}`;
}

export function valueAt(document: PoolDocument, path: PoolPath): unknown {
  const value = document[path.member];
  if (path.key === undefined) return value;
  return typeof value === 'object' && value !== null ? own(value, path.key) : undefined;
}

/** The path that a text stands for: see `pathText`. */
export function pathOf(text: string): PoolPath {
  const dot = text.indexOf('.');
  if (dot < 0) return { member: text as SettingName };
  return { member: text.slice(0, dot) as SettingName, key: text.slice(dot + 1) };
}

/** Every setting in which two documents differ, in the order of the table. */
export function differingPaths(
  left: PoolDocument,
  right: PoolDocument,
  settings: SettingsTable = poolSettings,
): PoolPath[] {
  const a = canonicalPool(left, settings);
  const b = canonicalPool(right, settings);
  return settingEntries(settings)
    .flatMap(([member, { kind }]): PoolPath[] =>
      kind === 'map' ? keysOf(a[member], b[member]).map((key) => ({ member, key })) : [{ member }],
    )
    .filter((path) => !sameValue(valueAt(a, path), valueAt(b, path)));
}

/** A copy of `document` with one setting replaced; `undefined` removes it. */
export function withValue(document: PoolDocument, path: PoolPath, value: unknown): PoolDocument {
  if (path.key === undefined) return replaceMember(document, path.member, value);
  const map = new Map<string, unknown>(Object.entries(document[path.member] ?? {}));
  if (value === undefined) map.delete(path.key);
  else map.set(path.key, value);
  return replaceMember(document, path.member, Object.fromEntries(map));
}

function replaceMember(document: PoolDocument, member: SettingName, value: unknown): PoolDocument {
  const members = new Map<string, unknown>(Object.entries(document));
  if (value === undefined) members.delete(member);
  else members.set(member, value);
  return Object.fromEntries(members) as PoolDocument;
}

function keysOf(...maps: readonly unknown[]): string[] {
  return [...new Set(maps.flatMap((map) => (typeof map === 'object' && map !== null ? Object.keys(map) : [])))];
}
