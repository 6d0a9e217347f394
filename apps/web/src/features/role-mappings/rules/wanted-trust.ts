import type { PoolDocument } from '@lifeguard/shared/aws/pool-document';
import { activeTagMap } from '@lifeguard/shared/aws/principal-tags';
import type { PoolProvider } from '@lifeguard/shared/roles/provider-keys';
import { signInOf } from '@lifeguard/shared/roles/uses';
import { ownValue } from '@lifeguard/shared/roles/resolution';
import type { WantedPoolTrust } from '@lifeguard/shared/policy/trust';

/** Whom the roles of a mapping must trust: signed-in users of its provider, with tags where the provider's attributes make some. */
export function wantedTrust(document: PoolDocument, provider: PoolProvider): WantedPoolTrust {
  const tagMap = ownValue(document.PrincipalTagAttributeMaps, provider.tagProvider);
  return {
    poolId: document.IdentityPoolId,
    kind: 'authenticated',
    needsTagSession: tagMap !== undefined && activeTagMap(tagMap) !== undefined,
    signIns: [signInOf(document, provider)],
  };
}
