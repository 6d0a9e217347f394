import type { PoolDocument } from '@lifeguard/shared/identity-pool-document';
import { providerWarnings } from './provider-warnings.ts';

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
    const isMapped = Object.keys(after.RoleMappings).length > 0;
    warnings.push(
      isMapped
        ? 'The classic flow will be allowed, but AWS refuses it as long as the pool has role mappings: apps that use it get an error. Once the last mapping is gone, an app may ask for any role whose trust policy lets it in.'
        : 'The classic flow will be allowed: in it an app may ask for any role whose trust policy lets it in, and AWS does not narrow the guest role.',
    );
  }
  if (before.AllowClassicFlow !== false && after.AllowClassicFlow === false) {
    warnings.push('The classic flow will be refused: apps that still use it stop getting credentials.');
  }
  return [...warnings, ...providerWarnings(before, after)];
}
