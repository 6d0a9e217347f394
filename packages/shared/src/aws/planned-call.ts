/** An AWS call with its whole input. The browser shows it; the BFF sends it. */
export interface PlannedCall {
  readonly service: 'cognito-identity' | 'iam';
  readonly operation:
    | 'CreateIdentityPool'
    | 'UpdateIdentityPool'
    | 'SetIdentityPoolRoles'
    | 'SetPrincipalTagAttributeMap'
    | 'TagResource'
    | 'UntagResource'
    | 'DeleteIdentityPool'
    | 'DeleteIdentities'
    | 'DescribeIdentity'
    | 'LookupDeveloperIdentity'
    | 'MergeDeveloperIdentities'
    | 'UnlinkDeveloperIdentity'
    | 'GetOpenIdTokenForDeveloperIdentity'
    | 'CreateRole'
    | 'UpdateAssumeRolePolicy';
  readonly input: Readonly<Record<string, unknown>>;
}
