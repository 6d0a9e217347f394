import { findClient } from '../clients.ts';
import { defineOperation } from '../../dispatch/operation.ts';
import { onUserPool } from '../permissions.ts';
import { clientInput } from '../shapes.ts';

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_DeleteUserPoolClient.html */
export const deleteUserPoolClient = defineOperation({
  auth: 'signed',
  permission: onUserPool,
  input: clientInput,
  run(context, { ClientId, UserPoolId }) {
    context.store.userPools.removeClient(findClient(context, UserPoolId, ClientId).pk);
    return undefined;
  },
});
