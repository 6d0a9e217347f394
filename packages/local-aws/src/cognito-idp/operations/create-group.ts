import { defineOperation } from '../../dispatch/operation.ts';
import { groupExists } from '../errors.ts';
import { groupAnswer, newGroup } from '../groups.ts';
import { onUserPool } from '../permissions.ts';
import { createGroupInput } from '../shapes.ts';
import { findUserPool } from '../user-pools.ts';

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateGroup.html */
export const createGroup = defineOperation({
  auth: 'signed',
  permission: onUserPool,
  input: createGroupInput,
  run(context, input) {
    const { userPools } = context.store;
    const { pk } = findUserPool(context, input.UserPoolId);
    if (userPools.findGroup(pk, input.GroupName) !== undefined) throw groupExists();
    const group = newGroup(input, context.clock.now());
    userPools.insertGroup(pk, group);
    return { Group: groupAnswer(input.UserPoolId, group) };
  },
});
