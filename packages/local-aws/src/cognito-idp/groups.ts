import type { OperationContext } from '../dispatch/operation.ts';
import type { StoredGroup } from './store/user-pools.ts';
import { unchangedSince } from './dates.ts';
import { groupNotFound } from './errors.ts';
import type { Group, GroupInput } from './shapes.ts';
import { findUserPool } from './user-pools.ts';

/** The group of that pool and name, or ResourceNotFoundException. */
export function findGroup(context: OperationContext, userPoolId: string, name: string): StoredGroup {
  const group = context.store.userPools.findGroup(findUserPool(context, userPoolId).pk, name);
  if (group === undefined) throw groupNotFound();
  return group;
}

/** A group as the service answers it. */
export function groupAnswer(userPoolId: string, { CreationDate, ...members }: Group): object {
  return { UserPoolId: userPoolId, ...members, ...unchangedSince(CreationDate) };
}

/** The group that an input makes. */
export function newGroup({ UserPoolId: _pool, ...members }: GroupInput, now: number): Group {
  return { ...members, CreationDate: now };
}
