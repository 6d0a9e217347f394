import { defineOperation } from '../../../dispatch/operation.ts';
import { structure } from '../../../protocol/shape.ts';
import { identityOfLogins, newGuest } from '../../identities/resolve-identity.ts';
import { verifyLogins } from '../../logins/verify-logins.ts';
import { findPool } from '../../pools.ts';
import { accountIdShape, identityPoolId, loginsMap } from '../../shapes.ts';

/**
 * Without logins a new guest each time, with logins the identity that they belong to. `AccountId` is redundant today and ignored.
 * https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_GetId.html
 */
export const getId = defineOperation({
  auth: 'public',
  input: structure({ IdentityPoolId: identityPoolId, AccountId: accountIdShape, Logins: loginsMap }, [
    'IdentityPoolId',
  ]),
  async run(context, { IdentityPoolId, Logins: given }) {
    const Logins = given ?? {};
    const pool = findPool(context, IdentityPoolId);
    if (Object.keys(Logins).length === 0) return { IdentityId: newGuest(context, pool) };
    const logins = await verifyLogins(context, pool, Logins);
    const keys = logins.map(({ key }) => key);
    // While tokens were checked, the pool may have changed.
    return { IdentityId: identityOfLogins(context, findPool(context, IdentityPoolId), keys) };
  },
});
