import { randomBytes } from 'node:crypto';

import { exportJWK, SignJWT } from 'jose';
import { z } from 'zod';

import type { Clock } from '../clock.ts';
import { loginTokenKey } from '../cognito-identity/logins/issuer-keys.ts';
import { isOpaqueProvider } from '../cognito-identity/logins/opaque-token.ts';
import { samlProviderArn } from '../cognito-identity/logins/verify-logins.ts';
import { mintSamlResponse } from '../saml/mint-response.ts';
import { parseSamlMetadata } from '../saml/metadata.ts';
import type { Store } from '../store.ts';

export const loginTokenBody = z.strictObject({
  /** A key of `Logins`; the ARN of an OIDC provider does too. */
  provider: z.string().min(1).max(2048),
  // zod drops a __proto__ key without a word.
  claims: z
    .custom((value) => typeof value !== 'object' || value === null || !Object.hasOwn(value, '__proto__'), {
      error: 'A claim __proto__ would get lost on the way.',
    })
    .pipe(z.looseObject({ sub: z.string().min(1).max(1024), exp: z.number().optional() })),
  /** Seconds; without it, and without `exp` in the claims, an hour. Below zero: a token that has expired. */
  expiresIn: z.number().int().min(-1e9).max(1e9).default(3600),
});
type LoginTokenRequest = z.infer<typeof loginTokenBody>;

interface TokenContext {
  readonly store: Store;
  readonly clock: Clock;
}

/** Makes a token that this service takes as the provider's: opaque, a SAML response, or a signed JWT. */
export async function makeLoginToken(context: TokenContext, request: LoginTokenRequest): Promise<string> {
  if (isOpaqueProvider(request.provider)) return opaqueToken(context, request);
  if (samlProviderArn.test(request.provider)) return samlToken(context, request);
  return idToken(context, request);
}

/** The keys of the JWTs that are made here, the same for every provider. */
export async function loginTokenKeys(store: Store): Promise<object> {
  const { kid, publicKey } = await loginTokenKey(store);
  return { keys: [{ ...(await exportJWK(publicKey)), kid, alg: 'RS256', use: 'sig' }] };
}

async function idToken({ store, clock }: TokenContext, { provider, claims, expiresIn }: LoginTokenRequest) {
  const { kid, privateKey } = await loginTokenKey(store);
  const iat = Math.floor(clock.now() / 1000);
  const issuer = provider.slice(provider.indexOf(':oidc-provider/') + 1).replace('oidc-provider/', '');
  // As user pools say it of their ID tokens.
  const use = issuer.startsWith('cognito-idp.') ? { token_use: 'id' } : {};
  // Claims that are given win, so that a test can make any token.
  return new SignJWT({ iss: `https://${issuer}`, iat, ...use, ...claims, exp: claims.exp ?? iat + expiresIn })
    .setProtectedHeader({ alg: 'RS256', kid, typ: 'JWT' })
    .sign(privateKey);
}

function opaqueToken({ store, clock }: TokenContext, { provider, claims, expiresIn }: LoginTokenRequest): string {
  const expiresMs =
    claims.exp === undefined ? Math.round(clock.now()) + expiresIn * 1000 : Math.round(claims.exp * 1000);
  const text = randomBytes(32).toString('base64url');
  // Of Twitter and Digits a token has a secret behind a semicolon.
  const hasSecret = provider === 'api.twitter.com' || provider === 'www.digits.com';
  const token = hasSecret ? `${text};${randomBytes(32).toString('base64url')}` : text;
  store.loginTokens.insert({ token, provider, claims, expiresMs });
  return token;
}

/** `sub` becomes the NameID, every other claim an attribute. */
async function samlToken({ store, clock }: TokenContext, { provider, claims, expiresIn }: LoginTokenRequest) {
  const document = store.samlProviders.find(provider)?.SAMLMetadataDocument;
  const metadata = document === undefined ? undefined : parseSamlMetadata(document);
  const { sub, exp, ...attributes } = claims;
  const nowMs = clock.now();
  return mintSamlResponse({
    privateKeyPem: (await loginTokenKey(store)).privatePem,
    issuer: metadata?.isValid ? metadata.entityId : provider,
    nameId: sub,
    attributes: Object.fromEntries(
      Object.entries(attributes).map(([name, value]) => [name, [value].flat().map((item) => String(item))]),
    ),
    nowMs,
    expiresInSeconds: exp === undefined ? expiresIn : Math.floor(exp - nowMs / 1000),
  });
}
