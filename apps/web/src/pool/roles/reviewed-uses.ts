import type { PoolDocument } from '@lifeguard/shared/aws/pool-document';
import { own, sameValue } from '@lifeguard/shared/pool/canonical';
import { type NewRoleUse, newRoleUses, roleUses } from '@lifeguard/shared/roles/uses';

/** The uses of roles that a review is about: those that the change brings, and those of mappings that it touches, as their form warns of them too. */
export function reviewedRoleUses(before: PoolDocument, after: PoolDocument): NewRoleUse[] {
  const touched = Object.entries(after.RoleMappings)
    .filter(([key, mapping]) => !sameValue(mapping, own(before.RoleMappings, key)))
    .flatMap(([, mapping]) => mapping.RulesConfiguration?.Rules.map(({ RoleARN }) => RoleARN) ?? []);
  const added = newRoleUses(before, after);
  const others = roleUses(after).filter(
    ({ arn, wanted }) =>
      wanted.kind === 'authenticated' &&
      touched.includes(arn) &&
      !added.some((use) => use.arn === arn && use.wanted.kind === 'authenticated'),
  );
  return [...added, ...others.map((use) => ({ ...use, before: undefined }))];
}
