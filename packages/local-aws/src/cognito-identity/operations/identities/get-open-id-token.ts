import { defineOperation, type OperationContext } from '../../../dispatch/operation.ts';
import { invalidParameter } from '../../../protocol/errors.ts';
import { structure } from '../../../protocol/shape.ts';
import type { StoredPool } from '../../store/pools.ts';
import { findIdentity } from '../../identities/identity.ts';
import { useAsGuest, useWithLogins } from '../../identities/resolve-identity.ts';
import { verifyLogins } from '../../logins/verify-logins.ts';
import { findPool } from '../../pools.ts';
import { identityId, loginsMap } from '../../shapes.ts';
import { guestAmr, userAmr } from '../../tokens/amr.ts';
import { mintOpenIdToken } from '../../tokens/open-id-token.ts';
import { userTags } from '../../tokens/user-tags.ts';

const lifetimeSeconds = 600;

/**
 * The basic (classic) flow: a token with which the caller assumes a role by itself.
 * https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_GetOpenIdToken.html
 */
export const getOpenIdToken = defineOperation({
  auth: 'public',
  input: structure({ IdentityId: identityId, Logins: loginsMap }, ['IdentityId']),
  async run(context, { IdentityId, Logins: given }) {
    const Logins = given ?? {};
    const identity = findIdentity(context, IdentityId);
    const pool = findPool(context, identity.poolId);
    requireClassicFlow(pool, Object.keys(Logins));
    if (Object.keys(Logins).length === 0) {
      useAsGuest(pool, identity);
      return tokenAnswer(context, { identityId: identity.id, poolId: pool.id, amr: guestAmr, principalTags: {} });
    }
    const logins = await verifyLogins(context, pool, Logins);
    // While tokens were checked, the pool and the identity may have changed.
    const [freshPool, freshIdentity] = [findPool(context, pool.id), findIdentity(context, IdentityId)];
    requireClassicFlow(freshPool, Object.keys(Logins));
    const keys = logins.map(({ key }) => key);
    const survivor = useWithLogins(context, freshPool, freshIdentity, keys);
    const principalTags = userTags(context, freshPool, logins);
    return tokenAnswer(context, { identityId: survivor, poolId: pool.id, amr: userAmr(logins), principalTags });
  },
});

async function tokenAnswer(context: OperationContext, token: Parameters<typeof mintOpenIdToken>[1]): Promise<object> {
  return { IdentityId: token.identityId, Token: await mintOpenIdToken(context, token, lifetimeSeconds) };
}

/** https://docs.aws.amazon.com/cognito/latest/developerguide/authentication-flow.html */
function requireClassicFlow({ settings, roles }: StoredPool, loginKeys: readonly string[]): void {
  if (settings.AllowClassicFlow === false) {
    throw invalidParameter('Basic (classic) flow is not enabled, please use enhanced flow.');
  }
  if (Object.keys(roles?.RoleMappings ?? {}).length > 0) {
    throw invalidParameter('Basic (classic) flow is not supported with RoleMappings, please use enhanced flow.');
  }
  if (loginKeys.some((key) => settings.SamlProviderARNs?.includes(key))) {
    throw invalidParameter('Basic (classic) flow is not supported with SAML, please use enhanced flow.');
  }
}
