import type { PoolDocument } from '../aws/pool-document.ts';
import { sameValue } from './canonical.ts';

/** The tag that protects a pool from deletion and role changes in this console. */
export const protectedTag = 'console:protected';

/** Whether the tags of a pool, `console:protected=true`, keep it from deletion and from changes of who gets in. */
export function isProtected({ IdentityPoolTags }: Pick<PoolDocument, 'IdentityPoolTags'>): boolean {
  return IdentityPoolTags[protectedTag] === 'true';
}

/**
 * Why the protection of `current` forbids to save `next`; undefined where it does not. `access`: other roles or mappings, or guest access on.
 * `tag`: the protection goes together with something else.
 */
export function protectedChange(current: PoolDocument, next: PoolDocument): 'access' | 'tag' | undefined {
  if (!isProtected(current)) return undefined;
  const opensToGuests = next.AllowUnauthenticatedIdentities && !current.AllowUnauthenticatedIdentities;
  const changesRoles = !sameValue(current.Roles, next.Roles) || !sameValue(current.RoleMappings, next.RoleMappings);
  if (changesRoles || opensToGuests) return 'access';
  return isProtected(next) || changesOnlyTheTag(current, next) ? undefined : 'tag';
}

function changesOnlyTheTag(current: PoolDocument, next: PoolDocument): boolean {
  const withoutTag = (document: PoolDocument): PoolDocument => {
    const tags = Object.entries(document.IdentityPoolTags).filter(([key]) => key !== protectedTag);
    return { ...document, IdentityPoolTags: Object.fromEntries(tags) };
  };
  return sameValue(withoutTag(current), withoutTag(next));
}
