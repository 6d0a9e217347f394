import { accountProviderEndpoints } from '@lifeguard/shared/account-providers';
import { connectionEndpoints } from '@lifeguard/shared/connections';
import type { Endpoint } from '@lifeguard/shared/endpoint';
import { iamRoleEndpoints } from '@lifeguard/shared/iam-roles';
import { identityEndpoints } from '@lifeguard/shared/identities';
import { identityIndexEndpoints, savedFilterEndpoints } from '@lifeguard/shared/identity-index';
import { poolEndpoints } from '@lifeguard/shared/identity-pool';
import { jobEndpoints } from '@lifeguard/shared/jobs';
import { sessionEndpoints } from '@lifeguard/shared/session';

/** Every endpoint of the console: for the OpenAPI document, and for the tests that run over all of them. */
export const allEndpoints: readonly Endpoint[] = [
  sessionEndpoints,
  connectionEndpoints,
  poolEndpoints,
  identityEndpoints,
  jobEndpoints,
  identityIndexEndpoints,
  savedFilterEndpoints,
  iamRoleEndpoints,
  accountProviderEndpoints,
].flatMap((group): Endpoint[] => Object.values(group));
