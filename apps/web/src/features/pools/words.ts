import type { PrincipalTagMap } from '@lifeguard/shared/aws/principal-tags';
import { listProviders } from '@lifeguard/shared/aws/providers';
import type { RoleMapping } from '@lifeguard/shared/aws/role-mapping';
import { attributesText, roleChoiceText } from '#pool/access-words.ts';
import type { PoolSettings } from './settings.ts';

/** Kinds of the configured providers, each once: `User pool`, `Google`. */
export function providerLabels(settings: PoolSettings): string[] {
  return [...new Set(listProviders(settings).map((provider) => provider.label))];
}

/** How the role is chosen for users of one provider, and what happens where that gives none. */
export function roleMappingText(mapping: RoleMapping | undefined): string {
  if (mapping === undefined) return roleChoiceText(mapping);
  const otherwise = mapping.AmbiguousRoleResolution === 'Deny' ? 'no credentials' : 'the authenticated role';
  return `${roleChoiceText(mapping)}; ${mapping.Type === 'Token' ? 'if it is ambiguous' : 'if none matches'}, ${otherwise}`;
}

/** Which tags claims of the users of one provider become. */
export function attributeTagsText(map: PrincipalTagMap | undefined): string {
  const text = attributesText(map);
  return map === undefined || map.UseDefaults ? text : `${text} (${Object.keys(map.PrincipalTags).join(', ')})`;
}
