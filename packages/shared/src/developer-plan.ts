import type { MergeUsers, UnlinkUser } from './developer-identities.ts';
import type { PlannedCall } from './pool-plan.ts';

interface DeveloperPool {
  readonly IdentityPoolId: string;
  readonly DeveloperProviderName: string;
}

export function planLookup(
  IdentityPoolId: string,
  by: { readonly IdentityId: string } | { readonly DeveloperUserIdentifier: string },
): PlannedCall {
  return { service: 'cognito-identity', operation: 'LookupDeveloperIdentity', input: { IdentityPoolId, ...by } };
}

export function planMerge(pool: DeveloperPool, users: MergeUsers): PlannedCall {
  const { SourceUserIdentifier, DestinationUserIdentifier } = users;
  const input = { SourceUserIdentifier, DestinationUserIdentifier, ...pool };
  return { service: 'cognito-identity', operation: 'MergeDeveloperIdentities', input };
}

export function planUnlink(pool: DeveloperPool, user: UnlinkUser): PlannedCall {
  return { service: 'cognito-identity', operation: 'UnlinkDeveloperIdentity', input: { ...pool, ...user } };
}

export function planDescribeIdentity(IdentityId: string): PlannedCall {
  return { service: 'cognito-identity', operation: 'DescribeIdentity', input: { IdentityId } };
}
