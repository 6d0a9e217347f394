import { defineOperation } from '../../dispatch/operation.ts';
import { onUserPool } from '../permissions.ts';
import { userPoolInput } from '../shapes.ts';
import { findUserPool } from '../user-pools.ts';

/** Terraform reads it with every user pool. https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_GetUserPoolMfaConfig.html */
export const getUserPoolMfaConfig = defineOperation({
  auth: 'signed',
  permission: onUserPool,
  input: userPoolInput,
  run: (context, { UserPoolId }) => ({
    MfaConfiguration: findUserPool(context, UserPoolId).pool.MfaConfiguration ?? 'OFF',
  }),
});
