import {
  type AccessAttempt,
  type AccessFacts,
  type Fact,
  type IdentityFacts,
  known,
  unknown,
} from '@lifeguard/shared/explain/facts';
import type { Pool } from '@lifeguard/shared/api/pools';
import type { PoolDocument } from '@lifeguard/shared/aws/pool-document';
import { regionOf } from '@lifeguard/shared/aws/ids';
import { serviceHost } from '@lifeguard/shared/aws/regions';

import type { Clock } from '../client/clock.ts';
import { ProblemError } from '@lifeguard/shared/api/problem-error';
import type { AwsCall } from '../client/connections.ts';
import type { createRoleReader } from '../iam/roles.ts';
import type { createProviderReader } from '../iam/providers.ts';
import type { createIdentities } from '../identities/identities.ts';
import type { PoolReader } from '../pool/reader.ts';
import type { Principals } from '../client/principal.ts';
import type { createUserPools } from '../user-pools/user-pools.ts';

interface Gateways {
  readonly principals: Principals;
  readonly reader: Pick<PoolReader, 'get'>;
  readonly identities: ReturnType<typeof createIdentities>;
  readonly iam: ReturnType<typeof createRoleReader> & ReturnType<typeof createProviderReader>;
  readonly userPools: ReturnType<typeof createUserPools>;
  /** Whether a scan found the identity disabled; false where nobody has scanned the pool. */
  readonly wasDisabled: (call: AwsCall, poolId: string, identityId: string) => Promise<boolean>;
  readonly clock: Clock;
}

/** How many pages of identities are compared to find out whether one is disabled. */
const maxPages = 5;

export type FactsReader = ReturnType<typeof createFactsReader>;

/** Reads what the causes of an error are checked against. What can't be read is left open with the reason: nothing here fails. */
export function createFactsReader({ principals, reader, identities, iam, userPools, wasDisabled, clock }: Gateways) {
  /**
   * AWS names the disabled identities only by leaving them out of a list: undefined where the lists are too long. Who
   * was disabled when the pool was scanned still is: an identity does not come back from a merge.
   */
  async function isDisabled(call: AwsCall, poolId: string, identityId: string): Promise<boolean | undefined> {
    if (await wasDisabled(call, poolId, identityId)) return true;
    const [all, enabled] = await Promise.all(
      [false, true].map((hideDisabled) => findInPages(call, poolId, identityId, hideDisabled)),
    );
    if (enabled === 'found') return false;
    return all === 'found' && enabled === 'absent' ? true : undefined;
  }

  async function findInPages(call: AwsCall, poolId: string, identityId: string, hideDisabled: boolean) {
    let nextToken: string | undefined;
    for (let page = 0; page < maxPages; page += 1) {
      const { Identities, NextToken } = await identities.list(call, poolId, { hideDisabled, nextToken });
      if (Identities.some(({ IdentityId }) => IdentityId === identityId)) return 'found';
      if (NextToken === undefined) return 'absent';
      nextToken = NextToken;
    }
    return 'too-many';
  }

  async function identity(call: AwsCall, poolId: string, identityId: string): Promise<IdentityFacts | undefined> {
    const found = await orAbsent(identities.get(call, identityId));
    if (found === undefined) return undefined;
    return {
      logins: found.Logins,
      modified: found.LastModifiedDate,
      isDisabled: found.Logins.length > 0 ? false : await isDisabled(call, poolId, identityId),
    };
  }

  return {
    async read(call: AwsCall, poolId: string, attempt: AccessAttempt): Promise<AccessFacts> {
      const { identityId, login } = attempt;
      const userPoolId = userPoolOf(call, login);
      const [principal, pool, roles, oidcProviders, samlProviders, userPoolClients, identityFacts] = await Promise.all([
        factOf('Who the console is', principals.get(call)),
        factOf('The pool', orAbsent(reader.get(call, poolId))),
        factOf('The roles of the account', iam.listRoles(call)),
        factOf('The OIDC providers of IAM', iam.oidcProviders(call)),
        factOf('The SAML providers of IAM', iam.samlProviders(call)),
        userPoolId === undefined
          ? unknown('The login is not one of a user pool of this region.')
          : factOf('The app clients of the user pool', userPools.userPoolClients(call, userPoolId)),
        identityId === undefined
          ? unknown('The identity ID is not known.')
          : regionOf(identityId) !== call.connection.region
            ? unknown(`The identity is of ${regionOf(identityId)}, and is not looked up from here.`)
            : factOf('The identity', identity(call, poolId, identityId)),
      ]);
      return {
        poolId,
        nowSeconds: Math.floor(clock.now() / 1000),
        account: mapped(principal, ({ Account }) => Account),
        principal: mapped(principal, ({ Arn }) => Arn),
        pool: poolFact(pool),
        trustPolicies: mapped(
          roles,
          (list) => new Map(list.map(({ Arn, AssumeRolePolicyDocument }) => [Arn, AssumeRolePolicyDocument])),
        ),
        oidcProviders,
        samlProviders,
        userPoolClients,
        identity: identityFacts,
        attempt,
      };
    },
  };
}

async function factOf<T>(what: string, reading: Promise<T>): Promise<Fact<T>> {
  try {
    return known(await reading);
  } catch (error) {
    if (error instanceof ProblemError) return unknown(`${what} could not be read. ${error.message}`);
    throw error;
  }
}

/** `undefined` for what AWS does not have. */
async function orAbsent<T>(reading: Promise<T>): Promise<T | undefined> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof ProblemError && error.code === 'not_found') return undefined;
    throw error;
  }
}

function mapped<T, U>(fact: Fact<T>, map: (value: T) => U): Fact<U> {
  return fact.isKnown ? known(map(fact.value)) : fact;
}

/** A pool whose roles can't be read would be taken for one that has none. */
function poolFact(pool: Fact<Pool | undefined>): Fact<PoolDocument | undefined> {
  if (pool.isKnown && pool.value?.unreadableMembers.includes('Roles') === true)
    return unknown('The roles of the pool could not be read: GetIdentityPoolRoles is denied, or not known there.');
  return mapped(pool, (found) => found?.document);
}

/** The id of the user pool that a login names, if it can be asked through this connection. */
function userPoolOf({ connection }: AwsCall, login: string | undefined): string | undefined {
  const start = `${serviceHost('cognito-idp', connection.region)}/`;
  const id = login?.startsWith(start) === true ? login.slice(start.length) : '';
  return id.startsWith(`${connection.region}_`) && /^[\w-]{1,55}$/.test(id) ? id : undefined;
}
