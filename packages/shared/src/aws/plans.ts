import type { PlannedCall } from './planned-call.ts';

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

export function planMerge(
  pool: DeveloperPool,
  users: { readonly SourceUserIdentifier: string; readonly DestinationUserIdentifier: string },
): PlannedCall {
  const { SourceUserIdentifier, DestinationUserIdentifier } = users;
  const input = { SourceUserIdentifier, DestinationUserIdentifier, ...pool };
  return { service: 'cognito-identity', operation: 'MergeDeveloperIdentities', input };
}

export function planUnlink(
  pool: DeveloperPool,
  user: { readonly IdentityId: string; readonly DeveloperUserIdentifier: string },
): PlannedCall {
  return { service: 'cognito-identity', operation: 'UnlinkDeveloperIdentity', input: { ...pool, ...user } };
}

export function planDescribeIdentity(IdentityId: string): PlannedCall {
  return { service: 'cognito-identity', operation: 'DescribeIdentity', input: { IdentityId } };
}

export function planDelete(IdentityPoolId: string): PlannedCall {
  return { service: 'cognito-identity', operation: 'DeleteIdentityPool', input: { IdentityPoolId } };
}

export function planDeleteIdentities(IdentityIdsToDelete: readonly string[]): PlannedCall {
  return { service: 'cognito-identity', operation: 'DeleteIdentities', input: { IdentityIdsToDelete } };
}

export function planCreateRole(input: {
  readonly RoleName: string;
  readonly Path: string;
  readonly Description?: string | undefined;
  readonly AssumeRolePolicyDocument: string;
}): PlannedCall {
  return { service: 'iam', operation: 'CreateRole', input };
}

export function planUpdateTrust(RoleName: string, PolicyDocument: string): PlannedCall {
  return { service: 'iam', operation: 'UpdateAssumeRolePolicy', input: { RoleName, PolicyDocument } };
}
