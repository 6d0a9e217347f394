import type { PrincipalTagMap } from '../aws/principal-tags.ts';
import type { UserPoolProvider } from '../aws/providers.ts';
import type { RoleMapping } from '../aws/role-mapping.ts';

/** One row of a value that is a list, in words: what two versions of a list are compared by. */
export interface ValueRow {
  /** What the row is. Rows of one kind are compared with each other, never with those of another. */
  readonly kind: string;
  readonly text: string;
  /** Its place among the rows of its kind, counted from 1, where the order means something to AWS. */
  readonly position?: number;
}

/** The user pools of a pool: each of their clients, by user pool. */
export function userPoolRows(items: readonly UserPoolProvider[]): ValueRow[] {
  return items.map(({ ProviderName, ClientId, ServerSideTokenCheck }) => ({
    kind: ProviderName,
    text: `client ${ClientId}${ServerSideTokenCheck ? ', server-side token check' : ''}`,
  }));
}

export function arnRows(arns: readonly string[]): ValueRow[] {
  return arns.map((text) => ({ kind: 'Provider', text }));
}

/** Of a list whose order AWS keeps. */
export function orderedArnRows(arns: readonly string[]): ValueRow[] {
  return arns.map((text, index) => ({ kind: 'Provider', text, position: index + 1 }));
}

/** The rules in their order, of which the first match wins, and what happens without one. */
export function mappingRows(mapping: RoleMapping): ValueRow[] {
  const otherwise = noMatchWords(mapping);
  if (mapping.Type === 'Token') {
    return [
      { kind: 'Role', text: 'Role from the token' },
      { kind: 'If ambiguous', text: otherwise },
    ];
  }
  const rules = mapping.RulesConfiguration?.Rules ?? [];
  return [
    ...rules.map(({ Claim, MatchType, Value, RoleARN }, index) => ({
      kind: 'Rule',
      text: `${Claim} ${MatchType} ${Value}: ${RoleARN}`,
      position: index + 1,
    })),
    { kind: 'If no rule matches', text: otherwise },
  ];
}

/** What AWS does where the mapping chooses no role. */
export function noMatchWords({ AmbiguousRoleResolution }: RoleMapping): string {
  return AmbiguousRoleResolution === 'Deny' ? 'deny' : 'use the authenticated role';
}

/** The claims of an attribute map by the tags that they become. */
export function tagMapRows({ UseDefaults, PrincipalTags }: PrincipalTagMap): ValueRow[] {
  if (UseDefaults) return [{ kind: 'Mappings', text: 'Default mappings' }];
  return Object.entries(PrincipalTags).map(([tag, claim]) => ({ kind: `Tag ${tag}`, text: `from ${claim}` }));
}
