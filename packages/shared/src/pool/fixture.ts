import type { PoolDocument } from '../aws/pool-document.ts';

/** A pool with every member set, for tests; override what a test is about. */
export function examplePool(overrides: Partial<PoolDocument> = {}): PoolDocument {
  return {
    IdentityPoolId: 'us-east-1:11111111-2222-4333-8444-555555555555',
    IdentityPoolName: 'Orders',
    AllowUnauthenticatedIdentities: false,
    AllowClassicFlow: false,
    SupportedLoginProviders: { 'accounts.google.com': 'google-client' },
    DeveloperProviderName: 'login.example',
    OpenIdConnectProviderARNs: ['arn:aws:iam::123456789012:oidc-provider/idp.example'],
    CognitoIdentityProviders: [
      {
        ProviderName: 'cognito-idp.us-east-1.amazonaws.com/us-east-1_abc',
        ClientId: 'client1',
        ServerSideTokenCheck: true,
      },
    ],
    SamlProviderARNs: ['arn:aws:iam::123456789012:saml-provider/corp'],
    IdentityPoolTags: { team: 'orders' },
    Roles: { authenticated: 'arn:aws:iam::123456789012:role/orders-user' },
    RoleMappings: {},
    PrincipalTagAttributeMaps: {},
    ...overrides,
  };
}
