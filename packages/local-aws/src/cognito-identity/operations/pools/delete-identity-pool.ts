import { structure } from '../../../protocol/shape.ts';
import { defineOperation } from '../../../dispatch/operation.ts';
import { onPool } from '../../permissions.ts';
import { findPool } from '../../pools.ts';
import { identityPoolId } from '../../shapes.ts';

/** Takes identities, roles and tags with it. */
export const deleteIdentityPool = defineOperation({
  auth: 'signed',
  permission: onPool,
  input: structure({ IdentityPoolId: identityPoolId }, ['IdentityPoolId']),
  run(context, { IdentityPoolId }) {
    context.store.pools.remove(findPool(context, IdentityPoolId).pk);
    context.store.purgeSoon();
    return undefined;
  },
});
