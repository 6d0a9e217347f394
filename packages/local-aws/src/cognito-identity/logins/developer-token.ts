import type { OperationContext } from '../../operation.ts';
import type { StoredPool } from '../../store/pools.ts';
import { loginsDoNotMatch } from '../identities/join-logins.ts';
import { checkOpenIdToken, type OpenIdToken } from '../tokens/open-id-token.ts';
import { expiredToken, invalidToken } from './login.ts';

/**
 * Checks a token of GetOpenIdTokenForDeveloperIdentity. A token of GetOpenIdToken won't do: it would give a guest the role of a user.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/developer-authenticated-identities.html
 */
export async function verifyDeveloperToken(
  context: OperationContext,
  { id: poolId, settings }: StoredPool,
  text: string,
): Promise<OpenIdToken> {
  const checked = await checkOpenIdToken(context, text);
  if (!checked.isValid) {
    if (checked.reason === 'expired') throw expiredToken(checked.nowSeconds, checked.expSeconds);
    throw invalidToken('Not a Cognito token.');
  }
  const { token } = checked;
  if (token.poolId !== poolId) throw loginsDoNotMatch();
  const provider = settings.DeveloperProviderName;
  const isDevelopers = provider !== undefined && token.amr.some((item) => item.startsWith(`${provider}:${poolId}:`));
  if (!isDevelopers) throw invalidToken('Not a Cognito token.');
  return token;
}
