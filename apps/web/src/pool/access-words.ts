import type { PrincipalTagMap } from '@lifeguard/shared/aws/principal-tags';
import { maxMappingRules, type RoleMapping } from '@lifeguard/shared/aws/role-mapping';

/** Where the role of a provider's users comes from: `Rules: 2 of 25`. */
export function roleChoiceText(mapping: RoleMapping | undefined): string {
  if (mapping === undefined) return 'Default role';
  if (mapping.Type === 'Token') return 'Role from the token';
  return `Rules: ${mapping.RulesConfiguration?.Rules.length ?? 0} of ${maxMappingRules}`;
}

/** Whether claims of a provider's users become tags of their sessions. */
export function attributesText(map: PrincipalTagMap | undefined): string {
  if (map === undefined) return 'Inactive';
  if (map.UseDefaults) return 'Default mappings';
  const count = Object.keys(map.PrincipalTags).length;
  return `Custom mappings: ${count} ${count === 1 ? 'tag' : 'tags'}`;
}
