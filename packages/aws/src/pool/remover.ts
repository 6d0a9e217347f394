import { planDelete } from '@lifeguard/shared/aws/plans';

import type { PoolLocks } from '../client/locks.ts';
import { ProblemError } from '@lifeguard/shared/api/problem-error';
import type { AwsClients } from '../client/clients.ts';
import type { AwsCall } from '../client/connections.ts';
import { asProblem } from '../client/errors.ts';
import { sendPlanned } from '../client/executor.ts';
import { refuseWrite } from '../client/read-only.ts';
import { lookAgain } from '../client/look-again.ts';
import { refuseProtectedDelete, refuseUnknownMembers } from './guards.ts';
import type { PoolReader } from './reader.ts';

export function createPoolRemover(clients: AwsClients, reader: PoolReader, locks: PoolLocks) {
  /** Deletes the pool with all its identities, if `confirm` is exactly the name it has now. */
  async function remove(call: AwsCall, poolId: string, confirm: string): Promise<{ IdentityPoolId: string }> {
    if (call.isReadOnly) refuseWrite('DeleteIdentityPool', call.connection);
    return locks.run(poolId, async () => {
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
      await call.journal?.intends({ IdentityPoolId: poolId });
      await send(call, poolId);
      return { IdentityPoolId: poolId };
    });
  }

  async function send(call: AwsCall, poolId: string): Promise<void> {
    try {
      await sendPlanned(clients, call, planDelete(poolId));
    } catch (reason) {
      // It was there a moment ago: somebody else has deleted it meanwhile.
      if (asProblem(reason).code === 'not_found') return;
      await lookAgain(clients, call, reason, {
        read: (look) => isGone(look, poolId),
        meaning: (gone) => (gone ? 'applied' : 'not_applied'),
        without: 'the pool still there',
      });
    }
  }

  async function isGone(call: AwsCall, poolId: string): Promise<boolean> {
    try {
      await reader.describe(call, poolId);
      return false;
    } catch (reason) {
      if (asProblem(reason).code === 'not_found') return true;
      throw reason;
    }
  }

  return { remove };
}
