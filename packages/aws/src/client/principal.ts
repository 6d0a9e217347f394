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

export interface PrincipalParts {
  /** GetCallerIdentity: the one call that goes out before the account is known. */
  readonly whoAmI: (call: AwsCall) => Promise<Principal>;
  /** Of the keys that the connection signs with now. */
  readonly accessKeyId: (connection: ConnectionDefinition) => Promise<string>;
  /** Learns the account. */
  readonly saw: (connection: ConnectionDefinition, account: string) => Promise<void> | void;
}

interface Known {
  readonly principal: Promise<Principal>;
  readonly until: number;
  /** Of the keys that were asked about. */
  readonly accessKeyId: Promise<string>;
}

/** Who the credentials of a connection are, asked at most every five minutes for the same keys. Failures are not kept. */
export function createPrincipals({ whoAmI, accessKeyId, saw }: PrincipalParts, clock: Clock) {
  const known = new Map<string, Known>();

  /** @throws ProblemError wrong_account where they belong to another account, or a credentials problem */
  async function get(call: AwsCall): Promise<Principal> {
    const found = known.get(keyOf(call.connection));
    if (found === undefined || clock.now() >= found.until) return fresh(call);
    const inUse = Promise.all([found.accessKeyId, accessKeyId(call.connection)]);
    const [asked, now] = await inTime(call, inUse);
    return asked === now ? inTime(call, found.principal) : fresh(call);
  }

  /** The same, asked now. */
  async function fresh(call: AwsCall): Promise<Principal> {
    const key = keyOf(call.connection);
    // Others wait for the answer too, so it does not end with the request that asked first.
    const keys = accessKeyId(call.connection);
    const principal = askChecked({ ...call, signal: new AbortController().signal });
    const entry = { principal, until: clock.now() + lifeMs, accessKeyId: keys };
    known.set(key, entry);
    Promise.all([keys, principal]).catch(() => {
      if (known.get(key) === entry) known.delete(key);
    });
    return inTime(call, principal);
  }

  async function askChecked(call: AwsCall): Promise<Principal> {
    const principal = await whoAmI(call);
    await saw(call.connection, principal.Account);
    checkAccount(call, principal);
    return principal;
  }

  async function inTime<T>({ connection, signal }: AwsCall, answer: Promise<T>): Promise<T> {
    try {
      return await orAborted(answer, signal);
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

function checkAccount({ connection }: AwsCall, principal: Principal): void {
  const { accountId, label, kind, isAccountConfigured } = connection;
  if (accountId === undefined || accountId === principal.Account) return;
  const isFixed = kind === 'embedded' || isAccountConfigured === true;
  throw new ProblemError(
    'wrong_account',
    isFixed
      ? `The connection "${label}" must be account ${accountId}, but its credentials belong to ${principal.Account}. ` +
          'Nothing was done. Correct the profile or the configuration file.'
      : `This connection stands for account ${accountId}, but the credentials of "${label}" now belong to ${principal.Account}. ` +
          'Nothing was done: what was allowed and kept here is not for another account, which has a connection of its own. Choose it in the list of connections, or give the profile its credentials back.',
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
