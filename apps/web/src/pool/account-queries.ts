import { accountProviderEndpoints } from '@lifeguard/shared/api/account-providers';
import { type CreateRoleInput, type IamRole, iamRoleEndpoints } from '@lifeguard/shared/api/iam-roles';
import { queryOptions } from '@tanstack/react-query';
import { call } from '#api/call.ts';

/** What the account of a connection has, for pickers. Not a part of any pool. */
export const accountQueries = {
  roles: (connectionId: string) =>
    queryOptions({
      queryKey: ['account', connectionId, 'roles'],
      queryFn: ({ signal }) => call(iamRoleEndpoints.list, { params: { connectionId }, signal }),
    }),
  userPools: (connectionId: string) =>
    queryOptions({
      queryKey: ['account', connectionId, 'user-pools'],
      queryFn: ({ signal }) => call(accountProviderEndpoints.userPools, { params: { connectionId }, signal }),
    }),
  userPoolClients: (connectionId: string, userPoolId: string) =>
    queryOptions({
      queryKey: ['account', connectionId, 'user-pool-clients', userPoolId],
      queryFn: ({ signal }) =>
        call(accountProviderEndpoints.userPoolClients, { params: { connectionId, userPoolId }, signal }),
    }),
  oidcProviders: (connectionId: string) =>
    queryOptions({
      queryKey: ['account', connectionId, 'oidc-providers'],
      queryFn: ({ signal }) => call(accountProviderEndpoints.oidcProviders, { params: { connectionId }, signal }),
    }),
  samlProviders: (connectionId: string) =>
    queryOptions({
      queryKey: ['account', connectionId, 'saml-providers'],
      queryFn: ({ signal }) => call(accountProviderEndpoints.samlProviders, { params: { connectionId }, signal }),
    }),
};

export const accountMutations = {
  createRole: (connectionId: string, body: CreateRoleInput) =>
    call(iamRoleEndpoints.create, { params: { connectionId }, body }),
  /** `role` as it was seen: a trust policy that somebody changed meanwhile is not overwritten. */
  updateTrust: (connectionId: string, role: IamRole, AssumeRolePolicyDocument: string) =>
    call(iamRoleEndpoints.updateTrust, {
      params: { connectionId, roleName: role.RoleName },
      body: { Arn: role.Arn, expected: role.AssumeRolePolicyDocument, AssumeRolePolicyDocument },
    }),
};
