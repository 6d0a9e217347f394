import { setTimeout as wait } from 'node:timers/promises';

import type { CreateRoleInput, IamRole } from '@lifeguard/shared/api/iam-roles';
import { planCreateRole, planUpdateTrust } from '@lifeguard/shared/aws/plans';

import type { PoolLocks } from '../client/locks.ts';
import { ProblemError } from '@lifeguard/shared/api/problem-error';
import type { AwsClients } from '../client/clients.ts';
import type { AwsCall } from '../client/connections.ts';
import { readRole, roleOf } from './roles.ts';
import { samePolicy } from './policy-text.ts';
import {
  alreadyExists,
  changedAfterwards,
  changedMeanwhile,
  creationUnclear,
  notShown,
  refused,
  roleLocked,
} from './role-problems.ts';
import { asProblem, mayHaveArrived } from '../client/errors.ts';
import { sendPlanned } from '../client/executor.ts';
import { lookAgain, readAfterwards, shownLateMs, waitForOthers } from '../client/look-again.ts';
import { refuseWrite } from '../client/read-only.ts';

/** A new trust policy, and the role as the caller saw it: `expected` is its trust policy then. */
export interface TrustEdit {
  readonly Arn: string;
  readonly expected: string;
  readonly AssumeRolePolicyDocument: string;
}

/** The only place that changes roles. IAM has no version check, so reading and writing happen under the role's lock. */
export function createRoleWriter(clients: AwsClients, locks: PoolLocks) {
  /** @throws ProblemError conflict where the name is taken, invalid_input for what is not a trust policy */
  async function createRole(call: AwsCall, input: CreateRoleInput): Promise<IamRole> {
    if (call.isReadOnly) refuseWrite('CreateRole', call.connection);
    return locked(call, input.RoleName, async () => {
      const wasFree = await isFree(call, input.RoleName);
      const planned = planCreateRole(input);
      try {
        const { Role } = await sendPlanned(clients, call, planned);
        // AWS leaves the description out of this answer.
        return roleOf({ Description: input.Description, ...Role });
      } catch (reason) {
        const error = asProblem(reason);
        if (!mayHaveArrived(error)) throw refused(planned, error, input.RoleName);
        return await lookAgain(clients, call, error, {
          read: (look) => readRole(clients, look, input.RoleName),
          meaning: (role) => (wasFree && isMade(role, input) ? 'applied' : 'unknown'),
          without: 'no such role',
        }).catch((unclear: unknown) => {
          throw creationUnclear(asProblem(unclear), input.RoleName);
        });
      }
    });
  }

  /** @throws ProblemError conflict where the role is not the one that the caller saw (any more) */
  async function updateTrust(call: AwsCall, roleName: string, edit: TrustEdit): Promise<IamRole> {
    if (call.isReadOnly) refuseWrite('UpdateAssumeRolePolicy', call.connection);
    return locked(call, roleName, async () => {
      const beganAt = performance.now();
      const before = await readRole(clients, call, roleName);
      if (before.Arn !== edit.Arn || !samePolicy(before.AssumeRolePolicyDocument, edit.expected))
        throw changedMeanwhile(before, edit.Arn);
      const planned = planUpdateTrust(before.RoleName, edit.AssumeRolePolicyDocument);
      try {
        await sendPlanned(clients, call, planned);
      } catch (reason) {
        return await settle(call, before, edit, reason).catch((error: unknown) => {
          throw refused(planned, asProblem(error), before.RoleName);
        });
      }
      return readBack(call, before, edit, performance.now() - beganAt);
    });
  }

  function settle(call: AwsCall, before: IamRole, edit: TrustEdit, reason: unknown): Promise<IamRole> {
    return lookAgain(clients, call, reason, {
      read: (look) => readRole(clients, look, before.RoleName),
      meaning(now) {
        if (isWritten(now, edit)) return 'applied';
        return samePolicy(now.AssumeRolePolicyDocument, before.AssumeRolePolicyDocument) ? 'not_applied' : 'unknown';
      },
      without: 'the role without it',
    });
  }

  /** Twice, as for a pool: another console may have read the role before this write, and write it afterwards. */
  async function readBack(call: AwsCall, before: IamRole, edit: TrustEdit, tookMs: number): Promise<IamRole> {
    const planned = planUpdateTrust(before.RoleName, edit.AssumeRolePolicyDocument);
    const read = () =>
      readAfterwards(clients, call, (look) => readRole(clients, look, before.RoleName)).catch(asProblem);
    for (const waitMs of [...shownLateMs, undefined]) {
      const now = await read();
      // AWS has acknowledged the write: a look that fails does not undo it.
      if (now instanceof ProblemError) return { ...before, AssumeRolePolicyDocument: edit.AssumeRolePolicyDocument };
      if (isWritten(now, edit)) {
        await waitForOthers(clients, tookMs);
        const second = await read();
        if (second instanceof ProblemError || isWritten(second, edit)) return now;
        throw changedAfterwards(planned);
      }
      if (!samePolicy(now.AssumeRolePolicyDocument, before.AssumeRolePolicyDocument)) throw changedAfterwards(planned);
      if (waitMs !== undefined) await wait(waitMs);
    }
    throw notShown(planned);
  }

  /** A role that is found after a lost answer is only known to be the new one if there was none before. */
  async function isFree(call: AwsCall, roleName: string): Promise<boolean> {
    const found = await readRole(clients, call, roleName).catch(asProblem);
    if (!(found instanceof ProblemError)) throw alreadyExists(found.RoleName);
    if (found.code === 'not_found') return true;
    // Who may create roles need not be allowed to read them.
    if (found.code === 'aws_denied') return false;
    throw found;
  }

  /** One change of a role at a time. Role names differ by more than upper and lower case. */
  async function locked<T>(call: AwsCall, roleName: string, work: () => Promise<T>): Promise<T> {
    const { Account } = await clients.principals.get(call);
    try {
      return await locks.run(`role ${Account} ${roleName.toLowerCase()}`, work);
    } catch (error) {
      throw error instanceof ProblemError && error.code === 'locked' ? roleLocked(roleName, error) : error;
    }
  }

  return { createRole, updateTrust };
}

function isMade(role: IamRole, input: CreateRoleInput): boolean {
  return role.Path === input.Path && samePolicy(role.AssumeRolePolicyDocument, input.AssumeRolePolicyDocument);
}

function isWritten(role: IamRole, edit: TrustEdit): boolean {
  return role.Arn === edit.Arn && samePolicy(role.AssumeRolePolicyDocument, edit.AssumeRolePolicyDocument);
}
