import type { PrincipalTagMap } from '@lifeguard/shared/aws/principal-tags';
import { listProviders } from '@lifeguard/shared/aws/providers';
import type { RoleMapping } from '@lifeguard/shared/aws/role-mapping';
import type { PoolSettings } from './settings.ts';

/** Kinds of the configured providers, each once: `User pool`, `Google`. */
export function providerLabels(settings: PoolSettings): string[] {
  return [...new Set(listProviders(settings).map((provider) => provider.label))];
}

/** How the role is chosen for users of one provider. */
export function roleMappingText(mapping: RoleMapping | undefined): string {
  if (mapping === undefined) return 'Default role';
  const otherwise = mapping.AmbiguousRoleResolution === 'Deny' ? 'no credentials' : 'the authenticated role';
  if (mapping.Type === 'Token') return `Role from the token; if it is ambiguous, ${otherwise}`;
  const count = mapping.RulesConfiguration?.Rules.length ?? 0;
  return `${count} ${count === 1 ? 'rule' : 'rules'}; if none matches, ${otherwise}`;
}

/** Which tags claims of the users of one provider become. */
export function attributesText(map: PrincipalTagMap | undefined): string {
  if (map === undefined) return 'Inactive';
  if (map.UseDefaults) return 'Default mappings';
  const tags = Object.keys(map.PrincipalTags);
  return `${tags.length} ${tags.length === 1 ? 'tag' : 'tags'}: ${tags.join(', ')}`;
}
