import { accessCheckEndpoints } from '@lifeguard/shared/api/access-check';
import { accountProviderEndpoints } from '@lifeguard/shared/api/account-providers';
import { connectionEndpoints } from '@lifeguard/shared/api/connections';
import { developerIdentityEndpoints } from '@lifeguard/shared/api/developer-identities';
import { developerTokenEndpoints } from '@lifeguard/shared/api/developer-tokens';
import type { Endpoint } from '@lifeguard/shared/api/endpoint';
import { iamRoleEndpoints } from '@lifeguard/shared/api/iam-roles';
import { identityEndpoints } from '@lifeguard/shared/api/identities';
import { identityIndexEndpoints, savedFilterEndpoints } from '@lifeguard/shared/api/identity-index';
import { poolEndpoints } from '@lifeguard/shared/api/pools';
import { jobEndpoints } from '@lifeguard/shared/api/jobs';
import { sessionEndpoints } from '@lifeguard/shared/api/session';

/** Every endpoint of the console: for the OpenAPI document, and for the tests that run over all of them. */
export const allEndpoints: readonly Endpoint[] = [
  sessionEndpoints,
  connectionEndpoints,
  poolEndpoints,
  identityEndpoints,
  developerIdentityEndpoints,
  developerTokenEndpoints,
  jobEndpoints,
  identityIndexEndpoints,
  savedFilterEndpoints,
  iamRoleEndpoints,
  accountProviderEndpoints,
  accessCheckEndpoints,
].flatMap((group): Endpoint[] => Object.values(group));
