import { accountProviderEndpoints } from '@lifeguard/shared/api/account-providers';

import type { Context } from '../context.ts';
import type { Api } from '../http/api.ts';

export function accountProviderRoutes({ serveAws }: Api, { userPools, iam }: Context): void {
  serveAws(accountProviderEndpoints.userPools, async (call) => ({ UserPools: await userPools.userPools(call) }));
  serveAws(accountProviderEndpoints.userPoolClients, async (call, { params }) => ({
    UserPoolClients: await userPools.userPoolClients(call, params.userPoolId),
  }));
  serveAws(accountProviderEndpoints.oidcProviders, async (call) => ({ OidcProviders: await iam.oidcProviders(call) }));
  serveAws(accountProviderEndpoints.samlProviders, async (call) => ({ SamlProviders: await iam.samlProviders(call) }));
}
