import type { PoolChanges } from '@lifeguard/shared/pool/changes';
import type { PoolDocument } from '@lifeguard/shared/aws/pool-document';

/** What other default roles mean for the people who use the pool, in words. */
export function roleConsequences(before: PoolDocument, { Roles: after }: PoolChanges): string[] {
  if (after === undefined) return [];
  const { Roles: now, AllowUnauthenticatedIdentities: hasGuests, RoleMappings } = before;
  const consequences: string[] = [];
  if (now.authenticated !== undefined && after.authenticated === undefined) {
    const isMapped = Object.keys(RoleMappings).length > 0;
    consequences.push(
      isMapped
        ? 'Signed-in users for whom no role mapping chooses a role get no credentials any more.'
        : 'Signed-in users get no credentials any more: they have an identity and nothing else.',
    );
  }
  if (after.unauthenticated === undefined && hasGuests) {
    consequences.push(
      now.unauthenticated === undefined
        ? 'Guest access is on, but the pool has no guest role: guests get no credentials.'
        : 'Guests get no credentials any more, although guest access stays on.',
    );
  }
  if (after.unauthenticated !== undefined && after.unauthenticated !== now.unauthenticated && hasGuests) {
    consequences.push(
      `Anyone on the internet who knows the ID of the pool gets credentials of ${after.unauthenticated}.`,
    );
  }
  if (after.authenticated !== undefined && after.authenticated === after.unauthenticated) {
    consequences.push('Guests and signed-in users get the same role: what one may do, the other may do too.');
  }
  return consequences;
}
