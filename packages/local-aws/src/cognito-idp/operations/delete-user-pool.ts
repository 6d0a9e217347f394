import { invalidParameter } from '../../protocol/errors.ts';
import { defineOperation } from '../../dispatch/operation.ts';
import { onUserPool } from '../permissions.ts';
import { userPoolInput } from '../shapes.ts';
import { findUserPool } from '../user-pools.ts';

/**
 * Its clients and groups go with it.
 * https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_DeleteUserPool.html
 */
export const deleteUserPool = defineOperation({
  auth: 'signed',
  permission: onUserPool,
  input: userPoolInput,
  run(context, { UserPoolId }) {
    const { pk, pool } = findUserPool(context, UserPoolId);
    if (pool.DeletionProtection === 'ACTIVE') {
      throw invalidParameter(
        'The user pool cannot be deleted because deletion protection is activated. Deletion protection must be inactivated first.',
      );
    }
    context.store.userPools.remove(pk);
    return undefined;
  },
});
