import type { PlannedCall, PlannedInputs, ShownCall } from './planned-call.ts';

interface DeveloperPool {
  readonly IdentityPoolId: string;
  readonly DeveloperProviderName: string;
}

/** A read: shown, so that it can be made by hand too. */
export function planLookup(
  IdentityPoolId: string,
  by: { readonly IdentityId: string } | { readonly DeveloperUserIdentifier: string },
): ShownCall {
  return { service: 'cognito-identity', operation: 'LookupDeveloperIdentity', input: { IdentityPoolId, ...by } };
}

/** A read: shown, so that it can be made by hand too. */
export function planDescribeIdentity(IdentityId: string): ShownCall {
  return { service: 'cognito-identity', operation: 'DescribeIdentity', input: { IdentityId } };
}

export function planMerge(
  { IdentityPoolId, DeveloperProviderName }: DeveloperPool,
  users: { readonly SourceUserIdentifier: string; readonly DestinationUserIdentifier: string },
): PlannedCall<'MergeDeveloperIdentities'> {
  const { SourceUserIdentifier, DestinationUserIdentifier } = users;
  const input = { SourceUserIdentifier, DestinationUserIdentifier, IdentityPoolId, DeveloperProviderName };
  return { service: 'cognito-identity', operation: 'MergeDeveloperIdentities', input };
}

export function planUnlink(
  { IdentityPoolId, DeveloperProviderName }: DeveloperPool,
  { IdentityId, DeveloperUserIdentifier }: { readonly IdentityId: string; readonly DeveloperUserIdentifier: string },
): PlannedCall<'UnlinkDeveloperIdentity'> {
  const input = { IdentityPoolId, DeveloperProviderName, IdentityId, DeveloperUserIdentifier };
  return { service: 'cognito-identity', operation: 'UnlinkDeveloperIdentity', input };
}

/** The token of a developer user. `IdentityId` links a new user to an identity that is there. */
export function planToken(
  { IdentityPoolId, DeveloperProviderName }: DeveloperPool,
  wanted: {
    readonly DeveloperUserIdentifier: string;
    readonly IdentityId?: string | undefined;
    readonly TokenDuration: number;
    readonly PrincipalTags?: Record<string, string> | undefined;
  },
): PlannedCall<'GetOpenIdTokenForDeveloperIdentity'> {
  const { DeveloperUserIdentifier, IdentityId, TokenDuration, PrincipalTags } = wanted;
  return {
    service: 'cognito-identity',
    operation: 'GetOpenIdTokenForDeveloperIdentity',
    input: {
      IdentityPoolId,
      Logins: { [DeveloperProviderName]: DeveloperUserIdentifier },
      ...(IdentityId === undefined ? {} : { IdentityId }),
      TokenDuration,
      ...(PrincipalTags === undefined ? {} : { PrincipalTags }),
    },
  };
}

export function planDelete(IdentityPoolId: string): PlannedCall<'DeleteIdentityPool'> {
  return { service: 'cognito-identity', operation: 'DeleteIdentityPool', input: { IdentityPoolId } };
}

export function planDeleteIdentities(ids: readonly string[]): PlannedCall<'DeleteIdentities'> {
  return { service: 'cognito-identity', operation: 'DeleteIdentities', input: { IdentityIdsToDelete: [...ids] } };
}

export function planCreateRole(input: PlannedInputs['CreateRole']): PlannedCall<'CreateRole'> {
  return { service: 'iam', operation: 'CreateRole', input };
}

export function planUpdateTrust(RoleName: string, PolicyDocument: string): PlannedCall<'UpdateAssumeRolePolicy'> {
  return { service: 'iam', operation: 'UpdateAssumeRolePolicy', input: { RoleName, PolicyDocument } };
}
