import { createClientInput } from '../client-shapes.ts';
import { clientAnswer, newClient } from '../clients.ts';
import { defineOperation } from '../../dispatch/operation.ts';
import { newClientId } from '../ids.ts';
import { onUserPool } from '../permissions.ts';
import { findUserPool } from '../user-pools.ts';

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateUserPoolClient.html */
export const createUserPoolClient = defineOperation({
  auth: 'signed',
  permission: onUserPool,
  input: createClientInput,
  run(context, input) {
    const { pk } = findUserPool(context, input.UserPoolId);
    const id = newClientId();
    const client = newClient(input, context.clock.now());
    context.store.userPools.insertClient(pk, id, client);
    return { UserPoolClient: clientAnswer(input.UserPoolId, { id, client }) };
  },
});
