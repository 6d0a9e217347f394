import type { PoolDocument } from '@lifeguard/shared/identity-pool-document';

/** What a change means for the people who use the pool, in words; for what is easily overlooked. */
export function poolWarnings(before: PoolDocument, after: PoolDocument): string[] {
  const warnings: string[] = [];
  if (!before.AllowUnauthenticatedIdentities && after.AllowUnauthenticatedIdentities) {
    const role = after.Roles.unauthenticated;
    warnings.push(
      role === undefined
        ? 'Guest access will be on, but the pool has no guest role yet: anyone on the internet can make an identity, and gets no credentials until a guest role is set.'
        : `Guest access will be on: anyone on the internet who knows the ID of the pool gets credentials of ${role}.`,
    );
  }
  if (before.AllowUnauthenticatedIdentities && !after.AllowUnauthenticatedIdentities) {
    warnings.push(
      'Guest access will be off: people who use the pool as guests now stop getting credentials. Those they have already run out within the hour. Their identities stay.',
    );
  }
  if (before.AllowClassicFlow === false && after.AllowClassicFlow !== false) {
    const mappings = Object.keys(after.RoleMappings).length;
    warnings.push(
      mappings > 0
        ? `The classic flow will be allowed: in it the ${mappings === 1 ? 'role mapping' : `${mappings} role mappings`} of this pool ${mappings === 1 ? 'does' : 'do'} not apply, and an app may ask for any role whose trust policy lets it in.`
        : 'The classic flow will be allowed: in it an app may ask for any role whose trust policy lets it in, and AWS does not narrow the guest role.',
    );
  }
  if (before.AllowClassicFlow !== false && after.AllowClassicFlow === false) {
    warnings.push('The classic flow will be refused: apps that still use it stop getting credentials.');
  }
  return warnings;
}
