import { randomUUID } from 'node:crypto';

import type { IdentityFilter } from '@lifeguard/shared/identities/filter';
import type { IdentitySort, IndexedIdentity } from '@lifeguard/shared/api/identity-index';

import type { IdentityIndex, IndexedPool, ScanResult } from '../../identity-index.ts';
import type { ScannedIdentity } from '@lifeguard/aws/identities/scanned-identity';

export const region = 'us-east-1';
export const dayMs = 86_400_000;

/** What a scan finds: an identity, and whether it is listed among the enabled ones. */
export interface Listed extends ScannedIdentity {
  readonly isDisabled: boolean;
}

export function newPool(): IndexedPool {
  return { connectionId: 'local', poolId: `${region}:${randomUUID()}` };
}

/** A whole scan in pages of `size`. */
export async function scan(
  index: IdentityIndex,
  pool: IndexedPool,
  scanId: string,
  identities: readonly Listed[],
  size = 7,
): Promise<ScanResult> {
  await index.openScan(pool, scanId, 1000);
  await listPasses(index, pool, scanId, identities, size);
  return index.finishScan(pool, scanId, 2000);
}

export async function listPasses(
  index: IdentityIndex,
  pool: IndexedPool,
  scanId: string,
  identities: readonly Listed[],
  size = 7,
): Promise<void> {
  for (const pass of ['all', 'enabled'] as const) {
    const listed = identities.filter((item) => pass === 'all' || !item.isDisabled);
    for (let from = 0; from === 0 || from < listed.length; from += size) {
      const nextToken = from + size < listed.length ? `token ${from}` : undefined;
      await index.addPage(pool, scanId, {
        pass,
        after: from,
        identities: listed.slice(from, from + size),
        nextToken,
      });
    }
  }
}

/** What the index must answer, made the plain way. `known` are those of the scan before. */
export function expectedList(
  identities: readonly Listed[],
  known: ReadonlySet<string> | undefined,
  filter: IdentityFilter,
  sort: IdentitySort,
  now: number,
): IndexedIdentity[] {
  const direction = sort.startsWith('-') ? -1 : 1;
  return identities
    .filter((item) => isMatch(item, filter, now, known !== undefined && !known.has(item.IdentityId)))
    .sort((left, right) => direction * compare(left, right, sort))
    .map((item) => ({
      IdentityId: item.IdentityId,
      Logins: [...item.Logins].sort(),
      ...(item.CreationDate === undefined ? {} : { CreationDate: new Date(item.CreationDate).toISOString() }),
      ...(item.LastModifiedDate === undefined
        ? {}
        : { LastModifiedDate: new Date(item.LastModifiedDate).toISOString() }),
      Disabled: item.isDisabled,
    }));
}

function isMatch(item: Listed, filter: IdentityFilter, now: number, isNew: boolean): boolean {
  const { CreationDate: created, LastModifiedDate: modified } = item;
  const uuid = item.IdentityId.slice(region.length + 1);
  return (
    (filter.kind === undefined || (filter.kind === 'guest') === (item.Logins.length === 0)) &&
    (filter.disabled === undefined || (filter.disabled === 'true') === item.isDisabled) &&
    (filter.login === undefined || item.Logins.includes(filter.login)) &&
    (filter.isNew === undefined || isNew) &&
    isWithin(created, filter.createdFrom, filter.createdTo) &&
    isWithin(modified, filter.modifiedFrom, filter.modifiedTo) &&
    isOlder(created, filter.createdDaysAgo, now) &&
    isOlder(modified, filter.untouchedDays, now) &&
    (filter.idPrefix === undefined || item.IdentityId.startsWith(filter.idPrefix) || uuid.startsWith(filter.idPrefix))
  );
}

function isWithin(time: number | undefined, from: string | undefined, to: string | undefined): boolean {
  if (from === undefined && to === undefined) return true;
  if (time === undefined) return false;
  return (from === undefined || time >= Date.parse(from)) && (to === undefined || time < Date.parse(to));
}

function isOlder(time: number | undefined, days: number | undefined, now: number): boolean {
  return days === undefined || (time !== undefined && time < now - days * dayMs);
}

function compare(left: Listed, right: Listed, sort: IdentitySort): number {
  const created = (left.CreationDate ?? -1) - (right.CreationDate ?? -1);
  const modified = (left.LastModifiedDate ?? -1) - (right.LastModifiedDate ?? -1);
  const id = left.IdentityId < right.IdentityId ? -1 : 1;
  switch (sort) {
    case 'created':
    case '-created':
      return created || modified || id;
    case 'modified':
    case '-modified':
      return modified || created || id;
    case 'id':
    case '-id':
      return id;
  }
}
