import { decodeJwt, decodeProtectedHeader, errors, jwtVerify, type JWTPayload } from 'jose';

import type { Clock } from '../../clock.ts';
import { AwsError } from '../../protocol/errors.ts';
import type { Store } from '../../store.ts';
import { issuerKeys } from './issuer-keys.ts';
import { expiredToken, invalidToken } from './login.ts';

/** Whose tokens are wanted. */
export interface ExpectedIssuer {
  /** The issuer's URL where it is known from IAM: one on the loopback interface is asked for its keys. */
  readonly url?: string;
  readonly audiences: readonly string[];
  onWrongAudience(): AwsError;
}

export interface IdTokenClaims {
  readonly sub: string;
  /** The one of the expected audiences that the token is for. */
  readonly audience: string;
  readonly all: JWTPayload;
}

/** The documented grace for clocks that do not agree, used for tokens from the future only. */
const skewSeconds = 300;
const algorithms = ['RS256', 'RS384', 'RS512'];

/** An ID token whose form and issuer are right; nothing else of it has been looked at. */
export interface ReadIdToken {
  /** The login key that it was sent under: the issuer without its scheme. */
  readonly key: string;
  readonly text: string;
  readonly claims: JWTPayload;
}

/** Reads a token that was sent under `key`. AWS does so before it asks which providers the pool has. */
export function readIdToken(key: string, text: string): ReadIdToken {
  const claims = readClaims(text);
  if (claims.iss !== undefined && withoutScheme(claims.iss) !== key) {
    throw invalidToken("Issuer doesn't match providerName");
  }
  return { key, text, claims };
}

/**
 * Checks what has been read in the order in which AWS names what is wrong: claims, expiry, signature, audience.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/open-id.html
 */
export async function verifyIdToken(
  { store, clock }: { readonly store: Store; readonly clock: Clock },
  expected: ExpectedIssuer,
  { text, claims }: ReadIdToken,
): Promise<IdTokenClaims> {
  for (const name of ['aud', 'sub', 'iss', 'exp']) {
    if (claims[name] === undefined) throw invalidToken(`Missing a required claim: ${name}`);
  }
  const now = clock.now();
  const nowSeconds = Math.floor(now / 1000);
  if (claims.exp !== undefined && claims.exp <= nowSeconds) throw expiredToken(nowSeconds, claims.exp);
  await verifySignature(store, expected, text, now);

  const named = typeof claims['azp'] === 'string' ? [claims['azp']] : [claims.aud ?? []].flat();
  const audience = named.find((name) => expected.audiences.includes(name));
  if (audience === undefined) throw expected.onWrongAudience();
  return { sub: claims.sub ?? '', audience, all: claims };
}

function readClaims(token: string): JWTPayload {
  try {
    decodeProtectedHeader(token);
    const claims = decodeJwt(token);
    const isReadable =
      isOptional(claims.iss, 'string') && isOptional(claims.sub, 'string') && isOptional(claims.exp, 'number');
    // What is not Unicode is stored as replacement characters, by which two users would become one.
    if (isReadable && isAudience(claims.aud) && claims.sub?.isWellFormed() !== false) return claims;
  } catch (error) {
    // What jose can't decode at all it reports as a JOSEError or, for broken base64, as a TypeError.
    if (!(error instanceof errors.JOSEError) && !(error instanceof TypeError)) throw error;
  }
  throw invalidToken('Not a valid OpenId Connect identity token.');
}

async function verifySignature(store: Store, expected: ExpectedIssuer, token: string, now: number): Promise<void> {
  const keys = await issuerKeys(store, expected);
  try {
    await jwtVerify(token, keys, { algorithms, currentDate: new Date(now), clockTolerance: skewSeconds });
  } catch (error) {
    if (error instanceof AwsError) throw error;
    // A TypeError is jose's word for a key of the issuer that does not suit the algorithm, one that is too short for example.
    if (error instanceof errors.JOSEError || error instanceof TypeError) {
      throw invalidToken("Couldn't verify signed token.");
    }
    throw error;
  }
}

function isOptional(value: unknown, type: 'string' | 'number'): boolean {
  return value === undefined || typeof value === type;
}

function isAudience(value: unknown): boolean {
  return isOptional(value, 'string') || (Array.isArray(value) && value.every((item) => typeof item === 'string'));
}

function withoutScheme(url: string): string {
  return url.replace(/^https?:\/\//, '');
}
