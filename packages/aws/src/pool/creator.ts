import { setTimeout as wait } from 'node:timers/promises';

import type { CreatePoolInput } from '@lifeguard/shared/pool/changes';
import type { SavedPool } from '@lifeguard/shared/api/pools';
import { sameValue } from '@lifeguard/shared/pool/canonical';
import type { PlannedCall } from '@lifeguard/shared/aws/planned-call';
import { planCreate } from '@lifeguard/shared/pool/plan';
import type { AwsCallResult } from '@lifeguard/shared/api/problem';

import type { Clock } from '../client/clock.ts';
import { ProblemError } from '@lifeguard/shared/api/problem-error';
import type { AwsClients } from '../client/clients.ts';
import type { AwsCall } from '../client/connections.ts';
import { applied, failed, notSent } from '../client/call-results.ts';
import { asProblem, mayHaveArrived } from '../client/errors.ts';
import { sendPlanned } from '../client/executor.ts';
import { lookAgain, readAfterwards } from '../client/look-again.ts';
import type { PoolReader } from './reader.ts';

const keyLifeMs = 24 * 60 * 60_000;
const maxKeys = 1000;
const throttleWaitsMs = [300, 900, 1800];

/** Which request this is, so that a double click makes one pool. */
interface Repetition {
  readonly session: string;
  readonly key: string | undefined;
}

interface Remembered {
  readonly input: CreatePoolInput;
  readonly result: Promise<SavedPool>;
  readonly until: number;
}

export function createPoolCreator(clients: AwsClients, reader: PoolReader, clock: Clock) {
  const remembered = new Map<string, Remembered>();

  /** With a key that was seen before: the answer of the first request, instead of a second pool. */
  async function create(call: AwsCall, input: CreatePoolInput, repetition: Repetition): Promise<SavedPool> {
    if (repetition.key === undefined) return createOnce(call, input);
    const id = `${repetition.session} ${call.connection.id} ${repetition.key}`;
    const now = clock.now();
    for (const [key, item] of remembered) if (item.until <= now || remembered.size > maxKeys) remembered.delete(key);
    const earlier = remembered.get(id);
    if (earlier !== undefined) {
      if (sameValue(earlier.input, input)) return earlier.result;
      throw new ProblemError(
        'invalid_input',
        'No pool was created: this Idempotency-Key was already used for another one.',
      );
    }
    const result = createOnce(call, input);
    remembered.set(id, { input, result, until: now + keyLifeMs });
    result.catch((error: unknown) => {
      // Certainly not created: the corrected form may use the key again.
      if (error instanceof ProblemError && !mayExist(error)) remembered.delete(id);
    });
    return result;
  }

  async function createOnce(call: AwsCall, input: CreatePoolInput): Promise<SavedPool> {
    const plan = planCreate(input);
    const created = await sendCreate(call, plan.create, input);
    const calls: AwsCallResult[] = [applied(plan.create, created.requestId)];
    const roles = plan.roles(created.IdentityPoolId);
    if (roles !== undefined) calls.push(await setRoles(call, roles, input, created.IdentityPoolId, calls));
    try {
      const pool = await readAfterwards(clients, call, (look) => reader.get(look, created.IdentityPoolId));
      return { ...pool, outcome: 'applied', merged: false, calls };
    } catch (reason) {
      throw new ProblemError(
        'applied_in_part',
        `The pool "${input.IdentityPoolName}" was created, but it can't be read at the moment: ${asProblem(reason).message}`,
        { IdentityPoolId: created.IdentityPoolId, calls },
        reason,
      );
    }
  }

  /** Never repeated after an unclear answer, only after throttling, where AWS has certainly done nothing. */
  async function sendCreate(call: AwsCall, planned: PlannedCall<'CreateIdentityPool'>, input: CreatePoolInput) {
    for (const waitMs of [...throttleWaitsMs, undefined]) {
      try {
        const { IdentityPoolId = '', $metadata } = await sendPlanned(clients, call, planned);
        return { requestId: $metadata.requestId, IdentityPoolId };
      } catch (reason) {
        const error = asProblem(reason);
        if (error.code === 'throttled' && waitMs !== undefined) {
          await wait(waitMs);
          continue;
        }
        if (mayHaveArrived(error)) throw unclear(planned, error, input);
        throw error;
      }
    }
    throw new Error('unreachable');
  }

  async function setRoles(
    call: AwsCall,
    planned: PlannedCall<'SetIdentityPoolRoles'>,
    input: CreatePoolInput,
    IdentityPoolId: string,
    before: readonly AwsCallResult[],
  ): Promise<AwsCallResult> {
    try {
      return applied(planned, await sendRoles(call, planned, input));
    } catch (reason) {
      const error = asProblem(reason);
      const { awsError, awsRequestId } = error.members;
      throw new ProblemError(
        'applied_in_part',
        `The pool "${input.IdentityPoolName}" was created, but its default roles were not set: ${error.message} ` +
          'You can set the roles again, or remove the pool.',
        {
          IdentityPoolId,
          calls: [...before, failed(planned, error)],
          ...(awsError === undefined ? {} : { awsError }),
          ...(awsRequestId === undefined ? {} : { awsRequestId }),
        },
        error,
      );
    }
  }

  /** Answers AWS's request id. */
  async function sendRoles(call: AwsCall, planned: PlannedCall<'SetIdentityPoolRoles'>, { Roles }: CreatePoolInput) {
    try {
      return (await sendPlanned(clients, call, planned)).$metadata.requestId;
    } catch (reason) {
      await lookAgain(clients, call, reason, {
        read: (look) => reader.get(look, planned.input.IdentityPoolId),
        meaning: ({ document }) => (sameValue(document.Roles, Roles) ? 'applied' : 'not_applied'),
        without: 'the pool without them',
      });
      return asProblem(reason).members.awsRequestId;
    }
  }

  return { create };
}

function unclear(planned: PlannedCall, error: ProblemError, input: CreatePoolInput): ProblemError {
  const roles = planCreate(input).roles('');
  const calls = [failed(planned, error), ...(roles === undefined ? [] : [notSent(roles)])];
  return new ProblemError(
    'outcome_unknown',
    `AWS did not confirm that the pool "${input.IdentityPoolName}" was created, so it may or may not exist, without default roles. ` +
      'Look for it in the list of pools before you create it again.',
    { ...error.members, calls },
    error,
  );
}

function mayExist(error: ProblemError): boolean {
  return error.code === 'outcome_unknown' || error.code === 'applied_in_part';
}
