import type { PoolDocument } from '@lifeguard/shared/aws/pool-document';
import { sameValue } from '@lifeguard/shared/pool/canonical';
import { danglingMappings } from '@lifeguard/shared/roles/provider-keys';
import { providerWarnings } from './provider.ts';
import { runOutText } from './run-out.ts';

/** What a change means for the people who use the pool, in words; for what is easily overlooked. */
export function poolWarnings(before: PoolDocument, after: PoolDocument): string[] {
  return [
    ...guestWarnings(before, after),
    ...classicFlowWarnings(before, after),
    ...developerWarnings(before, after),
    ...providerWarnings(before, after),
    ...mappingWarnings(before, after),
  ];
}

function guestWarnings(before: PoolDocument, after: PoolDocument): string[] {
  if (!before.AllowUnauthenticatedIdentities && after.AllowUnauthenticatedIdentities) {
    const role = after.Roles.unauthenticated;
    return [
      role === undefined
        ? 'Guest access will be on, but the pool has no guest role yet: anyone on the internet can make an identity, and gets no credentials until a guest role is set.'
        : `Guest access will be on: anyone on the internet who knows the ID of the pool gets credentials of ${role}.`,
    ];
  }
  if (before.AllowUnauthenticatedIdentities && !after.AllowUnauthenticatedIdentities) {
    return [
      `Guest access will be off: people who use the pool as guests now stop getting credentials. Those they have already ${runOutText(before)}. Their identities stay.`,
    ];
  }
  return [];
}

/** Absent means allowed. */
function classicFlowWarnings(before: PoolDocument, after: PoolDocument): string[] {
  const wasAllowed = before.AllowClassicFlow !== false;
  const isAllowed = after.AllowClassicFlow !== false;
  if (wasAllowed && !isAllowed) {
    return ['The classic flow will be refused: apps that still use it stop getting credentials.'];
  }
  if (!isAllowed) return [];
  if (!wasAllowed) {
    return [
      hasMappings(after)
        ? 'The classic flow will be allowed, but AWS refuses it as long as the pool has role mappings: apps that use it get an error. Once the last mapping is gone, an app may ask for any role whose trust policy lets it in.'
        : 'The classic flow will be allowed: in it an app may ask for any role whose trust policy lets it in, and AWS does not narrow the guest role.',
    ];
  }
  return !hasMappings(before) && hasMappings(after)
    ? [
        'The pool allows the classic flow, which AWS refuses for a pool with role mappings: apps that use it get an error from now on.',
      ]
    : [];
}

/** AWS takes no roles as long as a mapping names a provider that the pool does not have: in this save, or in later ones. */
function mappingWarnings(before: PoolDocument, after: PoolDocument): string[] {
  if (!sameValue(before.Roles, after.Roles) || !sameValue(before.RoleMappings, after.RoleMappings)) {
    return danglingMappings(after).map(
      (key) =>
        `The role mapping of ${key} matches no provider of the pool, so AWS will refuse SetIdentityPoolRoles. Remove the mapping, or add the provider.`,
    );
  }
  const known = danglingMappings(before);
  return danglingMappings(after)
    .filter((key) => !known.includes(key))
    .map(
      (key) =>
        `The role mapping of ${key} stays although the pool has no such provider any more: AWS refuses every later change of roles and role mappings until it is gone.`,
    );
}

function developerWarnings(before: PoolDocument, after: PoolDocument): string[] {
  if (before.DeveloperProviderName !== undefined || after.DeveloperProviderName === undefined) return [];
  return [
    `The developer provider name ${after.DeveloperProviderName} is set for ever: AWS lets nobody change or remove it. Another name needs another pool.`,
  ];
}

function hasMappings({ RoleMappings }: PoolDocument): boolean {
  return Object.keys(RoleMappings).length > 0;
}
