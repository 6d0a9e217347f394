import type { IdentityFilter } from './filter.ts';

const dayMs = 86_400_000;

/** An identity as AWS describes it. Times are milliseconds since 1970. */
interface DescribedIdentity {
  readonly IdentityId: string;
  readonly Logins: readonly string[];
  readonly CreationDate?: number | undefined;
  readonly LastModifiedDate?: number | undefined;
}

/**
 * Whether an identity is let through as far as AWS describes it: `disabled` and `isNew`, which only a scan knows, are not
 * looked at. A time that AWS does not tell matches no time that is asked for.
 * @param now milliseconds since 1970: what `createdDaysAgo` and `untouchedDays` count from
 */
export function matchesFilter(filter: IdentityFilter, identity: DescribedIdentity, now: number): boolean {
  const { IdentityId, Logins, CreationDate, LastModifiedDate } = identity;
  const { kind, login, idPrefix, createdDaysAgo, untouchedDays } = filter;
  return (
    (kind === undefined || (kind === 'guest') === (Logins.length === 0)) &&
    (login === undefined || Logins.includes(login)) &&
    (idPrefix === undefined || IdentityId.startsWith(idPrefix) || uuidOf(IdentityId).startsWith(idPrefix)) &&
    isWithin(CreationDate, filter.createdFrom, filter.createdTo) &&
    isWithin(LastModifiedDate, filter.modifiedFrom, filter.modifiedTo) &&
    isOlder(CreationDate, createdDaysAgo, now) &&
    isOlder(LastModifiedDate, untouchedDays, now)
  );
}

/** `from` is inclusive, `to` exclusive. */
function isWithin(time: number | undefined, from: string | undefined, to: string | undefined): boolean {
  if (from === undefined && to === undefined) return true;
  if (time === undefined) return false;
  return (from === undefined || time >= Date.parse(from)) && (to === undefined || time < Date.parse(to));
}

function isOlder(time: number | undefined, days: number | undefined, now: number): boolean {
  return days === undefined || (time !== undefined && time < now - days * dayMs);
}

function uuidOf(identityId: string): string {
  return identityId.slice(identityId.indexOf(':') + 1);
}
