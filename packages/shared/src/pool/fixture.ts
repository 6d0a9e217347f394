import { z } from 'zod';

import type { PoolDocument } from '../aws/pool-document.ts';
import { poolSettings, type Setting } from './settings.ts';

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

const seconds = z.number().int().min(300).max(43_200);
const MadeUpSeconds = {
  kind: 'value',
  label: 'Made-up time',
  words: (value) => `${value} seconds`,
  wordsNotSet: 'made-up default',
  entered: seconds,
  schema: seconds.optional(),
  absent: undefined,
  unset: true,
  call: 'UpdateIdentityPool',
} as const satisfies Setting<number>;

/** The table with a made-up optional setting, for tests of what reads the table. */
export const madeUpSettings = { ...poolSettings, MadeUpSeconds };

/** A pool with the made-up setting; without a value it is not set. */
export function madeUpPool(value: number | undefined, overrides: Partial<PoolDocument> = {}): PoolDocument {
  const made = value === undefined ? {} : { MadeUpSeconds: value };
  return { ...examplePool(overrides), ...made };
}
