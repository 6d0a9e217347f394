import type { PoolDocument } from '@lifeguard/shared/identity-pool-document';
import { activeTagMap } from '@lifeguard/shared/principal-tags';
import type { PoolProvider } from '@lifeguard/shared/provider-keys';
import { ownValue } from '@lifeguard/shared/role-resolution';
import type { WantedPoolTrust } from '@lifeguard/shared/trust-policy';

/** Whom the roles of a mapping must trust: signed-in users, with tags where the provider's attributes make some. */
export function wantedTrust(document: PoolDocument, provider: PoolProvider): WantedPoolTrust {
  const tagMap = ownValue(document.PrincipalTagAttributeMaps, provider.tagProvider);
  return {
    poolId: document.IdentityPoolId,
    kind: 'authenticated',
    needsTagSession: tagMap !== undefined && activeTagMap(tagMap) !== undefined,
  };
}
