import type { PoolDocument } from '../aws/pool-document.ts';
import { poolSettings, type SettingsTable, settingEntries } from './settings.ts';

/**
 * The document in the one form that versions are made of: lists that AWS treats as sets are sorted. The rules of a role
 * mapping keep their order, because the first match wins; so do the SAML providers, whose order AWS keeps.
 */
export function canonicalPool(document: PoolDocument, settings: SettingsTable = poolSettings): PoolDocument {
  const sets = settingEntries(settings).flatMap(([member, { kind, sortKey = String }]) => {
    const items: unknown = document[member];
    if (kind !== 'set' || !Array.isArray(items)) return [];
    return [[member, items.toSorted((left, right) => compare(sortKey(left), sortKey(right)))]];
  });
  return { ...document, ...Object.fromEntries(sets) };
}

/** Deep equality of JSON values. A member that is absent equals one that is undefined; the order of keys is ignored. */
export function sameValue(left: unknown, right: unknown): boolean {
  if (left === right) return true;
  if (Array.isArray(left) || Array.isArray(right)) {
    return (
      Array.isArray(left) &&
      Array.isArray(right) &&
      left.length === right.length &&
      left.every((item, index) => sameValue(item, right[index]))
    );
  }
  if (!isObject(left) || !isObject(right)) return false;
  const keys = new Set([...Object.keys(left), ...Object.keys(right)]);
  return [...keys].every((key) => sameValue(own(left, key), own(right, key)));
}

/** A member of the object itself, never one that it inherits (`constructor` is a legal tag key). */
export function own(object: object, key: string): unknown {
  return Object.hasOwn(object, key) ? (object as Readonly<Record<string, unknown>>)[key] : undefined;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function compare(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
