import { defineOperation } from '../../dispatch/operation.ts';
import { findGroup, groupAnswer } from '../groups.ts';
import { onUserPool } from '../permissions.ts';
import { groupInput } from '../shapes.ts';

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_GetGroup.html */
export const getGroup = defineOperation({
  auth: 'signed',
  permission: onUserPool,
  input: groupInput,
  run: (context, { GroupName, UserPoolId }) => ({
    Group: groupAnswer(UserPoolId, findGroup(context, UserPoolId, GroupName).group),
  }),
});
