import { structure } from '../../../protocol/shape.ts';
import { defineOperation } from '../../../dispatch/operation.ts';
import { onPool } from '../../permissions.ts';
import { findPool, poolAnswer } from '../../pools.ts';
import { identityPoolId } from '../../shapes.ts';

export const describeIdentityPool = defineOperation({
  auth: 'signed',
  permission: onPool,
  input: structure({ IdentityPoolId: identityPoolId }, ['IdentityPoolId']),
  run(context, { IdentityPoolId }) {
    const pool = findPool(context, IdentityPoolId);
    return poolAnswer(pool.id, pool.settings, pool.tags);
  },
});
