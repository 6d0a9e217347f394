import { structure } from '../../../protocol/shape.ts';
import { defineOperation } from '../../../dispatch/operation.ts';
import { onPool } from '../../permissions.ts';
import { findPool } from '../../pools.ts';
import { identityPoolId } from '../../shapes.ts';

/** Members that were never set are left out. */
export const getIdentityPoolRoles = defineOperation({
  auth: 'signed',
  permission: onPool,
  input: structure({ IdentityPoolId: identityPoolId }, ['IdentityPoolId']),
  run(context, { IdentityPoolId }) {
    const pool = findPool(context, IdentityPoolId);
    return { IdentityPoolId: pool.id, ...pool.roles };
  },
});
