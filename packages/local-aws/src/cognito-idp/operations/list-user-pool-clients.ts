import { listClientsInput } from '../client-shapes.ts';
import { defineOperation } from '../../dispatch/operation.ts';
import { readPage } from '../page.ts';
import { onUserPool } from '../permissions.ts';
import { findUserPool } from '../user-pools.ts';

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ListUserPoolClients.html */
export const listUserPoolClients = defineOperation({
  auth: 'signed',
  permission: onUserPool,
  input: listClientsInput,
  run(context, { UserPoolId, MaxResults = 60, NextToken }) {
    const { pk } = findUserPool(context, UserPoolId);
    const { rows, next } = readPage(`user-pool-clients/${UserPoolId}`, MaxResults, NextToken, (after, limit) =>
      context.store.userPools.listClients(pk, after, limit),
    );
    return {
      UserPoolClients: rows.map(({ id, client }) => ({ ClientId: id, UserPoolId, ClientName: client.ClientName })),
      ...next,
    };
  },
});
