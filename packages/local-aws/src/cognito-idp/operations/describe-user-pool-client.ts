import { clientAnswer, findClient } from '../clients.ts';
import { defineOperation } from '../../dispatch/operation.ts';
import { onUserPool } from '../permissions.ts';
import { clientInput } from '../shapes.ts';

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_DescribeUserPoolClient.html */
export const describeUserPoolClient = defineOperation({
  auth: 'signed',
  permission: onUserPool,
  input: clientInput,
  run: (context, { ClientId, UserPoolId }) => ({
    UserPoolClient: clientAnswer(UserPoolId, findClient(context, UserPoolId, ClientId)),
  }),
});
