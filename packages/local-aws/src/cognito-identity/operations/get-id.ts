import { randomUUID } from 'node:crypto';

import { notAuthorized } from '../../protocol/errors.ts';
import { structure } from '../../protocol/shape.ts';
import { defineOperation } from '../../operation.ts';
import { findPool } from '../pools.ts';
import { notBuiltYet } from '../not-built-yet.ts';
import { accountIdShape, identityPoolId, loginsMap } from '../shapes.ts';

/** Without logins: a new guest each time. `AccountId` is redundant today and ignored. */
export const getId = defineOperation({
  auth: 'public',
  input: structure({ IdentityPoolId: identityPoolId, AccountId: accountIdShape, Logins: loginsMap }, [
    'IdentityPoolId',
  ]),
  run(context, { IdentityPoolId, Logins }) {
    const pool = findPool(context, IdentityPoolId);
    if (Object.keys(Logins ?? {}).length > 0) throw notBuiltYet('GetId with Logins');
    if (!pool.settings.AllowUnauthenticatedIdentities) {
      throw notAuthorized('Unauthenticated access is not supported for this identity pool.');
    }
    const id = `${context.region}:${randomUUID()}`;
    context.store.identities.insert(pool.pk, id, context.clock.now());
    return { IdentityId: id };
  },
});
