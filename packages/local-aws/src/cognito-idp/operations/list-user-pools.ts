import { structure } from '../../protocol/shape.ts';
import { defineOperation } from '../../dispatch/operation.ts';
import { readPage } from '../page.ts';
import { onAllUserPools } from '../permissions.ts';
import { poolPaginationKey, queryLimit } from '../shapes.ts';
import { userPoolSummary } from '../user-pools.ts';

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ListUserPools.html */
export const listUserPools = defineOperation({
  auth: 'signed',
  permission: onAllUserPools,
  input: structure({ NextToken: poolPaginationKey, MaxResults: queryLimit }, ['MaxResults']),
  run({ region, store }, { MaxResults, NextToken }) {
    const { rows, next } = readPage(`user-pools/${region}`, MaxResults, NextToken, (after, limit) =>
      store.userPools.list(region, after, limit),
    );
    return { UserPools: rows.map(userPoolSummary), ...next };
  },
});
