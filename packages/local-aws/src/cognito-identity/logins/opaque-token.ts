import type { Clock } from '../../clock.ts';
import type { Store } from '../../store.ts';
import { expiredToken, invalidToken, unsupportedToken } from './login.ts';

export interface OpaqueClaims {
  readonly sub: string;
  /** The few claims that rules can use for these providers. */
  readonly claims: Readonly<Record<string, unknown>>;
}

/** Whether the tokens of this login key say nothing by themselves. */
export function isOpaqueProvider(key: string): boolean {
  return ['graph.facebook.com', 'www.amazon.com', 'api.twitter.com', 'www.digits.com'].includes(key);
}

/**
 * Checks an access token whose meaning only its provider knows. Here that is the control endpoint that made it; on AWS Facebook, Amazon or Twitter are asked.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/role-based-access-control.html
 */
export function verifyOpaqueToken(
  { store, clock }: { readonly store: Store; readonly clock: Clock },
  provider: string,
  appId: string,
  token: string,
): OpaqueClaims {
  const found = store.loginTokens.find(token);
  if (found === undefined || found.provider !== provider) throw invalidToken("Couldn't verify signed token.");
  const nowSeconds = Math.floor(clock.now() / 1000);
  const expSeconds = Math.floor(found.expiresMs / 1000);
  if (expSeconds <= nowSeconds) throw expiredToken(nowSeconds, expSeconds);
  // Of Twitter and Digits the secret stands behind the semicolon, and belongs in no claim.
  const [app = ''] = appId.split(';');
  const { aud = app, sub, user_id: userId = sub } = found.claims;
  if (aud !== app && aud !== appId) throw unsupportedToken();
  return {
    sub: String(sub),
    claims: { iss: provider, aud: app, sub, ...(provider === 'www.amazon.com' ? { user_id: userId } : {}) },
  };
}
