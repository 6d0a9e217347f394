import type { Pool } from '@lifeguard/shared/api/pools';
import type { UpdateCall } from '@lifeguard/shared/pool/plan';
import { protectedTag } from '@lifeguard/shared/pool/protection';
import type { PoolDocument } from '@lifeguard/shared/aws/pool-document';
import { protectedChange } from '@lifeguard/shared/pool/protection';

import { ProblemError } from '@lifeguard/shared/api/problem-error';

/** An update replaces everything: with members that we can't read back, it would reset them. */
export function refuseUnknownMembers(pool: Pick<Pool, 'unknownMembers'>): void {
  if (pool.unknownMembers.length === 0) return;
  throw new ProblemError(
    'unknown_members',
    `This pool has settings that this version of Lifeguard does not know (${pool.unknownMembers.slice(0, 5).join(', ')}). ` +
      'Saving would reset them, so nothing was changed. Upgrade Lifeguard, or use the AWS console for this pool.',
  );
}

/** What could not be read would be replaced unseen. */
export function refuseUnreadable({ unreadableMembers }: Pool, plan: readonly UpdateCall[]): void {
  const gaps = {
    SetIdentityPoolRoles: { member: 'Roles', read: 'GetIdentityPoolRoles' },
    SetPrincipalTagAttributeMap: { member: 'PrincipalTagAttributeMaps', read: 'GetPrincipalTagAttributeMap' },
  } as const;
  for (const [operation, { member, read }] of Object.entries(gaps)) {
    if (!unreadableMembers.includes(member) || plan.every((planned) => planned.operation !== operation)) continue;
    throw new ProblemError(
      'forbidden',
      `${read} can't be called for this pool, so ${operation} would replace what nobody has seen. Nothing was changed. ` +
        `Ask for cognito-identity:${read}, or leave this part of the change out.`,
    );
  }
}

/** Tag `console:protected=true`: no deletion, no role changes, no opening to guests. It goes alone, as its own step. */
export function refuseProtectedChange(current: PoolDocument, next: PoolDocument): void {
  switch (protectedChange(current, next)) {
    case 'access':
      throw new ProblemError(
        'forbidden',
        `This pool is protected by its tag ${protectedTag}=true: its roles can't be changed and guest access can't be switched on. ` +
          'Nothing was changed. Remove the tag first, as a change of its own.',
      );
    case 'tag':
      throw new ProblemError(
        'forbidden',
        `The tag ${protectedTag} can't be removed together with other changes. Nothing was changed. Save the removal of the tag by itself first.`,
      );
    case undefined:
  }
}

export function refuseProtectedDelete(tags: Readonly<Record<string, string>> | undefined): void {
  if (!hasProtectedTag(tags)) return;
  throw new ProblemError(
    'forbidden',
    `This pool is protected by its tag ${protectedTag}=true, so it was not deleted. Remove the tag first if it really has to go.`,
  );
}

export function refuseProtectedIdentities(tags: Readonly<Record<string, string>> | undefined): void {
  if (!hasProtectedTag(tags)) return;
  throw new ProblemError(
    'forbidden',
    `This pool is protected by its tag ${protectedTag}=true, so nothing was deleted. Remove the tag first if they really have to go.`,
  );
}

/** Whether the tags of a pool protect it. */
export function hasProtectedTag(tags: Readonly<Record<string, string>> | undefined): boolean {
  return tags?.[protectedTag] === 'true';
}
