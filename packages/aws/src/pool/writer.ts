import { setTimeout as wait } from 'node:timers/promises';

import type { Pool, SavedPool } from '@lifeguard/shared/api/pools';
import type { PoolChanges } from '@lifeguard/shared/pool/changes';
import type { PoolDocument } from '@lifeguard/shared/aws/pool-document';
import { applyChanges, mergePool } from '@lifeguard/shared/pool/merge';
import { valueAt, withValue } from '@lifeguard/shared/pool/paths';
import type { PlannedCall } from '@lifeguard/shared/aws/planned-call';
import { planUpdate } from '@lifeguard/shared/pool/plan';
import type { AwsCallResult } from '@lifeguard/shared/api/problem';

import type { PoolLocks } from '../client/locks.ts';
import { ProblemError } from '@lifeguard/shared/api/problem-error';
import type { AwsTimeouts } from '../client/timeouts.ts';
import type { AwsClients } from '../client/clients.ts';
import type { AwsCall } from '../client/connections.ts';
import { refuseWrite } from '../client/read-only.ts';
import { applied, asProblem, failed, mayHaveArrived, notSent, sendPlanned } from '../client/executor.ts';
import { etagOf } from './document.ts';
import { refuseProtectedChange, refuseUnknownMembers } from './guards.ts';
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
export function createPoolWriter(clients: AwsClients, reader: PoolReader, locks: PoolLocks, timeouts: AwsTimeouts) {
  async function save(call: AwsCall, poolId: string, edit: PoolEdit): Promise<SavedPool> {
    checkBase(poolId, edit);
    if (call.isReadOnly) refuseWrite('UpdateIdentityPool', call.connection.label);
    return locks.run(poolId, async () => {
      for (let attempt = 1; ; attempt += 1) {
        const current = await reader.get(call, poolId);
        const { next, merged } = combine(current, edit);
        refuseProtectedChange(current.document, next);
        const plan = planUpdate(current.document, next, current.arn);
        if (plan.length === 0) return { ...current, outcome: 'unchanged', merged, calls: [] };
        refuseUnknownMembers(current);
        try {
          const calls = await execute(call, current.document, next, plan);
          return await readBack(call, { ...current, document: next }, merged, calls);
        } catch (error) {
          if (!isCollision(error) || attempt >= maxCollisions) throw error;
          await wait(50 + Math.random() * 150);
        }
      }
    });
  }

  /** Sends the plan in order. After the first applied call a failure is `applied_in_part`. */
  async function execute(call: AwsCall, current: PoolDocument, next: PoolDocument, plan: readonly PlannedCall[]) {
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
    planned: PlannedCall,
    before: PoolDocument,
    expected: PoolDocument,
    retry: boolean,
  ) {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return applied(planned, (await sendPlanned(clients, call, planned)).requestId);
      } catch (reason) {
        const error = asProblem(reason);
        if (mayHaveArrived(error)) return await settle(call, planned, before, expected, error);
        if (!retry || !isCollision(error) || attempt >= maxCollisions) throw error;
        await wait(50 + Math.random() * 150);
        // Somebody else wrote in between: repeating would overwrite them.
        if (etagOf((await reader.get(call, expected.IdentityPoolId)).document) !== etagOf(before)) throw error;
      }
    }
  }

  /** One look after an unclear answer. The request's own deadline may be over, so the look has its own. */
  async function settle(
    call: AwsCall,
    planned: PlannedCall,
    before: PoolDocument,
    expected: PoolDocument,
    error: ProblemError,
  ): Promise<AwsCallResult> {
    const look: AwsCall = { ...call, signal: AbortSignal.timeout(timeouts.readMs) };
    const now = await reader.get(look, expected.IdentityPoolId).catch((reason: unknown) => asProblem(reason));
    if (now instanceof ProblemError) throw error;
    if (now.etag === etagOf(expected)) return applied(planned, error.members.awsRequestId);
    if (error.code !== 'outcome_unknown' || now.etag !== etagOf(before)) throw error;
    throw new ProblemError(
      'outcome_unknown',
      'AWS did not confirm the change. A look right afterwards shows the pool without it, but it could still arrive. ' +
        'Reload in a few seconds before you try again.',
      error.members,
      error,
    );
  }

  async function readBack(call: AwsCall, intended: Pool, merged: boolean, calls: AwsCallResult[]): Promise<SavedPool> {
    const look: AwsCall = { ...call, signal: AbortSignal.timeout(timeouts.readMs) };
    const etag = etagOf(intended.document);
    const pool = await reader.get(look, intended.document.IdentityPoolId).catch((reason: unknown) => asProblem(reason));
    // AWS has acknowledged every call: a look that fails does not undo them.
    if (pool instanceof ProblemError) return { ...intended, etag, outcome: 'applied', merged, calls };
    return { ...pool, outcome: pool.etag === etag ? 'applied' : 'applied_then_changed', merged, calls };
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
  const yours = applyChanges(edit.base, edit.changes);
  if (current.etag === edit.ifMatch) return { next: yours, merged: false };
  const merge = mergePool(edit.base, current.document, yours);
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
        base: edit.base,
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
function afterCall(before: PoolDocument, next: PoolDocument, planned: PlannedCall): PoolDocument {
  const { Roles, RoleMappings, IdentityPoolTags, PrincipalTagAttributeMaps } = before;
  switch (planned.operation) {
    case 'SetIdentityPoolRoles':
      return { ...before, Roles: next.Roles, RoleMappings: next.RoleMappings };
    case 'SetPrincipalTagAttributeMap': {
      const path = { member: 'PrincipalTagAttributeMaps', key: String(planned.input['IdentityProviderName']) } as const;
      return withValue(before, path, valueAt(next, path));
    }
    case 'TagResource':
      return { ...before, IdentityPoolTags: { ...IdentityPoolTags, ...(planned.input['Tags'] as object) } };
    case 'UntagResource': {
      const removed = planned.input['TagKeys'] as readonly string[];
      const kept = Object.entries(IdentityPoolTags).filter(([key]) => !removed.includes(key));
      return { ...before, IdentityPoolTags: Object.fromEntries(kept) };
    }
    default:
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
