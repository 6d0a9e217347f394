import { z } from 'zod';

import { oidcProvider, samlProvider, userPool, userPoolClient } from '../aws/account-providers.ts';
import { endpoint } from './endpoint.ts';

const connection = '/api/connections/:connectionId';

/** What the account has that a pool could trust: for pickers, which always take what is not in them too. */
export const accountProviderEndpoints = {
  userPools: endpoint('GET', `${connection}/user-pools`, {
    summary: 'The user pools of the account in the region of the connection',
    permission: 'providers:read',
    response: z.object({ UserPools: z.array(userPool) }),
  }),
  userPoolClients: endpoint('GET', `${connection}/user-pools/:userPoolId/clients`, {
    summary: 'The app clients of a user pool',
    permission: 'providers:read',
    response: z.object({ UserPoolClients: z.array(userPoolClient) }),
  }),
  oidcProviders: endpoint('GET', `${connection}/oidc-providers`, {
    summary: 'The OIDC providers of IAM',
    permission: 'providers:read',
    response: z.object({ OidcProviders: z.array(oidcProvider) }),
  }),
  samlProviders: endpoint('GET', `${connection}/saml-providers`, {
    summary: 'The SAML providers of IAM',
    permission: 'providers:read',
    response: z.object({ SamlProviders: z.array(samlProvider) }),
  }),
};
