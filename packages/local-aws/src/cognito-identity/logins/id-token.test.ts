import fc from 'fast-check';
import { generateKeyPair, type JWTHeaderParameters, type JWTPayload, SignJWT } from 'jose';
import { expect, it } from 'vitest';

import { makeLoginToken } from '../../control/login-tokens.ts';
import { operationBed } from '../../testing/operation-bed.ts';
import { getId } from '../operations/identities/get-id.ts';
import { loginTokenKey } from './issuer-keys.ts';

const key = 'accounts.google.com';
const bed = operationBed();
const nowSeconds = Math.floor(bed.now / 1000);
const IdentityPoolId = await bed.pool({
  SupportedLoginProviders: { [key]: 'app' },
  DeveloperProviderName: 'my.backend',
});
const claims = { iss: `https://${key}`, sub: 'alice', aud: 'app', exp: nowSeconds + 60 };
const good = await makeLoginToken(
  { store: bed.store, clock: { now: () => bed.now } },
  { provider: key, claims, expiresIn: 60 },
);
function tokenOf(issuer: string): Promise<string> {
  return makeLoginToken(
    { store: bed.store, clock: { now: () => bed.now } },
    { provider: issuer, claims: { sub: 'alice', aud: 'app' }, expiresIn: 60 },
  );
}
const { kid, publicKey, privateKey } = await loginTokenKey(bed.store);
const stranger = await generateKeyPair('RS256');

function getIdWith(token: string) {
  return bed.refusal(getId, { IdentityPoolId, Logins: { [key]: token } });
}

/** A token of somebody who does not have the provider's key. */
function forged(payload: JWTPayload, header: Partial<JWTHeaderParameters> = {}): Promise<string> {
  return new SignJWT(payload).setProtectedHeader({ alg: 'RS256', kid, ...header }).sign(stranger.privateKey);
}

function without(name: string): JWTPayload {
  return Object.fromEntries(Object.entries(claims).filter(([claim]) => claim !== name));
}

function base64url(value: unknown): string {
  return Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');
}

const [header = '', payload = '', signature = ''] = good.split('.');
const publicPem = publicKey.export({ type: 'spki', format: 'pem' });

it('takes a token of the provider', async () => {
  expect(await bed.run(getId, { IdentityPoolId, Logins: { [key]: good } })).toHaveProperty('IdentityId');
});

it.each(['aud', 'sub', 'iss', 'exp'])('wants the claim %s before anything else', async (name) => {
  expect(await getIdWith(await forged(without(name)))).toBe(
    `NotAuthorizedException: Invalid login token. Missing a required claim: ${name}`,
  );
});

it.each([
  ['the issuer', { ...without('aud'), iss: 'https://evil.example.com', exp: 0 }, "Issuer doesn't match providerName"],
  ['missing claims', { ...without('aud'), exp: 0 }, 'Missing a required claim: aud'],
  ['expiry', { ...claims, exp: nowSeconds, aud: 'other' }, `Token expired: ${nowSeconds} >= ${nowSeconds}`],
  ['the signature', { ...claims, aud: 'other' }, "Couldn't verify signed token."],
])('names %s before what is wrong beside it', async (_subject, given, message) => {
  expect(await getIdWith(await forged(given))).toBe(`NotAuthorizedException: Invalid login token. ${message}`);
});

it.each<[string, string | Promise<string>]>([
  ['another user under the signature', `${header}.${base64url({ ...claims, sub: 'admin' })}.${signature}`],
  ['a changed signature', `${header}.${payload}.${signature.slice(0, -8)}AAAAAAAA`],
  ['no signature', `${header}.${payload}.`],
  ['another key', forged(claims)],
  ['another key under an unknown id', forged(claims, { kid: 'unknown' })],
  [
    'the provider’s key under another id',
    new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: 'old' }).sign(privateKey),
  ],
  ['a key that the token brings along', forged(claims, { jwk: { kty: 'RSA', e: 'AQAB', n: base64url('n') } })],
  ['a key at an address', forged(claims, { jku: 'http://127.0.0.1:1/', x5u: 'http://127.0.0.1:1/' })],
  ['the algorithm none', `${base64url({ alg: 'none' })}.${payload}.`],
  ['the algorithm none with the id of a key', `${base64url({ alg: 'none', kid })}.${payload}.${signature}`],
  [
    'HS256 with the public key as its secret',
    new SignJWT(claims).setProtectedHeader({ alg: 'HS256', kid }).sign(Buffer.from(publicPem)),
  ],
  [
    'a payload that is not encoded',
    `${base64url({ alg: 'RS256', kid, b64: false, crit: ['b64'] })}.${payload}.${signature}`,
  ],
  [
    'a critical header that nobody knows',
    `${base64url({ alg: 'RS256', kid, crit: ['x'], x: 1 })}.${payload}.${signature}`,
  ],
])('does not take %s', async (_subject, token) => {
  expect(await getIdWith(await token)).toBe(
    "NotAuthorizedException: Invalid login token. Couldn't verify signed token.",
  );
});

it.each([
  'a',
  '..',
  'a.b.c',
  payload,
  `${header}.${payload}`,
  `${good}.x.y`,
  `${header}.${base64url('null')}.${signature}`,
  `${header}.${base64url('[]')}.${signature}`,
  `${header}.${base64url('{')}.${signature}`,
  `${base64url('1')}.${payload}.${signature}`,
  ...[{ iss: 1 }, { sub: {} }, { sub: null }, { sub: 'alice\ud800' }, { exp: 'soon' }, { aud: 1 }, { aud: [1] }].map(
    (changes) => `${header}.${base64url({ ...claims, ...changes })}.${signature}`,
  ),
])('does not take %s for a token', async (token) => {
  expect(await getIdWith(token)).toBe(
    'NotAuthorizedException: Invalid login token. Not a valid OpenId Connect identity token.',
  );
});

it('takes a token from five minutes ahead, and none from later', async () => {
  const context = { store: bed.store, clock: { now: () => bed.now } };
  const token = (nbf: number) => makeLoginToken(context, { provider: key, claims: { ...claims, nbf }, expiresIn: 60 });
  const Logins = { [key]: await token(nowSeconds + 300) };
  expect(await bed.run(getId, { IdentityPoolId, Logins })).toHaveProperty('IdentityId');
  expect(await getIdWith(await token(nowSeconds + 302))).toContain("Couldn't verify signed token.");
});

it('refuses whatever is not a token, and never breaks', async () => {
  const anything = fc.oneof(
    fc.string({ minLength: 1 }),
    fc.tuple(fc.json(), fc.json(), fc.string()).map((parts) => parts.map(base64url).join('.')),
    fc
      .tuple(fc.dictionary(fc.constantFrom('alg', 'kid', 'crit', 'b64', 'typ', 'enc'), fc.jsonValue()), fc.jsonValue())
      .map(([head, nbf]) => `${base64url(head)}.${base64url({ ...claims, nbf })}.${signature}`),
  );
  await fc.assert(
    fc.asyncProperty(anything, async (token) => {
      expect(await getIdWith(token)).toMatch(/^NotAuthorizedException: Invalid login token\. /);
    }),
    { numRuns: 300 },
  );
});

function getIdUnder(name: string, token: string) {
  return bed.refusal(getId, JSON.parse(`{"IdentityPoolId":"${IdentityPoolId}","Logins":{"${name}":"${token}"}}`));
}

// The token is read before the pool is asked, so a key that the pool does not have shows by its issuer.
// Names that every object inherits are no providers, nor are parts of a provider's name.
it.each([
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  'google.com',
  `x/${key}`,
  `https://${key}`,
  key.toUpperCase(),
  'appleid.apple.com',
  'Facebook',
])('says of the key %s that the token is of another issuer', async (name) => {
  expect(await getIdUnder(name, good)).toBe(
    "NotAuthorizedException: Invalid login token. Issuer doesn't match providerName",
  );
});

// amplify-js#6462, aws-sdk-js#3947
it.each([
  ['cognito-idp.eu-west-1.amazonaws.com/eu-central-1_X', 'cognito-idp.eu-central-1.amazonaws.com/eu-central-1_X'],
  ['cognito-idp.us-east-1.amazonaws.com/ap-northeast-1_X', 'cognito-idp.ap-northeast-1.amazonaws.com/ap-northeast-1_X'],
  [key, 'cognito-idp.us-east-1.amazonaws.com/us-east-1_X'],
])('says of the key %s that a token of %s is of another issuer', async (name, issuer) => {
  expect(await getIdUnder(name, await tokenOf(issuer))).toBe(
    "NotAuthorizedException: Invalid login token. Issuer doesn't match providerName",
  );
});

it.each(['Facebook', 'facebook.com', 'arn:aws:iam::123456789012:oidc-provider/x', key])(
  'says of what is no token under %s that it is none',
  async (name) => {
    expect(await getIdUnder(name, 'EAACEdEose0cBA')).toBe(
      'NotAuthorizedException: Invalid login token. Not a valid OpenId Connect identity token.',
    );
  },
);

it.each([
  'graph.facebook.com',
  'www.amazon.com',
  'api.twitter.com',
  'www.digits.com',
  'arn:aws:iam::123456789012:saml-provider/x',
])('asks the pool first for %s, whose tokens are no ID tokens', async (name) => {
  expect(await getIdUnder(name, 'EAACEdEose0cBA')).toBe(
    'NotAuthorizedException: Token is not from a supported provider of this identity pool.',
  );
});

it.each(['cognito-idp.us-east-1.amazonaws.com/us-east-1_X', 'appleid.apple.com', 'constructor', 'www.facebook.com'])(
  'knows no provider %s, whose token agrees with its key',
  async (name) => {
    expect(await getIdUnder(name, await tokenOf(name))).toBe(
      'NotAuthorizedException: Token is not from a supported provider of this identity pool.',
    );
  },
);

it.each([
  ['my.backend', 'InvalidParameterException: Please provide a valid public provider'],
  ['cognito-identity.amazonaws.com', "NotAuthorizedException: Invalid login token. Can't pass in a Cognito token."],
])('does not take %s as a key', async (name, expected) => {
  expect(await bed.refusal(getId, { IdentityPoolId, Logins: { [name]: good } })).toBe(expected);
});
