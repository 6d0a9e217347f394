import type { PrincipalTagMap } from '../aws/principal-tags.ts';
import { type Claims, ownValue, scalarText } from './resolution.ts';

export type ProviderFamily =
  | 'user-pool'
  | 'oidc'
  | 'google'
  | 'apple'
  | 'facebook'
  | 'amazon'
  | 'twitter'
  | 'digits'
  | 'saml';

/** What the tags of one user may come to: https://docs.aws.amazon.com/cognito/latest/developerguide/using-afac-with-cognito-identity-pools.html */
export const maxPrincipalTagBytes = 460;

const defaultClaims = { client: 'aud', username: 'sub' };
const amazonClaims = { client: 'aud', username: 'user_id' };
const samlClaims = {
  client: 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/nameidentifier',
  username: 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/name',
};

/**
 * Tag to value for the session of a user. A tag is left out where its claim is missing or not a scalar; a list of one
 * element counts as that element, since SAML attributes and `aud` come as lists. No map: no tags.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/provider-mappings.html
 */
export function resolvePrincipalTags(
  map: PrincipalTagMap | undefined,
  family: ProviderFamily,
  claims: Claims,
): Record<string, string> {
  if (map === undefined) return {};
  const claimByTag = map.UseDefaults ? defaultPrincipalTags(family) : map.PrincipalTags;
  return Object.fromEntries(
    Object.entries(claimByTag).flatMap(([tag, claim]) => {
      const value: unknown = ownValue(claims, claim);
      const text = scalarText(Array.isArray(value) && value.length === 1 ? value[0] : value);
      return text === undefined ? [] : [[tag, text]];
    }),
  );
}

/** UTF-8 bytes of all keys and values together; to be compared with `maxPrincipalTagBytes`. */
export function principalTagBytes(tags: Readonly<Record<string, string>>): number {
  const encoder = new TextEncoder();
  return Object.entries(tags).reduce((sum, [tag, value]) => sum + encoder.encode(tag + value).length, 0);
}

/** Tag to claim of the default mappings: https://docs.aws.amazon.com/cognito/latest/developerguide/provider-mappings.html */
export function defaultPrincipalTags(family: ProviderFamily): Readonly<Record<string, string>> {
  switch (family) {
    case 'amazon':
      return amazonClaims;
    case 'saml':
      return samlClaims;
    case 'user-pool':
    case 'oidc':
    case 'google':
    case 'apple':
    case 'facebook':
    case 'twitter':
    case 'digits':
      return defaultClaims;
  }
}
