import { DescribeIdentityCommand, LookupDeveloperIdentityCommand } from '@aws-sdk/client-cognito-identity';
import { planDeleteIdentities } from '@lifeguard/shared/aws/plans';
import { regionOf } from '@lifeguard/shared/aws/ids';
import type { DeleteResult } from '@lifeguard/shared/identities/identity';
import pLimit from 'p-limit';

import { invalidFields, ProblemError } from '@lifeguard/shared/api/problem-error';
import type { AwsClients } from '../client/clients.ts';
import type { AwsCall } from '../client/connections.ts';
import { asProblem } from '../client/errors.ts';
import { sendPlanned } from '../client/executor.ts';
import { lookAgain } from '../client/look-again.ts';
import { refuseWrite } from '../client/read-only.ts';
import { refuseProtectedIdentities } from '../pool/guards.ts';
import type { PoolReader } from '../pool/reader.ts';

/** Identities that are asked for at once. */
const askedAtOnce = 8;

/** Those of `ids` that are known to belong to the pool, without asking AWS. */
type KnownIn = (call: AwsCall, poolId: string, ids: readonly string[]) => Promise<ReadonlySet<string>>;

/** Deletes a few identities that a person has chosen. */
export function createIdentityRemover(clients: AwsClients, reader: PoolReader, knownIn: KnownIn) {
  async function isThere(call: AwsCall, IdentityId: string): Promise<boolean> {
    try {
      await clients.read(call, (client, options) => client.send(new DescribeIdentityCommand({ IdentityId }), options));
      return true;
    } catch (error) {
      if (asProblem(error).code === 'not_found') return false;
      throw error;
    }
  }

  /** Those that AWS still has, after a deletion of which no answer came; where some are gone, it has arrived. */
  async function leftAfter(call: AwsCall, ids: readonly string[], reason: unknown): Promise<string[]> {
    const limit = pLimit(askedAtOnce);
    return lookAgain(clients, call, reason, {
      async read(look) {
        const areThere = await Promise.all(ids.map((id) => limit(() => isThere(look, id))));
        return ids.filter((_, index) => areThere[index]);
      },
      meaning: (left) => (left.length < ids.length ? 'applied' : 'not_applied'),
      without: ids.length === 1 ? 'the identity still there' : 'all of them still there',
    });
  }

  return {
    /**
     * One result per id, in the order given; AWS names only those that it could not delete.
     * @throws ProblemError where the pool is protected, or an id is not one of its identities
     */
    async remove(
      call: AwsCall,
      poolId: string,
      { IdentityIds: ids, confirmCount }: { readonly IdentityIds: readonly string[]; readonly confirmCount: number },
    ): Promise<DeleteResult[]> {
      if (call.isReadOnly) refuseWrite('DeleteIdentities', call.connection);
      if (confirmCount !== ids.length) {
        throw new ProblemError(
          'confirmation_mismatch',
          `You confirmed ${confirmCount} identities, but the request names ${ids.length}. Nothing was deleted.`,
        );
      }
      checkRegions(call, ids);
      const known = await knownIn(call, poolId, ids);
      await refuseForeign(
        call,
        poolId,
        ids.filter((id) => !known.has(id)),
      );
      // Last, so that as little as possible lies between the look and the deletion.
      refuseProtectedIdentities((await reader.describe(call, poolId)).pool.IdentityPoolTags);
      const failed = await sendPlanned(clients, call, planDeleteIdentities(ids)).then(
        (answer) => new Map(answer.UnprocessedIdentityIds?.map((item) => [item.IdentityId ?? '', item.ErrorCode])),
        async (reason: unknown) => new Map((await leftAfter(call, ids, reason)).map((id) => [id, undefined])),
      );
      return ids.map((IdentityId): DeleteResult => {
        if (!failed.has(IdentityId)) return { IdentityId, outcome: 'deleted' };
        const ErrorCode = failed.get(IdentityId);
        return { IdentityId, outcome: 'failed', ...(ErrorCode === undefined ? {} : { ErrorCode }) };
      });
    },
  };

  /** An identity does not tell its pool, and DeleteIdentities asks for none: only a look-up in a pool does. */
  async function refuseForeign(call: AwsCall, poolId: string, ids: readonly string[]): Promise<void> {
    const limit = pLimit(askedAtOnce);
    const isOfPool = await Promise.all(ids.map((id) => limit(() => belongs(call, poolId, id))));
    const foreign = ids.filter((_, at) => isOfPool[at] === false);
    if (foreign.length === 0) return;
    throw new ProblemError(
      'conflict',
      `Nothing was deleted: ${foreign.length === 1 ? 'an identity is' : `${foreign.length} identities are`} not in this pool (any more): ` +
        `${foreign.slice(0, 3).join(', ')}${foreign.length > 3 ? ', …' : ''}. Reload the list, and choose again.`,
    );
  }

  async function belongs(call: AwsCall, IdentityPoolId: string, IdentityId: string): Promise<boolean> {
    const command = new LookupDeveloperIdentityCommand({ IdentityPoolId, IdentityId, MaxResults: 1 });
    try {
      await clients.read(call, (client, options) => client.send(command, options));
      return true;
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      switch (error.code) {
        case 'not_found':
        case 'conflict':
          return false;
        case 'aws_denied':
        case 'aws_refused':
          throw new ProblemError(
            error.code,
            'Nothing was deleted: AWS does not answer LookupDeveloperIdentity, so it is not known whether the identities belong to this pool. ' +
              `Scan the pool, then delete them again; or allow that call. AWS says: ${error.message}`,
            error.members,
            error,
          );
        default:
          throw error;
      }
    }
  }
}

function checkRegions(call: AwsCall, ids: readonly string[]): void {
  const fields = ids.flatMap((id, index) =>
    regionOf(id) === call.connection.region
      ? []
      : [
          [
            `IdentityIds.${index}`,
            [`This identity belongs to ${regionOf(id)}, not to ${call.connection.region}.`],
          ] as const,
        ],
  );
  if (fields.length > 0)
    throw invalidFields(Object.fromEntries(fields.map(([name, messages]) => [name, [...messages]])));
}
