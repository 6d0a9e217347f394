import type { PoolDocument } from '@lifeguard/shared/aws/pool-document';
import { own, sameValue } from '@lifeguard/shared/pool/canonical';
import { type NewRoleUse, newRoleUses, type RoleUse, roleUses } from '@lifeguard/shared/roles/uses';

/** The uses of roles that a review is about: those that the change brings, and those of what it touches, as their forms warn of them too. */
export function reviewedRoleUses(before: PoolDocument, after: PoolDocument): NewRoleUse[] {
  const added = newRoleUses(before, after);
  const touched = roleUses(touchedPart(before, after));
  const isSame = (left: RoleUse, right: RoleUse) => left.arn === right.arn && left.wanted.kind === right.wanted.kind;
  const others = roleUses(after).filter(
    (use) => touched.some((other) => isSame(other, use)) && !added.some((other) => isSame(other, use)),
  );
  return [...added, ...others.map((use) => ({ ...use, before: undefined }))];
}

/** The pool with nothing but the default roles and the mappings that change, as a form has all of one of these. */
function touchedPart(before: PoolDocument, after: PoolDocument): PoolDocument {
  const mappings = Object.entries(after.RoleMappings);
  return {
    ...after,
    Roles: sameValue(before.Roles, after.Roles) ? {} : after.Roles,
    RoleMappings: Object.fromEntries(
      mappings.filter(([key, mapping]) => !sameValue(mapping, own(before.RoleMappings, key))),
    ),
  };
}
