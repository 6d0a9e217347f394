import { maxMappingRules, type RoleMapping } from '@lifeguard/shared/aws/role-mapping';

/** Where the role comes from. */
export function mappingText(mapping: RoleMapping | undefined): string {
  if (mapping === undefined) return 'Default role';
  if (mapping.Type === 'Token') return 'Named by the token';
  return `Chosen by rules (${mapping.RulesConfiguration?.Rules.length ?? 0} of ${maxMappingRules})`;
}

/** What happens when the mapping gives no role: AmbiguousRoleResolution in words. */
export function ambiguousText(mapping: RoleMapping | undefined): string {
  if (mapping === undefined) return '-';
  return mapping.AmbiguousRoleResolution === 'AuthenticatedRole' ? 'Use the authenticated role' : 'Refuse';
}
