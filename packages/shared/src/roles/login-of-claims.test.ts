import { expect, it } from 'vitest';

import { examplePool } from '../pool/fixture.ts';
import { loginOfClaims } from './login-of-claims.ts';
import type { Claims } from './resolution.ts';

const userPool = 'cognito-idp.us-east-1.amazonaws.com/us-east-1_AbCdEfGhI';
const document = examplePool({
  CognitoIdentityProviders: [
    { ProviderName: userPool, ClientId: 'web', ServerSideTokenCheck: false },
    { ProviderName: userPool, ClientId: 'mobile', ServerSideTokenCheck: false },
  ],
  SupportedLoginProviders: {
    'accounts.google.com': 'shop.apps',
    'graph.facebook.com': '111',
    'api.twitter.com': 'key;secret',
    'www.amazon.com': 'shared',
    'appleid.apple.com': 'shared',
  },
  OpenIdConnectProviderARNs: ['arn:aws:iam::123456789012:oidc-provider/tenant.auth0.com/'],
});

it.each<[string, Claims, string | undefined]>([
  ['a user pool of the pool', { iss: `https://${userPool}`, aud: 'web' }, userPool],
  ['a user pool that the pool does not have', { iss: `https://${userPool}2` }, `${userPool}2`],
  ['Google, with https', { iss: 'https://accounts.google.com' }, 'accounts.google.com'],
  ['Google, without', { iss: 'accounts.google.com' }, 'accounts.google.com'],
  ['limited login of Facebook', { iss: 'https://www.facebook.com', aud: '111' }, 'graph.facebook.com'],
  ['an issuer that ends with a slash', { iss: 'https://tenant.auth0.com/' }, 'tenant.auth0.com/'],
  ['the same without its slash', { iss: 'https://tenant.auth0.com' }, 'tenant.auth0.com/'],
  ['the token of a developer', { iss: 'https://cognito-identity.amazonaws.com' }, 'cognito-identity.amazonaws.com'],
  ['the audience of one provider', { aud: '111' }, 'graph.facebook.com'],
  ['an audience in a list', { aud: ['other', 'shop.apps'] }, 'accounts.google.com'],
  ['the client of a user pool', { aud: 'mobile' }, userPool],
  ['azp, which counts before aud', { aud: '111', azp: 'shop.apps' }, 'accounts.google.com'],
  ['an audience of two providers', { aud: 'shared' }, undefined],
  ['an audience of nobody', { aud: 'x' }, undefined],
  ['neither issuer nor audience', { sub: 'ada' }, undefined],
  ['an issuer that is no text', { iss: 7, aud: '111' }, 'graph.facebook.com'],
])('finds the key of Logins by %s', (_, claims, expected) => {
  expect(loginOfClaims(claims, document)).toBe(expected);
});
