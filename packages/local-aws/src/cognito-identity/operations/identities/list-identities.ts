import { boolean, structure } from '../../../protocol/shape.ts';
import { identityDescription } from '../../identities/identity.ts';
import { defineOperation } from '../../../dispatch/operation.ts';
import { onPool } from '../../permissions.ts';
import { pageToken, readPageToken } from '../../page-token.ts';
import { findPool } from '../../pools.ts';
import { identityPoolId, paginationKey, queryLimit } from '../../shapes.ts';

export const listIdentities = defineOperation({
  auth: 'signed',
  permission: onPool,
  input: structure(
    { IdentityPoolId: identityPoolId, MaxResults: queryLimit, NextToken: paginationKey, HideDisabled: boolean },
    ['IdentityPoolId', 'MaxResults'],
  ),
  run(context, { IdentityPoolId, MaxResults, NextToken, HideDisabled = false }) {
    const pool = findPool(context, IdentityPoolId);
    const list = `identities/${pool.id}`;
    const after = readPageToken(list, NextToken);
    const found = context.store.identities.list(pool.pk, after, MaxResults + 1, HideDisabled);
    const page = found.slice(0, MaxResults);
    const last = page.at(-1);
    return {
      IdentityPoolId: pool.id,
      Identities: page.map(identityDescription),
      ...(found.length > MaxResults && last !== undefined ? { NextToken: pageToken(list, last.pk) } : {}),
    };
  },
});
