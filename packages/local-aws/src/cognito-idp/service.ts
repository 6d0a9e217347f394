import type { JsonService } from '../dispatch/operation.ts';
import { createGroup } from './operations/create-group.ts';
import { createUserPool } from './operations/create-user-pool.ts';
import { createUserPoolClient } from './operations/create-user-pool-client.ts';
import { deleteGroup } from './operations/delete-group.ts';
import { deleteUserPool } from './operations/delete-user-pool.ts';
import { deleteUserPoolClient } from './operations/delete-user-pool-client.ts';
import { describeUserPool } from './operations/describe-user-pool.ts';
import { describeUserPoolClient } from './operations/describe-user-pool-client.ts';
import { getGroup } from './operations/get-group.ts';
import { getUserPoolMfaConfig } from './operations/get-user-pool-mfa-config.ts';
import { listGroups } from './operations/list-groups.ts';
import { listUserPoolClients } from './operations/list-user-pool-clients.ts';
import { listUserPools } from './operations/list-user-pools.ts';

/** User pools, app clients and groups: what an identity pool names. Nobody signs in here. */
export const cognitoIdp: JsonService = {
  name: 'cognito-idp',
  target: 'AWSCognitoIdentityProviderService',
  rules: { code: 'InvalidParameterException' },
  operations: {
    CreateGroup: createGroup,
    CreateUserPool: createUserPool,
    CreateUserPoolClient: createUserPoolClient,
    DeleteGroup: deleteGroup,
    DeleteUserPool: deleteUserPool,
    DeleteUserPoolClient: deleteUserPoolClient,
    DescribeUserPool: describeUserPool,
    DescribeUserPoolClient: describeUserPoolClient,
    GetGroup: getGroup,
    GetUserPoolMfaConfig: getUserPoolMfaConfig,
    ListGroups: listGroups,
    ListUserPoolClients: listUserPoolClients,
    ListUserPools: listUserPools,
  },
};
