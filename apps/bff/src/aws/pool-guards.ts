import { type Pool, protectedTag } from '@lifeguard/shared/identity-pool';
import type { PoolDocument } from '@lifeguard/shared/identity-pool-document';
import { sameValue } from '@lifeguard/shared/pool-canonical';

import { ProblemError } from '../problems.ts';

/** An update replaces everything: with members that we can't read back, it would reset them. */
export function refuseUnknownMembers(pool: Pick<Pool, 'unknownMembers'>): void {
  if (pool.unknownMembers.length === 0) return;
  throw new ProblemError(
    'unknown_members',
    `This pool has settings that this version of Lifeguard does not know (${pool.unknownMembers.slice(0, 5).join(', ')}). ` +
      'Saving would reset them, so nothing was changed. Upgrade Lifeguard, or use the AWS console for this pool.',
  );
}

/** Tag `console:protected=true`: no deletion, no role changes, no opening to guests. It goes alone, as its own step. */
export function refuseProtectedChange(current: PoolDocument, next: PoolDocument): void {
  if (!isProtected(current)) return;
  const opensToGuests = next.AllowUnauthenticatedIdentities && !current.AllowUnauthenticatedIdentities;
  const changesRoles = !sameValue(current.Roles, next.Roles) || !sameValue(current.RoleMappings, next.RoleMappings);
  if (changesRoles || opensToGuests) {
    throw new ProblemError(
      'forbidden',
      `This pool is protected by its tag ${protectedTag}=true: its roles can't be changed and guest access can't be switched on. ` +
        'Nothing was changed. Remove the tag first, as a change of its own.',
    );
  }
  if (!isProtected(next) && !changesOnlyTheTag(current, next)) {
    throw new ProblemError(
      'forbidden',
      `The tag ${protectedTag} can't be removed together with other changes. Nothing was changed. Save the removal of the tag by itself first.`,
    );
  }
}

export function refuseProtectedDelete(tags: Readonly<Record<string, string>> | undefined): void {
  if (!hasProtectedTag(tags)) return;
  throw new ProblemError(
    'forbidden',
    `This pool is protected by its tag ${protectedTag}=true, so it was not deleted. Remove the tag first if it really has to go.`,
  );
}

/** Whether the tags of a pool protect it. */
export function hasProtectedTag(tags: Readonly<Record<string, string>> | undefined): boolean {
  return tags?.[protectedTag] === 'true';
}

function isProtected(document: PoolDocument): boolean {
  return hasProtectedTag(document.IdentityPoolTags);
}

/** Only this one tag differs. */
function changesOnlyTheTag(current: PoolDocument, next: PoolDocument): boolean {
  const withoutTag = (document: PoolDocument): PoolDocument => {
    const tags = Object.entries(document.IdentityPoolTags).filter(([key]) => key !== protectedTag);
    return { ...document, IdentityPoolTags: Object.fromEntries(tags) };
  };
  return sameValue(withoutTag(current), withoutTag(next));
}
