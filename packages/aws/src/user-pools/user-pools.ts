import { ListUserPoolClientsCommand, ListUserPoolsCommand } from '@aws-sdk/client-cognito-identity-provider';
import type { UserPool, UserPoolClient } from '@lifeguard/shared/aws/account-providers';

import { invalidFields } from '@lifeguard/shared/api/problem-error';
import { serviceHost } from '@lifeguard/shared/aws/regions';
import type { AwsClients } from '../client/clients.ts';
import type { AwsCall } from '../client/connections.ts';
import { allOf, pagesOf } from '../client/answers/pages.ts';

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ListUserPools.html */
const MaxResults = 60;
/** An account has at most 10,000 user pools, but a picker with thousands helps nobody. */
const maxPages = 100;

export function createUserPools(clients: AwsClients) {
  function userPools(call: AwsCall): Promise<UserPool[]> {
    const pages = pagesOf(call, 'ListUserPools', async (NextToken) => {
      const command = new ListUserPoolsCommand({ MaxResults, NextToken });
      const answer = await clients.idpRead(call, (client, options) => client.send(command, options));
      const items = (answer.UserPools ?? []).map(({ Id = '', Name = '' }) => ({
        Id,
        Name,
        ProviderName: `${serviceHost('cognito-idp', call.connection.region)}/${Id}`,
      }));
      return { items, next: answer.NextToken };
    });
    return allOf(pages, maxPages);
  }

  /** @throws ProblemError not_found, or invalid_input for the id of another region */
  async function userPoolClients(call: AwsCall, UserPoolId: string): Promise<UserPoolClient[]> {
    checkUserPoolId(call, UserPoolId);
    const pages = pagesOf(call, 'ListUserPoolClients', async (NextToken) => {
      const command = new ListUserPoolClientsCommand({ UserPoolId, MaxResults, NextToken });
      const answer = await clients.idpRead(call, (client, options) => client.send(command, options));
      const items = (answer.UserPoolClients ?? []).map(({ ClientId = '', ClientName = '' }) => ({
        ClientId,
        ClientName,
      }));
      return { items, next: answer.NextToken };
    });
    return allOf(pages, maxPages);
  }

  return { userPools, userPoolClients };
}

/** `us-east-1_aB3dE6gH9`: the SDK would send anything, to the region of the connection. */
function checkUserPoolId({ connection }: AwsCall, id: string): void {
  if (!/^[\w-]{1,55}$/.test(id) || !id.includes('_')) {
    throw invalidFields({ userPoolId: ['This is not the id of a user pool. It looks like us-east-1_aB3dE6gH9.'] });
  }
  const region = id.slice(0, id.indexOf('_'));
  if (region === connection.region) return;
  throw invalidFields({
    userPoolId: [
      `This id belongs to ${region}, while the connection "${connection.label}" is for ${connection.region}.`,
    ],
  });
}
