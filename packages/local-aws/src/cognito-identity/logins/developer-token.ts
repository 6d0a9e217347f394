import type { OperationContext } from '../../dispatch/operation.ts';
import type { LoginKey } from '../store/logins.ts';
import type { StoredPool } from '../store/pools.ts';
import { loginsDoNotMatch } from '../identities/join-logins.ts';
import { checkOpenIdToken, type OpenIdToken } from '../tokens/open-id-token.ts';
import { expiredToken, invalidToken } from './login.ts';

/** A token of GetOpenIdTokenForDeveloperIdentity, and the developer's user that it was made for. */
export interface DeveloperToken extends OpenIdToken {
  readonly user: LoginKey;
}

/**
 * Checks a token of GetOpenIdTokenForDeveloperIdentity. A token of GetOpenIdToken won't do: it would give a guest the role of a user.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/developer-authenticated-identities.html
 */
export async function verifyDeveloperToken(
  context: OperationContext,
  { id: poolId, settings }: StoredPool,
  text: string,
): Promise<DeveloperToken> {
  const checked = await checkOpenIdToken(context, text);
  if (!checked.isValid) {
    if (checked.reason === 'expired') throw expiredToken(checked.nowSeconds, checked.expSeconds);
    throw invalidToken('Not a Cognito token.');
  }
  const { token } = checked;
  if (token.poolId !== poolId) throw loginsDoNotMatch();
  const provider = settings.DeveloperProviderName ?? '';
  const prefix = `${provider}:${poolId}:`;
  const user = token.amr.find((item) => item.startsWith(prefix));
  if (user === undefined) throw invalidToken('Not a Cognito token.');
  return { ...token, user: { provider, subject: user.slice(prefix.length) } };
}
