import { defineOperation, type OperationContext } from '../../../dispatch/operation.ts';
import { identityNotFound, invalidParameter } from '../../../protocol/errors.ts';
import { structure } from '../../../protocol/shape.ts';
import type { StoredIdentity } from '../../store/identities.ts';
import type { StoredPool } from '../../store/pools.ts';
import { findDeveloperUser } from '../../developer-users.ts';
import { findIdentity } from '../../identities/identity.ts';
import { conflict } from '../../identities/join-logins.ts';
import { pageToken, readPageToken } from '../../page-token.ts';
import { onPool } from '../../permissions.ts';
import { findPool } from '../../pools.ts';
import { developerUserIdentifier, identityId, identityPoolId, paginationKey, queryLimit } from '../../shapes.ts';

const defaultPage = 60;

/**
 * The developer users of an identity, found by its id or by one of them. Both must belong together, and are then all of the answer.
 * https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_LookupDeveloperIdentity.html
 */
export const lookupDeveloperIdentity = defineOperation({
  auth: 'signed',
  permission: onPool,
  input: structure(
    {
      IdentityPoolId: identityPoolId,
      IdentityId: identityId,
      DeveloperUserIdentifier: developerUserIdentifier,
      MaxResults: queryLimit,
      NextToken: paginationKey,
    },
    ['IdentityPoolId'],
  ),
  run(context, { IdentityPoolId, IdentityId, DeveloperUserIdentifier, MaxResults = defaultPage, NextToken }) {
    const pool = findPool(context, IdentityPoolId);
    if (DeveloperUserIdentifier === undefined) {
      if (IdentityId === undefined) {
        throw invalidParameter('Either IdentityId or DeveloperUserIdentifier must be given.');
      }
      const identity = findIdentity(context, IdentityId);
      if (identity.poolPk !== pool.pk) throw identityNotFound(IdentityId);
      return usersOf(context, pool, identity, MaxResults, NextToken);
    }
    const identity = findDeveloperUser(context, pool, DeveloperUserIdentifier);
    if (IdentityId === undefined) return usersOf(context, pool, identity, MaxResults, NextToken);
    if (identity.id !== IdentityId) throw conflict('The developer user identifier belongs to another identity.');
    return { IdentityId, DeveloperUserIdentifierList: [DeveloperUserIdentifier] };
  },
});

function usersOf(
  { store }: OperationContext,
  pool: StoredPool,
  identity: StoredIdentity,
  limit: number,
  token: string | undefined,
): object {
  const list = `developer-users/${identity.id}`;
  const after = readPageToken(list, token);
  const provider = pool.settings.DeveloperProviderName ?? '';
  const found = store.logins.subjects(identity.pk, provider, after, limit + 1);
  const page = found.slice(0, limit);
  const last = page.at(-1);
  return {
    IdentityId: identity.id,
    DeveloperUserIdentifierList: page.map(({ subject }) => subject),
    ...(found.length > limit && last !== undefined ? { NextToken: pageToken(list, last.pk) } : {}),
  };
}
