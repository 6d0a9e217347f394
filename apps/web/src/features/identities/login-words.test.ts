import { describe, expect, it } from 'vitest';
import type { PoolDocument } from '@lifeguard/shared/aws/pool-document';
import { loginWords } from './login-words.ts';

const userPool = 'cognito-idp.us-east-1.amazonaws.com/us-east-1_AbC';
const saml = 'arn:aws:iam::123456789012:saml-provider/office';
const pool: PoolDocument = {
  IdentityPoolId: 'us-east-1:11111111-2222-3333-4444-555555555555',
  IdentityPoolName: 'a pool',
  AllowUnauthenticatedIdentities: true,
  AllowClassicFlow: false,
  SupportedLoginProviders: { 'accounts.google.com': 'g.apps', 'graph.facebook.com': '123' },
  DeveloperProviderName: 'login.example',
  OpenIdConnectProviderARNs: ['arn:aws:iam::123456789012:oidc-provider/id.example.com/realm'],
  CognitoIdentityProviders: ['web', 'phone'].map((ClientId) => ({
    ProviderName: userPool,
    ClientId,
    ServerSideTokenCheck: false,
  })),
  SamlProviderARNs: [saml],
  IdentityPoolTags: {},
  Roles: {},
  RoleMappings: {},
  PrincipalTagAttributeMaps: {},
};

const names = new Map([[userPool, 'customers']]);

describe('what a login means', () => {
  it.each([
    [
      userPool,
      'User pool customers (us-east-1_AbC)',
      /Today the pool takes .* app clients web, phone; AWS does not keep/,
    ],
    ['accounts.google.com', 'Google', /Today the pool takes .* Client ID g\.apps; AWS does not keep/],
    ['id.example.com/realm', 'OIDC provider', /https:\/\/id\.example\.com\/realm/],
    [saml, 'SAML provider', /SAML assertion/],
    ['login.example', 'Developer provider', /Your own server/],
  ])('%s', (login, provider, meaning) => {
    expect(loginWords(pool, login, names)).toEqual({
      provider,
      meaning: expect.stringMatching(meaning),
      isOfPool: true,
    });
  });

  it('names a user pool by its id alone where its name is not known', () => {
    expect(loginWords(pool, userPool).provider).toBe('User pool us-east-1_AbC');
  });

  it.each(['www.amazon.com', 'cognito-idp.us-east-1.amazonaws.com/us-east-1_Gone', 'toString'])(
    '%s is no provider of the pool any more',
    (login) => {
      expect(loginWords(pool, login)).toMatchObject({ isOfPool: false, provider: 'No provider of this pool' });
    },
  );
});
