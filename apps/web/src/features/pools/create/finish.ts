import type { IamRole } from '@lifeguard/shared/api/iam-roles';
import type { SavedPool } from '@lifeguard/shared/api/pools';
import { regionOf } from '@lifeguard/shared/aws/ids';
import type { PlannedCall } from '@lifeguard/shared/aws/planned-call';
import { poolTrustProblems } from '@lifeguard/shared/policy/trust-problems';
import { planRest } from '@lifeguard/shared/pool/plan';
import { trustOfAll } from '@lifeguard/shared/roles/uses';
import type { QueryClient } from '@tanstack/react-query';
import { accountMutations, accountQueries } from '#pool/account-queries.ts';
import { poolMutations, poolQueries } from '#pool/queries.ts';
import type { UnfinishedState } from './unfinished-state.ts';

/** Does what a creation has not done: makes the roles that are not there, and sets what the pool does not have. Can be repeated. @throws ApiError */
export async function finishPool(
  queryClient: QueryClient,
  connectionId: string,
  poolId: string,
  later: UnfinishedState['later'],
): Promise<SavedPool> {
  const base = await queryClient.fetchQuery({ ...poolQueries.detail(connectionId, poolId), staleTime: 0 });
  const account = base.arn.split(':')[4] ?? '';
  const calls = planRest(later, { IdentityPoolId: poolId, account, region: regionOf(poolId) });
  const creations = calls.filter((call) => call.operation === 'CreateRole');
  if (creations.length > 0) {
    const { Roles } = await queryClient.fetchQuery({ ...accountQueries.roles(connectionId), staleTime: 0 });
    for (const { input } of creations) {
      if (Roles.some((role) => isMadeFor(role, input, poolId))) continue;
      await accountMutations.createRole(connectionId, { ...input, Path: input.Path ?? '/' });
    }
  }
  const set = calls.find((call) => call.operation === 'SetIdentityPoolRoles')?.input;
  const { RoleMappings, PrincipalTagAttributeMaps } = later;
  return poolMutations.update(connectionId, base, {
    ...(set === undefined ? {} : { Roles: set.Roles }),
    ...(RoleMappings === undefined ? {} : { RoleMappings }),
    ...(PrincipalTagAttributeMaps === undefined ? {} : { PrincipalTagAttributeMaps }),
  });
}

/** Whether a role is the one that the creation wanted: another one of its name must not come to a pool by mistake. */
function isMadeFor(
  { RoleName, Path, AssumeRolePolicyDocument }: IamRole,
  wanted: PlannedCall<'CreateRole'>['input'],
  poolId: string,
): boolean {
  if (RoleName !== wanted.RoleName || Path !== (wanted.Path ?? '/')) return false;
  const noTags = { IdentityPoolId: poolId, PrincipalTagAttributeMaps: {} };
  return (['authenticated', 'unauthenticated'] as const).some((kind) => {
    const trust = trustOfAll(noTags, kind);
    const fits = (policy: string) => poolTrustProblems(policy, trust).every(({ severity }) => severity !== 'error');
    return fits(wanted.AssumeRolePolicyDocument) && fits(AssumeRolePolicyDocument);
  });
}
