import { defineOperation } from '../../dispatch/operation.ts';
import { findGroup } from '../groups.ts';
import { onUserPool } from '../permissions.ts';
import { groupInput } from '../shapes.ts';

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_DeleteGroup.html */
export const deleteGroup = defineOperation({
  auth: 'signed',
  permission: onUserPool,
  input: groupInput,
  run(context, { GroupName, UserPoolId }) {
    context.store.userPools.removeGroup(findGroup(context, UserPoolId, GroupName).pk);
    return undefined;
  },
});
