import { setTimeout as wait } from 'node:timers/promises';

import type { Pool, SavedPool } from '@lifeguard/shared/api/pools';
import type { PoolChanges } from '@lifeguard/shared/pool/changes';
import type { PoolDocument } from '@lifeguard/shared/aws/pool-document';
import { applyChanges, mergePool } from '@lifeguard/shared/pool/merge';
import { valueAt, withValue } from '@lifeguard/shared/pool/paths';
import { planUpdate, type UpdateCall } from '@lifeguard/shared/pool/plan';
import type { AwsCallResult } from '@lifeguard/shared/api/problem';

import type { PoolLocks } from '../client/locks.ts';
import { ProblemError } from '@lifeguard/shared/api/problem-error';
import type { AwsClients } from '../client/clients.ts';
import type { AwsCall } from '../client/connections.ts';
import { refuseWrite } from '../client/read-only.ts';
import { applied, failed, notSent } from '../client/call-results.ts';
import { asProblem, mayHaveArrived } from '../client/errors.ts';
import { sendPlanned } from '../client/executor.ts';
import { lookAgain } from '../client/look-again.ts';
import { etagOf, withGaps } from './document.ts';
import { refuseProtectedChange, refuseUnknownMembers, refuseUnreadable } from './guards.ts';
import { createReadBack } from './read-back.ts';
import type { PoolReader } from './reader.ts';

const maxCollisions = 3;

/** An edit: what the caller saw, and what it wants to differ. */
export interface PoolEdit {
  readonly ifMatch: string;
  readonly base: PoolDocument;
  readonly changes: PoolChanges;
  readonly mergeDisjoint: boolean;
}

/**
 * Read, merge, write, read back: the only place that changes a pool. UpdateIdentityPool and SetIdentityPoolRoles
 * replace everything and AWS has no version check, so all of it happens under the pool's lock.
 */
export function createPoolWriter(clients: AwsClients, reader: PoolReader, locks: PoolLocks) {
  const readBack = createReadBack(clients, reader);

  async function save(call: AwsCall, poolId: string, edit: PoolEdit): Promise<SavedPool> {
    checkBase(poolId, edit);
    if (call.isReadOnly) refuseWrite('UpdateIdentityPool', call.connection);
    const done = await locks.run(poolId, () => write(call, poolId, edit));
    if (done.written === undefined) return { ...done.pool, outcome: 'unchanged', merged: done.merged, calls: [] };
    // Without the lock: other saves of this console need not wait for it.
    return { ...(await readBack.again(call, done.written)), merged: done.merged, calls: done.calls };
  }

  async function write(call: AwsCall, poolId: string, edit: PoolEdit) {
    for (let attempt = 1; ; attempt += 1) {
      const beganAt = performance.now();
      const before = await reader.get(call, poolId);
      const { next, merged } = combine(before, edit);
      refuseProtectedChange(before.document, next);
      const plan = planUpdate(before.document, next, before.arn);
      if (plan.length === 0) return { pool: before, merged };
      refuseUnknownMembers(before);
      refuseUnreadable(before, plan);
      await call.journal?.intends({ IdentityPoolId: poolId, before, next, nextEtag: etagOf(next) });
      try {
        const calls = await execute(call, before.document, next, plan);
        return { written: await readBack.first(call, before, next, beganAt), merged, calls };
      } catch (error) {
        if (!isCollision(error) || attempt >= maxCollisions) throw error;
        await wait(50 + Math.random() * 150);
      }
    }
  }

  /** Sends the plan in order. After the first applied call a failure is `applied_in_part`. */
  async function execute(call: AwsCall, current: PoolDocument, next: PoolDocument, plan: readonly UpdateCall[]) {
    const done: AwsCallResult[] = [];
    let expected = current;
    for (const [index, planned] of plan.entries()) {
      const before = expected;
      expected = afterCall(expected, next, planned);
      try {
        done.push(await sendOne(call, planned, before, expected, index > 0));
      } catch (reason) {
        const error = asProblem(reason);
        const calls = [...done, failed(planned, error), ...plan.slice(index + 1).map(notSent)];
        throw done.length === 0 ? withCalls(error, calls) : appliedInPart(call, next, error, calls);
      }
    }
    return done;
  }

  async function sendOne(
    call: AwsCall,
    planned: UpdateCall,
    before: PoolDocument,
    expected: PoolDocument,
    retry: boolean,
  ): Promise<AwsCallResult> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return applied(planned, (await sendPlanned(clients, call, planned)).$metadata.requestId);
      } catch (reason) {
        const error = asProblem(reason);
        if (mayHaveArrived(error)) {
          await settle(call, before, expected, error);
          return applied(planned, error.members.awsRequestId);
        }
        if (!retry || !isCollision(error) || attempt >= maxCollisions) throw error;
        await wait(50 + Math.random() * 150);
        // Somebody else wrote in between: repeating would overwrite them.
        if (etagOf((await reader.get(call, expected.IdentityPoolId)).document) !== etagOf(before)) throw error;
      }
    }
  }

  async function settle(call: AwsCall, before: PoolDocument, expected: PoolDocument, error: ProblemError) {
    await lookAgain(clients, call, error, {
      read: (look) => reader.get(look, expected.IdentityPoolId),
      meaning({ etag }) {
        if (etag === etagOf(expected)) return 'applied';
        return etag === etagOf(before) ? 'not_applied' : 'unknown';
      },
      without: 'the pool without it',
    });
  }

  return { save };
}

function checkBase(poolId: string, edit: PoolEdit): void {
  if (edit.base.IdentityPoolId === poolId && etagOf(edit.base) === edit.ifMatch) return;
  throw new ProblemError(
    'invalid_input',
    'Nothing was changed: the base of the edit is not the version that If-Match names. Reload the pool and make the change again.',
  );
}

/** The document to save. @throws ProblemError stale_version */
function combine(current: Pool, edit: PoolEdit): { next: PoolDocument; merged: boolean } {
  // What can't be read now is no difference.
  const base = withGaps(edit.base, current.unreadableMembers);
  const yours = applyChanges(base, edit.changes);
  if (current.etag === etagOf(base)) return { next: yours, merged: false };
  const merge = mergePool(base, current.document, yours);
  if (merge.mergeable && edit.mergeDisjoint) return { next: merge.merged, merged: true };
  const { conflicts, coupled, mergeable } = merge;
  throw new ProblemError(
    'stale_version',
    'Somebody saved this pool after you opened it, so your change was not made and nothing is lost. ' +
      (mergeable
        ? 'The two edits touch unrelated settings and can both be kept.'
        : 'Compare the versions and choose what to keep.'),
    {
      stale: {
        base,
        current: current.document,
        yours,
        currentETag: current.etag,
        conflicts,
        coupled,
        mergeable,
      },
    },
  );
}

/** What the pool should be once this call is applied. */
function afterCall(before: PoolDocument, next: PoolDocument, planned: UpdateCall): PoolDocument {
  const { Roles, RoleMappings, IdentityPoolTags, PrincipalTagAttributeMaps } = before;
  switch (planned.operation) {
    case 'SetIdentityPoolRoles':
      return { ...before, Roles: next.Roles, RoleMappings: next.RoleMappings };
    case 'SetPrincipalTagAttributeMap': {
      const path = { member: 'PrincipalTagAttributeMaps', key: planned.input.IdentityProviderName } as const;
      return withValue(before, path, valueAt(next, path));
    }
    case 'TagResource':
      return { ...before, IdentityPoolTags: { ...IdentityPoolTags, ...planned.input.Tags } };
    case 'UntagResource': {
      const kept = Object.entries(IdentityPoolTags).filter(([key]) => !planned.input.TagKeys.includes(key));
      return { ...before, IdentityPoolTags: Object.fromEntries(kept) };
    }
    case 'UpdateIdentityPool':
      return { ...next, Roles, RoleMappings, IdentityPoolTags, PrincipalTagAttributeMaps };
  }
}

function isCollision(error: unknown): boolean {
  return (
    error instanceof ProblemError &&
    error.members.awsError === 'ConcurrentModificationException' &&
    error.code === 'conflict'
  );
}

function withCalls(error: ProblemError, calls: AwsCallResult[]): ProblemError {
  return new ProblemError(error.code, error.message, { ...error.members, calls }, error.cause ?? error);
}

function appliedInPart(call: AwsCall, next: PoolDocument, error: ProblemError, calls: AwsCallResult[]): ProblemError {
  const { awsError, awsRequestId, command } = error.members;
  const named = (outcome: AwsCallResult['outcome']) =>
    calls
      .filter((one) => one.outcome === outcome)
      .map(wordsOf)
      .join(', ');
  const rest = named('not_sent');
  return new ProblemError(
    'applied_in_part',
    `A part of the changes was saved in "${call.connection.label}": ${named('applied')} is done. ` +
      `${named('failed') || named('unknown')} is not: ${error.message} ${rest === '' ? '' : `Not sent: ${rest}. `}` +
      'Reload the pool to see what it has now, then save the rest again.',
    {
      calls,
      IdentityPoolId: next.IdentityPoolId,
      ...(awsError === undefined ? {} : { awsError }),
      ...(awsRequestId === undefined ? {} : { awsRequestId }),
      ...(command === undefined ? {} : { command }),
    },
    error,
  );
}

function wordsOf({ operation, about }: AwsCallResult): string {
  return about === undefined ? operation : `${operation} for ${about}`;
}
