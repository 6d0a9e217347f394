import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import type { ConnectionStatus } from '@lifeguard/shared/api/connections';

import type { Clock } from './clock.ts';
import { ProblemError } from '@lifeguard/shared/api/problem-error';
import type { AwsClients } from './clients.ts';
import type { AwsCall } from './connections.ts';

const lifeMs = 5 * 60_000;

export interface Principal {
  readonly Account: string;
  readonly Arn: string;
}

export type Principals = ReturnType<typeof createPrincipals>;

/** Who the credentials of a connection are, asked at most every five minutes. Failures are not kept. */
export function createPrincipals(clients: AwsClients, clock: Clock) {
  const known = new Map<string, { principal: Principal; until: number }>();

  /** @throws ProblemError wrong_account where the configuration names another account, or a credentials problem */
  async function get(call: AwsCall): Promise<Principal> {
    const key = JSON.stringify(call.connection);
    const found = known.get(key);
    if (found !== undefined && clock.now() < found.until) return found.principal;
    return fresh(call);
  }

  /** The same, asked now. */
  async function fresh(call: AwsCall): Promise<Principal> {
    const answer = await clients.stsRead(call, (client, options) =>
      client.send(new GetCallerIdentityCommand({}), options),
    );
    const principal = { Account: answer.Account ?? '', Arn: answer.Arn ?? '' };
    checkAccount(call, principal);
    known.set(JSON.stringify(call.connection), { principal, until: clock.now() + lifeMs });
    return principal;
  }

  return {
    get,
    fresh,
    async status(call: AwsCall): Promise<ConnectionStatus> {
      try {
        return { state: 'ready', ...(await get(call)) };
      } catch (error) {
        if (error instanceof ProblemError && error.code !== 'unavailable') return statusOf(error);
        throw error;
      }
    },
  };
}

function checkAccount(call: AwsCall, principal: Principal): void {
  const { accountId, label } = call.connection;
  if (accountId === undefined || accountId === principal.Account) return;
  throw new ProblemError(
    'wrong_account',
    `The connection "${label}" must be account ${accountId}, but its credentials belong to ${principal.Account}. ` +
      'Nothing was done. Correct the profile or the configuration file.',
  );
}

function statusOf(error: ProblemError): ConnectionStatus {
  const { command } = error.members;
  const rest = { message: error.message, ...(command === undefined ? {} : { command }) };
  switch (error.code) {
    case 'credentials_missing':
    case 'credentials_expired':
    case 'wrong_account':
      return { state: error.code, ...rest };
    case 'aws_denied':
      return { state: 'denied', ...rest };
    default:
      return { state: 'unreachable', ...rest };
  }
}
