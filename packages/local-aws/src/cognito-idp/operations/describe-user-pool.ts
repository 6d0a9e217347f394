import { defineOperation } from '../../dispatch/operation.ts';
import { onUserPool } from '../permissions.ts';
import { userPoolInput } from '../shapes.ts';
import { findUserPool, userPoolAnswer } from '../user-pools.ts';

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_DescribeUserPool.html */
export const describeUserPool = defineOperation({
  auth: 'signed',
  permission: onUserPool,
  input: userPoolInput,
  run: (context, { UserPoolId }) => ({ UserPool: userPoolAnswer(context.account, findUserPool(context, UserPoolId)) }),
});
