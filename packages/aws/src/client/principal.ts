import type { ConnectionStatus } from '@lifeguard/shared/api/connections';

import type { Clock } from './clock.ts';
import { ProblemError } from '@lifeguard/shared/api/problem-error';
import type { AwsCall, ConnectionDefinition } from './connections.ts';
import { orAborted } from './deadline.ts';
import { problemOf } from './errors.ts';

const lifeMs = 5 * 60_000;

export interface Principal {
  readonly Account: string;
  readonly Arn: string;
}

export type Principals = ReturnType<typeof createPrincipals>;

/**
 * Who the credentials of a connection are, asked at most every five minutes. Failures are not kept. `ask` is
 * GetCallerIdentity, the one call that goes out before the account is known.
 */
export function createPrincipals(ask: (call: AwsCall) => Promise<Principal>, clock: Clock) {
  const known = new Map<string, { principal: Promise<Principal>; until: number }>();

  /** @throws ProblemError wrong_account where the configuration names another account, or a credentials problem */
  async function get(call: AwsCall): Promise<Principal> {
    const found = known.get(keyOf(call.connection));
    if (found === undefined || clock.now() >= found.until) return fresh(call);
    return inTime(call, found.principal);
  }

  /** The same, asked now. */
  async function fresh(call: AwsCall): Promise<Principal> {
    const key = keyOf(call.connection);
    // Others wait for the answer too, so it does not end with the request that asked first.
    const principal = askChecked({ ...call, signal: new AbortController().signal });
    const entry = { principal, until: clock.now() + lifeMs };
    known.set(key, entry);
    principal.catch(() => {
      if (known.get(key) === entry) known.delete(key);
    });
    return inTime(call, principal);
  }

  async function askChecked(call: AwsCall): Promise<Principal> {
    const principal = await ask(call);
    checkAccount(call, principal);
    return principal;
  }

  async function inTime({ connection, signal }: AwsCall, principal: Promise<Principal>): Promise<Principal> {
    try {
      return await orAborted(principal, signal);
    } catch (error) {
      throw problemOf(error, { connection, isWrite: false });
    }
  }

  return {
    get,
    fresh,
    /** Its credentials are read anew: they may be somebody else's. */
    forget(connection: ConnectionDefinition): void {
      known.delete(keyOf(connection));
    },
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

function keyOf(connection: ConnectionDefinition): string {
  return JSON.stringify(connection);
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
