import { DeleteIdentityPoolCommand } from '@aws-sdk/client-cognito-identity';

import type { PoolLocks } from '../client/locks.ts';
import { ProblemError } from '@lifeguard/shared/api/problem-error';
import type { AwsClients } from '../client/clients.ts';
import type { AwsCall } from '../client/connections.ts';
import { asProblem, mayHaveArrived } from '../client/executor.ts';
import { refuseProtectedDelete, refuseUnknownMembers } from './guards.ts';
import type { PoolReader } from './reader.ts';
import type { Principals } from '../client/principal.ts';

export function createPoolRemover(clients: AwsClients, principals: Principals, reader: PoolReader, locks: PoolLocks) {
  /** Deletes the pool with all its identities, if `confirm` is exactly the name it has now. */
  async function remove(call: AwsCall, poolId: string, confirm: string): Promise<{ IdentityPoolId: string }> {
    return locks.run(poolId, async () => {
      await principals.get(call);
      const { pool, unknown } = await reader.describe(call, poolId);
      if (pool.IdentityPoolName !== confirm) {
        throw new ProblemError(
          'confirmation_mismatch',
          'What you typed is not exactly the name of the pool, so nothing was deleted. Upper and lower case and spaces count.',
          { fields: { confirm: ['This is not exactly the name of the pool.'] } },
        );
      }
      refuseProtectedDelete(pool.IdentityPoolTags);
      refuseUnknownMembers({ unknownMembers: unknown });
      await send(call, poolId);
      return { IdentityPoolId: poolId };
    });
  }

  async function send(call: AwsCall, IdentityPoolId: string): Promise<void> {
    const command = new DeleteIdentityPoolCommand({ IdentityPoolId });
    try {
      await clients.write(call, 'write', (client, options) => client.send(command, options));
    } catch (reason) {
      const error = asProblem(reason);
      // It was there a moment ago: an earlier attempt of this call has deleted it.
      if (error.code === 'not_found') return;
      if (mayHaveArrived(error) && (await isGone(call, IdentityPoolId))) return;
      throw error;
    }
  }

  async function isGone(call: AwsCall, poolId: string): Promise<boolean> {
    const look: AwsCall = { ...call, signal: AbortSignal.timeout(clients.timeouts.readMs) };
    return reader.describe(look, poolId).then(
      () => false,
      (reason: unknown) => asProblem(reason).code === 'not_found',
    );
  }

  return { remove };
}
