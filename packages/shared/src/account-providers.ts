import { z } from 'zod';

import { endpoint } from './endpoint.ts';

/** A user pool of the account and region. */
export const userPool = z.object({
  Id: z.string(),
  Name: z.string(),
  /** `cognito-idp.REGION.amazonaws.com/ID`, as identity pools name it. */
  ProviderName: z.string(),
});
export type UserPool = z.infer<typeof userPool>;

/** An app client of a user pool. */
export const userPoolClient = z.object({ ClientId: z.string(), ClientName: z.string() });
export type UserPoolClient = z.infer<typeof userPoolClient>;

/** An OIDC provider of IAM. Its details are absent where the credentials may only list. */
export const oidcProvider = z.object({
  Arn: z.string(),
  Url: z.string().optional(),
  ClientIDList: z.array(z.string()).optional(),
});
export type OidcProvider = z.infer<typeof oidcProvider>;

/** A SAML provider of IAM. `ValidUntil` is ISO 8601. */
export const samlProvider = z.object({ Arn: z.string(), ValidUntil: z.string().optional() });
export type SamlProvider = z.infer<typeof samlProvider>;

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
