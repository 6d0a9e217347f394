import { setTimeout as wait } from 'node:timers/promises';

import type { CreatePoolInput } from '@lifeguard/shared/pool/changes';
import type { SavedPool } from '@lifeguard/shared/api/pools';
import { sameValue } from '@lifeguard/shared/pool/canonical';
import type { PlannedCall } from '@lifeguard/shared/aws/planned-call';
import type { PoolDocument } from '@lifeguard/shared/aws/pool-document';
import { activeTagMap } from '@lifeguard/shared/aws/principal-tags';
import { type CreationCall, planCreate } from '@lifeguard/shared/pool/plan';
import { ownValue } from '@lifeguard/shared/roles/resolution';
import type { AwsCallResult } from '@lifeguard/shared/api/problem';

import type { Clock } from '../client/clock.ts';
import { invalidFields, ProblemError } from '@lifeguard/shared/api/problem-error';
import type { AwsClients } from '../client/clients.ts';
import type { AwsCall } from '../client/connections.ts';
import { applied, failed, notSent } from '../client/call-results.ts';
import { asProblem, mayHaveArrived } from '../client/errors.ts';
import { sendPlanned } from '../client/executor.ts';
import { lookAgain, readAfterwards } from '../client/look-again.ts';
import type { createRoleWriter } from '../iam/role-writer.ts';
import { readRole } from '../iam/roles.ts';
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

interface Gateways {
  readonly clients: AwsClients;
  readonly reader: PoolReader;
  readonly roles: ReturnType<typeof createRoleWriter>;
  readonly clock: Clock;
}

/** IAM may take some seconds to show a new role everywhere, and SetIdentityPoolRoles then refuses it. */
const newRoleWaitsMs = [400, 1200, 2400];

export function createPoolCreator({ clients, reader, roles, clock }: Gateways) {
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
    await refuseTakenNames(call, input);
    const account = hasNewRoles(input) ? (await clients.principals.get(call)).Account : '';
    const created = await sendCreate(call, plan.create, input);
    const calls: AwsCallResult[] = [applied(plan.create, created.requestId)];
    const { IdentityPoolId } = created;
    const rest = plan.rest({ IdentityPoolId, account, region: call.connection.region });
    for (const [index, planned] of rest.entries()) {
      try {
        calls.push(applied(planned, await sendNext(call, IdentityPoolId, planned, input)));
      } catch (reason) {
        const error = asProblem(reason);
        const outcomes = [...calls, failed(planned, error), ...rest.slice(index + 1).map(notSent)];
        throw madeInPart(input, IdentityPoolId, planned, error, outcomes);
      }
    }
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

  /** Before anything is made: a name that is taken would leave a pool without its role. */
  async function refuseTakenNames(call: AwsCall, { NewRoles = {} }: CreatePoolInput): Promise<void> {
    for (const [kind, role] of Object.entries(NewRoles)) {
      const found = role === undefined ? undefined : await readRole(clients, call, role.RoleName).catch(asProblem);
      if (found === undefined) continue;
      if (!(found instanceof ProblemError))
        throw invalidFields({ [`NewRoles.${kind}.RoleName`]: ['The account has a role with this name already.'] });
      // Who may create roles need not be allowed to read them.
      if (found.code !== 'not_found' && found.code !== 'aws_denied') throw found;
    }
  }

  /** Answers AWS's request id. */
  async function sendNext(call: AwsCall, poolId: string, planned: CreationCall, input: CreatePoolInput) {
    switch (planned.operation) {
      case 'CreateRole': {
        const { Path = '/' } = planned.input;
        await roles.createRole(call, { ...planned.input, Path });
        return undefined;
      }
      case 'SetIdentityPoolRoles':
        return setRoles(call, planned, hasNewRoles(input));
      case 'SetPrincipalTagAttributeMap':
        return settled(
          call,
          poolId,
          () => sendPlanned(clients, call, planned),
          ({ PrincipalTagAttributeMaps }) => {
            const { IdentityProviderName, UseDefaults, PrincipalTags } = planned.input;
            const wanted = activeTagMap({ UseDefaults, PrincipalTags });
            return sameValue(ownValue(PrincipalTagAttributeMaps, IdentityProviderName), wanted);
          },
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

  async function setRoles(call: AwsCall, planned: PlannedCall<'SetIdentityPoolRoles'>, areNew: boolean) {
    const { IdentityPoolId, Roles, RoleMappings = {} } = planned.input;
    for (const waitMs of [...newRoleWaitsMs, undefined]) {
      try {
        return await settled(
          call,
          IdentityPoolId,
          () => sendPlanned(clients, call, planned),
          (document) => sameValue(document.Roles, Roles) && sameValue(document.RoleMappings, RoleMappings),
        );
      } catch (reason) {
        const isRefused = asProblem(reason).members.awsError === 'NotAuthorizedException';
        if (!areNew || !isRefused || waitMs === undefined) throw reason;
        await wait(waitMs);
      }
    }
    throw new Error('unreachable');
  }

  /** Sends a write, and where its answer is lost looks whether the pool has what it sets. Answers AWS's request id. */
  async function settled(
    call: AwsCall,
    poolId: string,
    send: () => Promise<{ $metadata: { requestId?: string | undefined } }>,
    isThere: (document: PoolDocument) => boolean,
  ): Promise<string | undefined> {
    try {
      return (await send()).$metadata.requestId;
    } catch (reason) {
      await lookAgain(clients, call, reason, {
        read: (look) => reader.get(look, poolId),
        meaning: ({ document }) => (isThere(document) ? 'applied' : 'not_applied'),
        without: 'the pool without them',
      });
      return asProblem(reason).members.awsRequestId;
    }
  }

  return { create };
}

function unclear(planned: PlannedCall, error: ProblemError, input: CreatePoolInput): ProblemError {
  const rest = planCreate(input).rest({ IdentityPoolId: '', account: '', region: '' });
  const calls = [failed(planned, error), ...rest.map(notSent)];
  return new ProblemError(
    'outcome_unknown',
    `AWS did not confirm that the pool "${input.IdentityPoolName}" was created, so it may or may not exist, without default roles. ` +
      'Look for it in the list of pools before you create it again.',
    { ...error.members, calls },
    error,
  );
}

function madeInPart(
  input: CreatePoolInput,
  IdentityPoolId: string,
  planned: CreationCall,
  error: ProblemError,
  calls: AwsCallResult[],
): ProblemError {
  const { awsError, awsRequestId } = error.members;
  return new ProblemError(
    'applied_in_part',
    `The pool "${input.IdentityPoolName}" was created, but ${missingWords(planned)}: ${error.message} ` +
      'You can do the rest again, or remove the pool.',
    {
      IdentityPoolId,
      calls,
      ...(awsError === undefined ? {} : { awsError }),
      ...(awsRequestId === undefined ? {} : { awsRequestId }),
    },
    error,
  );
}

function missingWords(planned: CreationCall): string {
  switch (planned.operation) {
    case 'CreateRole':
      return `the role ${planned.input.RoleName} was not`;
    case 'SetIdentityPoolRoles':
      return planned.input.RoleMappings === undefined
        ? 'its default roles were not set'
        : 'its roles and role mappings were not set';
    case 'SetPrincipalTagAttributeMap':
      return `the attributes of ${planned.input.IdentityProviderName} were not set`;
  }
}

function hasNewRoles({ NewRoles = {} }: CreatePoolInput): boolean {
  return Object.values(NewRoles).some((role) => role !== undefined);
}

function mayExist(error: ProblemError): boolean {
  return error.code === 'outcome_unknown' || error.code === 'applied_in_part';
}
