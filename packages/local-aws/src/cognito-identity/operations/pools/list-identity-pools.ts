import { structure } from '../../../protocol/shape.ts';
import { defineOperation } from '../../../dispatch/operation.ts';
import { onAnything } from '../../permissions.ts';
import { pageToken, readPageToken } from '../../page-token.ts';
import { paginationKey, queryLimit } from '../../shapes.ts';

export const listIdentityPools = defineOperation({
  auth: 'signed',
  permission: onAnything,
  input: structure({ MaxResults: queryLimit, NextToken: paginationKey }, ['MaxResults']),
  run(context, { MaxResults, NextToken }) {
    const list = `pools/${context.region}`;
    const after = readPageToken(list, NextToken);
    const found = context.store.pools.list(context.region, after, MaxResults + 1);
    const page = found.slice(0, MaxResults);
    const last = page.at(-1);
    return {
      IdentityPools: page.map(({ id, name }) => ({ IdentityPoolId: id, IdentityPoolName: name })),
      ...(found.length > MaxResults && last !== undefined ? { NextToken: pageToken(list, last.pk) } : {}),
    };
  },
});
