import { defineOperation, type OperationContext } from '../../../dispatch/operation.ts';
import { AwsError, identityNotFound, invalidParameter } from '../../../protocol/errors.ts';
import { structure } from '../../../protocol/shape.ts';
import type { LoginKey } from '../../store/logins.ts';
import type { StoredPool } from '../../store/pools.ts';
import { developerProvider, unsupportedDeveloperProvider } from '../../developer-users.ts';
import { findIdentity } from '../../identities/identity.ts';
import { identityOfLogins, linkDeveloperUser } from '../../identities/resolve-identity.ts';
import { verifyLogins } from '../../logins/verify-logins.ts';
import { onPool } from '../../permissions.ts';
import { findPool } from '../../pools.ts';
import { identityId, identityPoolId, loginsMap, principalTags, tokenDuration } from '../../shapes.ts';
import { developerAmr, userAmr } from '../../tokens/amr.ts';
import { mintOpenIdToken } from '../../tokens/open-id-token.ts';

const defaultLifetimeSeconds = 900;

/**
 * A token for a user whom the developer's own backend has signed in; made and linked when the user is new.
 * https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_GetOpenIdTokenForDeveloperIdentity.html
 */
export const getOpenIdTokenForDeveloperIdentity = defineOperation({
  auth: 'signed',
  permission: onPool,
  input: structure(
    {
      IdentityPoolId: identityPoolId,
      IdentityId: identityId,
      Logins: loginsMap,
      PrincipalTags: principalTags,
      TokenDuration: tokenDuration,
    },
    ['IdentityPoolId', 'Logins'],
  ),
  async run(context, { IdentityPoolId, IdentityId, Logins, PrincipalTags, TokenDuration }) {
    const pool = findPool(context, IdentityPoolId);
    const { user, publicLogins } = splitLogins(pool, Logins);
    if (IdentityId !== undefined) identityOfPool(context, pool, IdentityId);
    const logins = await verifyLogins(context, pool, publicLogins);
    const keys: [LoginKey, ...LoginKey[]] = [user, ...logins.map(({ key }) => key)];
    const id =
      IdentityId === undefined
        ? identityOfLogins(context, findPool(context, pool.id), keys)
        : linkDeveloperUser(context, findPool(context, pool.id), identityOfPool(context, pool, IdentityId), keys);
    const amr = userAmr([{ amr: developerAmr(user.provider, pool.id, user.subject) }, ...logins]);
    const token = { identityId: id, poolId: pool.id, amr, principalTags: PrincipalTags ?? {} };
    return { IdentityId: id, Token: await mintOpenIdToken(context, token, TokenDuration ?? defaultLifetimeSeconds) };
  },
});

/** Exactly one of the logins is the developer's; its value is the user's identifier, not a token. */
function splitLogins(
  pool: StoredPool,
  logins: Readonly<Record<string, string>>,
): { readonly user: LoginKey; readonly publicLogins: Readonly<Record<string, string>> } {
  const provider = developerProvider(pool);
  if (!Object.hasOwn(logins, provider)) throw unsupportedDeveloperProvider();
  const { [provider]: subject = '', ...publicLogins } = logins;
  if ([...subject].length > 1024) {
    throw new AwsError(
      'ValidationException',
      `1 validation error detected: Value '${subject}' at 'developerUserIdentifier' failed to satisfy constraint: Member must have length less than or equal to 1024`,
    );
  }
  // It would be stored with replacement characters, by which two users would become one.
  if (!subject.isWellFormed()) throw invalidParameter('The developer user identifier is not well-formed Unicode.');
  return { user: { provider, subject }, publicLogins };
}

/** An identity of another pool does not exist for this one. */
function identityOfPool(context: OperationContext, pool: StoredPool, id: string) {
  const identity = findIdentity(context, id);
  if (identity.poolPk !== pool.pk) throw identityNotFound(id);
  return identity;
}
