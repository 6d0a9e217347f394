import { setTimeout as wait } from 'node:timers/promises';

import { CreateRoleCommand, UpdateAssumeRolePolicyCommand } from '@aws-sdk/client-iam';
import type { CreateRoleInput, IamRole } from '@lifeguard/shared/api/iam-roles';
import { planCreateRole, planUpdateTrust } from '@lifeguard/shared/aws/plans';

import type { PoolLocks } from '../client/locks.ts';
import { ProblemError } from '@lifeguard/shared/api/problem-error';
import type { AwsTimeouts } from '../client/timeouts.ts';
import type { AwsClients } from '../client/clients.ts';
import type { AwsCall } from '../client/connections.ts';
import { readRole, roleOf } from './roles.ts';
import { samePolicy } from './policy-text.ts';
import {
  alreadyExists,
  changedAfterwards,
  changedMeanwhile,
  creationUnclear,
  notShownYet,
  refused,
  roleLocked,
} from './role-problems.ts';
import { asProblem, mayHaveArrived } from '../client/executor.ts';
import type { Principals } from '../client/principal.ts';
import { refuseWrite } from '../client/read-only.ts';

/** IAM may answer with what was before for a moment. https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot.html */
const readBackWaitsMs = [200, 600];

/** A new trust policy, and the role as the caller saw it: `expected` is its trust policy then. */
export interface TrustEdit {
  readonly Arn: string;
  readonly expected: string;
  readonly AssumeRolePolicyDocument: string;
}

/** The only place that changes roles. IAM has no version check, so reading and writing happen under the role's lock. */
export function createIamRoleWriter(
  clients: AwsClients,
  principals: Principals,
  locks: PoolLocks,
  { readMs }: Pick<AwsTimeouts, 'readMs'>,
) {
  /** @throws ProblemError conflict where the name is taken, invalid_input for what is not a trust policy */
  async function createRole(call: AwsCall, input: CreateRoleInput): Promise<IamRole> {
    if (call.isReadOnly) refuseWrite('CreateRole', call.connection.label);
    return locked(call, input.RoleName, async () => {
      const wasFree = await isFree(call, input.RoleName);
      try {
        const { Role } = await clients.iamWrite(call, (client, options) =>
          client.send(new CreateRoleCommand(input), options),
        );
        // AWS leaves the description out of this answer.
        return roleOf({ Description: input.Description, ...Role });
      } catch (reason) {
        const error = asProblem(reason);
        const planned = planCreateRole(input);
        if (!mayHaveArrived(error)) throw refused(planned, error, input.RoleName);
        const found = wasFree ? await look(call, input.RoleName) : error;
        if (!(found instanceof ProblemError) && isMade(found, input)) return found;
        throw creationUnclear(planned, error, input.RoleName);
      }
    });
  }

  /** @throws ProblemError conflict where the role is not the one that the caller saw (any more) */
  async function updateTrust(call: AwsCall, roleName: string, edit: TrustEdit): Promise<IamRole> {
    if (call.isReadOnly) refuseWrite('UpdateAssumeRolePolicy', call.connection.label);
    return locked(call, roleName, async () => {
      const before = await readRole(clients, call, roleName);
      if (before.Arn !== edit.Arn || !samePolicy(before.AssumeRolePolicyDocument, edit.expected))
        throw changedMeanwhile(before, edit.Arn);
      const command = new UpdateAssumeRolePolicyCommand({
        RoleName: before.RoleName,
        PolicyDocument: edit.AssumeRolePolicyDocument,
      });
      try {
        await clients.iamWrite(call, (client, options) => client.send(command, options));
      } catch (reason) {
        return await settle(call, before, edit, asProblem(reason));
      }
      return readBack(call, before, edit);
    });
  }

  /** One look after an unclear answer. */
  async function settle(call: AwsCall, before: IamRole, edit: TrustEdit, error: ProblemError): Promise<IamRole> {
    const planned = planUpdateTrust(before.RoleName, edit.AssumeRolePolicyDocument);
    if (!mayHaveArrived(error)) throw refused(planned, error, before.RoleName);
    const now = await look(call, before.RoleName);
    if (now instanceof ProblemError) throw refused(planned, error, before.RoleName);
    if (isWritten(now, edit)) return now;
    const isAsBefore = samePolicy(now.AssumeRolePolicyDocument, before.AssumeRolePolicyDocument);
    throw isAsBefore && error.code === 'outcome_unknown'
      ? notShownYet(planned, error)
      : refused(planned, error, before.RoleName);
  }

  async function readBack(call: AwsCall, before: IamRole, edit: TrustEdit): Promise<IamRole> {
    for (const waitMs of [...readBackWaitsMs, undefined]) {
      const now = await look(call, before.RoleName);
      // AWS has acknowledged the write: a look that fails does not undo it.
      if (now instanceof ProblemError) return { ...before, AssumeRolePolicyDocument: edit.AssumeRolePolicyDocument };
      if (isWritten(now, edit)) return now;
      if (waitMs === undefined || !samePolicy(now.AssumeRolePolicyDocument, before.AssumeRolePolicyDocument)) break;
      await wait(waitMs);
    }
    throw changedAfterwards(planUpdateTrust(before.RoleName, edit.AssumeRolePolicyDocument));
  }

  /** A role that is found after a lost answer is only known to be the new one if there was none before. */
  async function isFree(call: AwsCall, roleName: string): Promise<boolean> {
    const found = await readRole(clients, call, roleName).catch((reason: unknown) => asProblem(reason));
    if (!(found instanceof ProblemError)) throw alreadyExists(found.RoleName);
    if (found.code === 'not_found') return true;
    // Who may create roles need not be allowed to read them.
    if (found.code === 'aws_denied') return false;
    throw found;
  }

  /** The request's own deadline may be over, so the look has its own. */
  function look(call: AwsCall, roleName: string): Promise<IamRole | ProblemError> {
    const ownCall: AwsCall = { ...call, signal: AbortSignal.timeout(readMs) };
    return readRole(clients, ownCall, roleName).catch((reason: unknown) => asProblem(reason));
  }

  /** One change of a role at a time. Role names differ by more than upper and lower case. */
  async function locked<T>(call: AwsCall, roleName: string, work: () => Promise<T>): Promise<T> {
    const { Account } = await principals.get(call);
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
