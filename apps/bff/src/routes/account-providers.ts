import { accountProviderEndpoints } from '@lifeguard/shared/api/account-providers';
import { Router } from 'express';

import type { Context } from '../context.ts';
import { serve } from '../http/serve.ts';
import { awsCall } from './access.ts';

export function accountProviderRoutes(context: Context): Router {
  const router = Router();
  const { userPools, iam, timeouts } = context;
  serve(router, accountProviderEndpoints.userPools, timeouts, async (input) => ({
    UserPools: await userPools.userPools(awsCall(context, input)),
  }));
  serve(router, accountProviderEndpoints.userPoolClients, timeouts, async (input) => ({
    UserPoolClients: await userPools.userPoolClients(awsCall(context, input), input.params.userPoolId),
  }));
  serve(router, accountProviderEndpoints.oidcProviders, timeouts, async (input) => ({
    OidcProviders: await iam.oidcProviders(awsCall(context, input)),
  }));
  serve(router, accountProviderEndpoints.samlProviders, timeouts, async (input) => ({
    SamlProviders: await iam.samlProviders(awsCall(context, input)),
  }));
  return router;
}
