import {
  DescribeIdentityPoolCommand,
  GetIdentityPoolRolesCommand,
  GetPrincipalTagAttributeMapCommand,
  ListIdentitiesCommand,
  ListIdentityPoolsCommand,
} from '@aws-sdk/client-cognito-identity';
import { identityPoolArn } from '@lifeguard/shared/aws/arn';
import { maxIdentities } from '@lifeguard/shared/identities/identity';
import type { DeleteImpact, Pool, PoolName, PoolSummary, PoolUsedRoles } from '@lifeguard/shared/api/pools';
import type { PoolDocument } from '@lifeguard/shared/aws/pool-document';
import { isProtected } from '@lifeguard/shared/pool/protection';
import { taggedProviders } from '@lifeguard/shared/pool/plan';
import { activeTagMap } from '@lifeguard/shared/aws/principal-tags';
import pLimit, { type LimitFunction } from 'p-limit';

import { ProblemError } from '@lifeguard/shared/api/problem-error';
import type { AwsClients } from '../client/clients.ts';
import type { AwsCall } from '../client/connections.ts';
import { orGap } from '../client/errors.ts';
import { type DescribedMember, etagOf, readDescribed, readRoles, withoutProto } from './document.ts';
import { allOf, pagesOf } from '../client/answers/pages.ts';
import type { Trace } from '../client/send.ts';

const maxPools = 60;
const maxCountedPages = 10;
const describesAtOnce = 8;
const mapsAtOnce = 8;

export type PoolReader = ReturnType<typeof createPoolReader>;

export function createPoolReader(clients: AwsClients) {
  const limits = new Map<string, LimitFunction>();

  /**
   * Describes at most eight pools at once per connection, whatever number of pages ask. For the list only: opening a
   * pool never waits behind it.
   */
  function limitOf(call: AwsCall): LimitFunction {
    const limit = limits.get(call.connection.id) ?? pLimit(describesAtOnce);
    limits.set(call.connection.id, limit);
    return limit;
  }

  async function describe(call: AwsCall, IdentityPoolId: string, purpose?: 'background') {
    const trace: Trace = {};
    const command = new DescribeIdentityPoolCommand({ IdentityPoolId });
    const pool = await clients.read(call, (client, options) => client.send(command, options), trace, purpose);
    return { pool, ...withoutProto(readDescribed(trace.rawBody)) };
  }

  async function roles(call: AwsCall, IdentityPoolId: string, purpose?: 'background') {
    const trace: Trace = {};
    const command = new GetIdentityPoolRolesCommand({ IdentityPoolId });
    await clients.read(call, (client, options) => client.send(command, options), trace, purpose);
    return withoutProto(readRoles(trace.rawBody));
  }

  /** The attribute maps that make tags, by provider. */
  async function tagMaps(
    call: AwsCall,
    pool: Pick<PoolDocument, DescribedMember>,
  ): Promise<PoolDocument['PrincipalTagAttributeMaps']> {
    const limit = pLimit(mapsAtOnce);
    const providers = taggedProviders(pool);
    const maps = await Promise.all(
      providers.map((provider) => limit(() => tagMap(call, pool.IdentityPoolId, provider))),
    );
    return Object.fromEntries(maps.flatMap((map, index) => (map === undefined ? [] : [[providers[index], map]])));
  }

  async function tagMap(call: AwsCall, IdentityPoolId: string, IdentityProviderName: string) {
    try {
      const command = new GetPrincipalTagAttributeMapCommand({ IdentityPoolId, IdentityProviderName });
      const { UseDefaults = false, PrincipalTags = {} } = await clients.read(call, (client, options) =>
        client.send(command, options),
      );
      return activeTagMap({ UseDefaults, PrincipalTags });
    } catch (error) {
      // AWS's answer for a provider whose map was never set.
      if (error instanceof ProblemError && error.code === 'not_found') return undefined;
      throw error;
    }
  }

  async function get(call: AwsCall, poolId: string): Promise<Pool> {
    const [principal, [described, maps], assigned] = await Promise.all([
      clients.principals.get(call),
      describe(call, poolId).then(async (found) => [found, await orGap(tagMaps(call, found.members))] as const),
      orGap(roles(call, poolId)),
    ]);
    const { Roles, RoleMappings } = assigned?.members ?? { Roles: {}, RoleMappings: {} };
    const document = { ...described.members, Roles, RoleMappings, PrincipalTagAttributeMaps: maps ?? {} };
    return {
      document,
      etag: etagOf(document),
      arn: identityPoolArn(principal.Account, poolId),
      unknownMembers: [...described.unknown, ...(assigned?.unknown ?? [])],
      unreadableMembers: [
        ...(assigned === undefined ? (['Roles', 'RoleMappings'] as const) : []),
        ...(maps === undefined ? (['PrincipalTagAttributeMaps'] as const) : []),
      ],
    };
  }

  function list(call: AwsCall): Promise<PoolName[]> {
    const pages = pagesOf(call, 'ListIdentityPools', async (NextToken) => {
      const command = new ListIdentityPoolsCommand({ MaxResults: maxPools, NextToken });
      const page = await clients.read(call, (client, options) => client.send(command, options));
      const items = (page.IdentityPools ?? []).map(({ IdentityPoolId = '', IdentityPoolName = '' }) => ({
        IdentityPoolId,
        IdentityPoolName,
      }));
      return { items, next: page.NextToken };
    });
    return allOf(pages);
  }

  async function summary(call: AwsCall, IdentityPoolId: string): Promise<PoolSummary> {
    try {
      const { members } = await describe(call, IdentityPoolId, 'background');
      return { IdentityPoolId, document: members };
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      return { IdentityPoolId, error: error.message };
    }
  }

  async function usedRoles(call: AwsCall, IdentityPoolId: string): Promise<PoolUsedRoles> {
    try {
      const { members } = await roles(call, IdentityPoolId, 'background');
      return { IdentityPoolId, roles: rolesIn(members) };
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      return { IdentityPoolId, error: error.message };
    }
  }

  async function countIdentities(call: AwsCall, IdentityPoolId: string): Promise<DeleteImpact['identities']> {
    const pages = pagesOf(call, 'ListIdentities', async (NextToken) => {
      const command = new ListIdentitiesCommand({ IdentityPoolId, MaxResults: maxIdentities, NextToken });
      const answer = await clients.read(call, (client, options) => client.send(command, options));
      return { items: answer.Identities ?? [], next: answer.NextToken };
    });
    let counted = 0;
    let count = 0;
    for await (const { items, next } of pages) {
      counted += items.length;
      count += 1;
      if (count === maxCountedPages) return { counted, more: next !== undefined };
    }
    return { counted, more: false };
  }

  return {
    list,
    get,
    describe,
    /** One pool that can't be read gives a row with its error; the others are not affected. */
    async summaries(call: AwsCall, ids: readonly string[]): Promise<PoolSummary[]> {
      // Bad credentials fail the whole request, not each row.
      await clients.principals.get(call);
      const limit = limitOf(call);
      return Promise.all(ids.map((id) => limit(() => summary(call, id))));
    },
    /** As `summaries`, with a call of its own for each pool: only for whoever searches by them. */
    async usedRoles(call: AwsCall, ids: readonly string[]): Promise<PoolUsedRoles[]> {
      await clients.principals.get(call);
      const limit = limitOf(call);
      return Promise.all(ids.map((id) => limit(() => usedRoles(call, id))));
    },
    async deleteImpact(call: AwsCall, poolId: string): Promise<DeleteImpact> {
      const [{ document, unreadableMembers }, identities] = await Promise.all([
        get(call, poolId),
        countIdentities(call, poolId),
      ]);
      return {
        identities,
        ...(unreadableMembers.includes('Roles') ? {} : { roles: rolesIn(document) }),
        protected: isProtected(document),
      };
    },
  };
}

/** The roles that a pool names, each once. */
function rolesIn({ Roles, RoleMappings }: Pick<PoolDocument, 'Roles' | 'RoleMappings'>): string[] {
  const rules = Object.values(RoleMappings).flatMap((mapping) => mapping.RulesConfiguration?.Rules ?? []);
  const arns = [...Object.values(Roles), ...rules.map((rule) => rule.RoleARN)];
  return [...new Set(arns.filter((arn) => arn !== undefined))];
}
