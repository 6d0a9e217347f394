import type { PoolProvider } from './provider-keys.ts';
import type { Claims } from './resolution.ts';

export type ClaimsReading =
  | { readonly isReadable: true; readonly claims: Claims }
  /** `message` says in words what is wrong with the text. */
  | { readonly isReadable: false; readonly message: string };

/**
 * The claims of a JWT (compact form), which is neither verified nor sent anywhere. A signature may be missing.
 * https://www.rfc-editor.org/rfc/rfc7519
 */
export function readToken(text: string): ClaimsReading {
  const parts = text
    .replace(/^\s*bearer\s/i, '')
    .replace(/\s/g, '')
    .split('.');
  const [header, payload] = parts;
  if (header === undefined || payload === undefined || parts.length > 3) {
    return unreadable(
      parts.length === 5
        ? 'This token is encrypted: only the provider can read it.'
        : 'This is not a JWT: it has the form header.payload.signature.',
    );
  }
  const decoded = decodeBase64Url(payload);
  if (decoded === undefined || decodeBase64Url(header) === undefined) {
    return unreadable('This is not a JWT: its parts are not base64url. Has a piece been lost while copying?');
  }
  const reading = readClaims(decoded);
  return reading.isReadable ? reading : unreadable('This is not a JWT: its payload is not a JSON object.');
}

/** What can be told of a text that an app sends as a token, without knowing what is in it. */
export interface TokenForm {
  /** Parts between dots: three in a JWT. */
  readonly parts: number;
  /** `alg` of the header; undefined where there is no readable header. */
  readonly algorithm: string | undefined;
  /** Bytes of the third part; undefined where it is not base64url. */
  readonly signatureBytes: number | undefined;
  /** It begins with "Bearer", or has quotes or white space in it. */
  readonly hasWrapping: boolean;
}

/** The form of a token. Never throws. */
export function tokenForm(text: string): TokenForm {
  const bare = text
    .trim()
    .replace(/^bearer\s+/i, '')
    .replaceAll(/["'\s]/g, '');
  const [header = '', , signature = ''] = bare.split('.');
  const decoded = decodeBase64Url(header);
  const reading = decoded === undefined ? undefined : readClaims(decoded);
  const algorithm: unknown = reading?.isReadable === true ? reading.claims['alg'] : undefined;
  const isBase64Url = /^[\w-]+$/.test(signature);
  return {
    parts: bare === '' ? 0 : bare.split('.').length,
    algorithm: typeof algorithm === 'string' ? algorithm : undefined,
    signatureBytes: isBase64Url ? Math.floor((signature.length * 3) / 4) : undefined,
    hasWrapping: bare !== text.trim(),
  };
}

/** Claims that somebody has written as JSON. */
export function readClaims(text: string): ClaimsReading {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      return { isReadable: true, claims: value as Claims };
    }
    return unreadable('Claims are a JSON object: write them in braces, as in {"sub": "alice"}.');
  } catch (error) {
    return unreadable(`This is not JSON: ${error instanceof Error ? error.message : String(error)}.`);
  }
}

/** Why AWS would not take a token with these claims from this provider, each in a sentence; it can be tried here all the same. */
export function tokenObjections(claims: Claims, provider: PoolProvider, nowSeconds: number): string[] {
  const { iss, aud, azp, exp, token_use: use } = claims;
  const objections: string[] = [];
  if (typeof exp === 'number' && exp <= nowSeconds) {
    objections.push(`It expired on ${new Date(exp * 1000).toISOString().replace('T', ' ').slice(0, 19)} UTC.`);
  }
  if (use === 'access') objections.push('It is an access token. Apps must send the ID token, which has other claims.');
  if (typeof iss === 'string' && hasIssuer(provider) && iss.replace(/^https?:\/\//, '') !== provider.login) {
    objections.push(`It was issued by ${iss}, not by this provider.`);
  }
  const audiences = [azp ?? aud].flat();
  if (provider.kind === 'user-pool' && aud !== undefined && !audiences.includes(provider.detail)) {
    objections.push(`It is for the app client ${audiences.join(', ')}, not for ${provider.detail}.`);
  }
  return objections;
}

/** Whether the provider's tokens are JWTs, whose claims AWS reads. */
export function hasReadableTokens(provider: PoolProvider): boolean {
  return hasIssuer(provider) || provider.kind === 'other';
}

function hasIssuer({ kind }: PoolProvider): boolean {
  return kind === 'user-pool' || kind === 'google' || kind === 'apple' || kind === 'oidc';
}

function unreadable(message: string): ClaimsReading {
  return { isReadable: false, message };
}

function decodeBase64Url(text: string): string | undefined {
  if (!/^[\w-]+=*$/.test(text)) return undefined;
  try {
    const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
    const bytes = Uint8Array.from(binary, (character) => character.charCodeAt(0));
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    // Not base64, or not UTF-8: no text.
    return undefined;
  }
}
