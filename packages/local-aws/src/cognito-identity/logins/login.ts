import { type AwsError, notAuthorized } from '../../protocol/errors.ts';
import type { LoginKey } from '../store/logins.ts';

/** A login whose token was accepted. */
export interface VerifiedLogin {
  /** The link that it makes: the provider as ListIdentities names it, and the user there. */
  readonly key: LoginKey;
  /** What follows `authenticated` in a token's amr: the provider, and the user at the provider. */
  readonly amr: readonly string[];
  /** The provider as role mappings spell it. */
  readonly mappingKey: string;
  /** The provider as principal-tag maps spell it. */
  readonly tagProvider: string;
  readonly claims: Readonly<Record<string, unknown>>;
  /** The roles that a SAML assertion offers; undefined for a login of another kind. */
  readonly samlRoles?: readonly string[];
}

export function unsupportedToken(): AwsError {
  return notAuthorized('Token is not from a supported provider of this identity pool.');
}

/** `what` is AWS's sentence about the token. */
export function invalidToken(what: string): AwsError {
  return notAuthorized(`Invalid login token. ${what}`);
}

export function expiredToken(nowSeconds: number, expSeconds: number): AwsError {
  return invalidToken(`Token expired: ${nowSeconds} >= ${expSeconds}`);
}
