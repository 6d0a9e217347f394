import type { RoleMapping } from '@lifeguard/shared/aws/role-mapping';

/** What happens when the mapping gives no role: AmbiguousRoleResolution in words. */
export function ambiguousText(mapping: RoleMapping | undefined): string {
  if (mapping === undefined) return '-';
  return mapping.AmbiguousRoleResolution === 'AuthenticatedRole' ? 'Use the authenticated role' : 'Refuse';
}
