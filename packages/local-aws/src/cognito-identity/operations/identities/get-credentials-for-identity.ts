import { identityKeys } from '@lifeguard/shared/aws/regions';

import { defineOperation, type OperationContext } from '../../../dispatch/operation.ts';
import { structure } from '../../../protocol/shape.ts';
import type { StoredPool } from '../../store/pools.ts';
import { assumePoolRole } from '../../../sts/pool-role.ts';
import { badConfiguration, chooseRole, type RoleUser } from '../../choose-role.ts';
import { guestSessionPolicies } from '../../guest-policies.ts';
import { findIdentity } from '../../identities/identity.ts';
import { useAsGuest, useDeveloperIdentity, useWithLogins } from '../../identities/resolve-identity.ts';
import { verifyDeveloperToken } from '../../logins/developer-token.ts';
import { verifyLogins } from '../../logins/verify-logins.ts';
import { findPool } from '../../pools.ts';
import { arnString, identityId, loginsMap } from '../../shapes.ts';
import { guestAmr, userAmr } from '../../tokens/amr.ts';
import type { OpenIdToken } from '../../tokens/open-id-token.ts';
import { userTags } from '../../tokens/user-tags.ts';

const durationSeconds = 3600;

/** Who asks, once identity and logins are settled. */
interface PoolUser {
  readonly token: OpenIdToken;
  readonly user: RoleUser;
}

/**
 * The enhanced flow: temporary keys of the role that the pool has for this user.
 * https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_GetCredentialsForIdentity.html
 */
export const getCredentialsForIdentity = defineOperation({
  auth: 'public',
  input: structure({ IdentityId: identityId, Logins: loginsMap, CustomRoleArn: arnString }, ['IdentityId']),
  async run(context, { IdentityId, Logins, CustomRoleArn }) {
    const { poolId } = findIdentity(context, IdentityId);
    const { token, user } = await userOf(context, findPool(context, poolId), IdentityId, Logins ?? {});
    const role = chooseRole(findPool(context, poolId).roles ?? { Roles: {} }, user, CustomRoleArn);
    const assumed = assumePoolRole(context, role, token, {
      sessionName: 'CognitoIdentityCredentials',
      durationOf: () => durationSeconds,
      ...(user.kind === 'guest' ? { sessionPolicies: guestSessionPolicies } : {}),
    });
    // Whatever STS has against it, the service says no more than this.
    if (!assumed.isAssumed) throw badConfiguration();
    const { accessKeyId, secretAccessKey, sessionToken, expiresMs } = assumed.session;
    return {
      IdentityId: token.identityId,
      Credentials: {
        AccessKeyId: accessKeyId,
        SecretKey: secretAccessKey,
        SessionToken: sessionToken,
        Expiration: expiresMs / 1000,
      },
    };
  },
});

async function userOf(
  context: OperationContext,
  pool: StoredPool,
  identityId: string,
  given: Readonly<Record<string, string>>,
): Promise<PoolUser> {
  // Under the name of identity pools stands a token of GetOpenIdTokenForDeveloperIdentity.
  const { [identityKeys(pool.id).host]: developerToken, ...publicLogins } = given;
  if (Object.keys(given).length === 0) {
    useAsGuest(pool, findIdentity(context, identityId));
    const token = { identityId, poolId: pool.id, amr: guestAmr, principalTags: {} };
    return { token, user: { kind: 'guest' } };
  }
  const developer =
    developerToken === undefined ? undefined : await verifyDeveloperToken(context, pool, developerToken);
  const logins = await verifyLogins(context, pool, publicLogins);
  const keys = logins.map(({ key }) => key);
  // While tokens were checked, the pool and the identity may have changed.
  const [freshPool, identity] = [findPool(context, pool.id), findIdentity(context, identityId)];
  if (developer !== undefined) {
    const id = useDeveloperIdentity(context, freshPool, identity, developer, keys);
    return { token: { ...developer, identityId: id }, user: { kind: 'developer' } };
  }
  const id = useWithLogins(context, freshPool, identity, keys);
  const principalTags = userTags(context, freshPool, logins);
  return {
    token: { identityId: id, poolId: pool.id, amr: userAmr(logins), principalTags },
    user: { kind: 'federated', logins },
  };
}
