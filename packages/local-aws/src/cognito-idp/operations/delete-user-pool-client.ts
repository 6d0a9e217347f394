import { findClient } from '../clients.ts';
import { defineIdpOperation } from '../define-operation.ts';
import { onUserPool } from '../permissions.ts';
import { clientInput } from '../shapes.ts';

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_DeleteUserPoolClient.html */
export const deleteUserPoolClient = defineIdpOperation({
  permission: onUserPool,
  input: clientInput,
  run(context, { ClientId, UserPoolId }) {
    context.store.userPools.removeClient(findClient(context, UserPoolId, ClientId).pk);
    return undefined;
  },
});
