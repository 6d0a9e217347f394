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
import { type DescribedMember, etagOf, readDescribed, readRoles, withoutProto } from './document.ts';
import type { Trace } from '../client/send.ts';

const maxPools = 60;
const maxCountedPages = 10;
const describesAtOnce = 8;

export type PoolReader = ReturnType<typeof createPoolReader>;

export function createPoolReader(clients: AwsClients) {
  const limits = new Map<string, LimitFunction>();

  /** Describes at most eight pools at once per connection, whatever number of pages ask. */
  function limitOf(call: AwsCall): LimitFunction {
    const limit = limits.get(call.connection.id) ?? pLimit(describesAtOnce);
    limits.set(call.connection.id, limit);
    return limit;
  }

  async function describe(call: AwsCall, IdentityPoolId: string) {
    const trace: Trace = {};
    const command = new DescribeIdentityPoolCommand({ IdentityPoolId });
    const pool = await clients.read(call, (client, options) => client.send(command, options), trace);
    return { pool, ...withoutProto(readDescribed(trace.rawBody)) };
  }

  async function roles(call: AwsCall, IdentityPoolId: string) {
    const trace: Trace = {};
    const command = new GetIdentityPoolRolesCommand({ IdentityPoolId });
    await clients.read(call, (client, options) => client.send(command, options), trace);
    return withoutProto(readRoles(trace.rawBody));
  }

  /** The attribute maps that make tags, by provider; undefined where the credentials may not read them. */
  async function tagMaps(
    call: AwsCall,
    pool: Pick<PoolDocument, DescribedMember>,
  ): Promise<PoolDocument['PrincipalTagAttributeMaps'] | undefined> {
    const limit = limitOf(call);
    const providers = taggedProviders(pool);
    try {
      const maps = await Promise.all(
        providers.map((provider) => limit(() => tagMap(call, pool.IdentityPoolId, provider))),
      );
      return Object.fromEntries(maps.flatMap((map, index) => (map === undefined ? [] : [[providers[index], map]])));
    } catch (error) {
      if (error instanceof ProblemError && error.code === 'aws_denied') return undefined;
      throw error;
    }
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
      describe(call, poolId).then(async (found) => [found, await tagMaps(call, found.members)] as const),
      roles(call, poolId),
    ]);
    const document = { ...described.members, ...assigned.members, PrincipalTagAttributeMaps: maps ?? {} };
    return {
      document,
      etag: etagOf(document),
      arn: identityPoolArn(principal.Account, poolId),
      unknownMembers: [...described.unknown, ...assigned.unknown],
      unreadableMembers: maps === undefined ? ['PrincipalTagAttributeMaps'] : [],
    };
  }

  async function list(call: AwsCall): Promise<PoolName[]> {
    const pools: PoolName[] = [];
    let NextToken: string | undefined;
    do {
      const command = new ListIdentityPoolsCommand({ MaxResults: maxPools, NextToken });
      const page = await clients.read(call, (client, options) => client.send(command, options));
      for (const { IdentityPoolId = '', IdentityPoolName = '' } of page.IdentityPools ?? []) {
        pools.push({ IdentityPoolId, IdentityPoolName });
      }
      if (page.NextToken !== undefined && page.NextToken === NextToken)
        throw new Error('ListIdentityPools repeats its page.');
      NextToken = page.NextToken;
    } while (NextToken !== undefined);
    return pools;
  }

  async function summary(call: AwsCall, IdentityPoolId: string): Promise<PoolSummary> {
    try {
      const { members } = await describe(call, IdentityPoolId);
      return { IdentityPoolId, document: members };
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      return { IdentityPoolId, error: error.message };
    }
  }

  async function usedRoles(call: AwsCall, IdentityPoolId: string): Promise<PoolUsedRoles> {
    try {
      const { members } = await roles(call, IdentityPoolId);
      return { IdentityPoolId, roles: rolesIn(members) };
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      return { IdentityPoolId, error: error.message };
    }
  }

  async function countIdentities(call: AwsCall, IdentityPoolId: string): Promise<DeleteImpact['identities']> {
    let counted = 0;
    let NextToken: string | undefined;
    for (let page = 0; page < maxCountedPages; page += 1) {
      const command = new ListIdentitiesCommand({ IdentityPoolId, MaxResults: maxIdentities, NextToken });
      const answer = await clients.read(call, (client, options) => client.send(command, options));
      counted += answer.Identities?.length ?? 0;
      NextToken = answer.NextToken;
      if (NextToken === undefined) return { counted, more: false };
    }
    return { counted, more: true };
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
      const [{ document }, identities] = await Promise.all([get(call, poolId), countIdentities(call, poolId)]);
      return { identities, roles: rolesIn(document), protected: isProtected(document) };
    },
  };
}

/** The roles that a pool names, each once. */
function rolesIn({ Roles, RoleMappings }: Pick<PoolDocument, 'Roles' | 'RoleMappings'>): string[] {
  const rules = Object.values(RoleMappings).flatMap((mapping) => mapping.RulesConfiguration?.Rules ?? []);
  const arns = [...Object.values(Roles), ...rules.map((rule) => rule.RoleARN)];
  return [...new Set(arns.filter((arn) => arn !== undefined))];
}
