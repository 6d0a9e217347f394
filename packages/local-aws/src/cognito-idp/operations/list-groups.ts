import { defineOperation } from '../../dispatch/operation.ts';
import { groupAnswer } from '../groups.ts';
import { readPage } from '../page.ts';
import { onUserPool } from '../permissions.ts';
import { listGroupsInput } from '../shapes.ts';
import { findUserPool } from '../user-pools.ts';

const maxGroups = 60;

/**
 * A Limit of 0 is as good as none.
 * https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ListGroups.html
 */
export const listGroups = defineOperation({
  auth: 'signed',
  permission: onUserPool,
  input: listGroupsInput,
  run(context, { UserPoolId, Limit, NextToken }) {
    const { pk } = findUserPool(context, UserPoolId);
    const { rows, next } = readPage(`user-pool-groups/${UserPoolId}`, Limit || maxGroups, NextToken, (after, limit) =>
      context.store.userPools.listGroups(pk, after, limit),
    );
    return { Groups: rows.map(({ group }) => groupAnswer(UserPoolId, group)), ...next };
  },
});
