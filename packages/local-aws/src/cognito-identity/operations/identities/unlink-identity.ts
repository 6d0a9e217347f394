import { defineOperation } from '../../../dispatch/operation.ts';
import { structure } from '../../../protocol/shape.ts';
import { findIdentity } from '../../identities/identity.ts';
import { forbidden } from '../../identities/join-logins.ts';
import { unlinkLogins } from '../../identities/resolve-identity.ts';
import { verifyLogins } from '../../logins/verify-logins.ts';
import { findPool } from '../../pools.ts';
import { identityId, loginsList, loginsMap } from '../../shapes.ts';

/**
 * Takes logins away from an identity whose user shows a token of one of its logins. The last one taken leaves an identity that nobody can use.
 * https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_UnlinkIdentity.html
 */
export const unlinkIdentity = defineOperation({
  auth: 'public',
  input: structure({ IdentityId: identityId, Logins: loginsMap, LoginsToRemove: loginsList }, [
    'IdentityId',
    'Logins',
    'LoginsToRemove',
  ]),
  async run(context, { IdentityId, Logins, LoginsToRemove }) {
    const identity = findIdentity(context, IdentityId);
    const pool = findPool(context, identity.poolId);
    if (Object.keys(Logins).length === 0) throw forbidden(IdentityId);
    const logins = await verifyLogins(context, pool, Logins);
    const keys = logins.map(({ key }) => key);
    unlinkLogins(context, findPool(context, pool.id), findIdentity(context, IdentityId), keys, LoginsToRemove);
    return undefined;
  },
});
