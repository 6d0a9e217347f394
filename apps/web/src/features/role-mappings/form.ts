import type { PoolChanges } from '@lifeguard/shared/pool/changes';
import type { PoolDocument } from '@lifeguard/shared/aws/pool-document';
import {
  enteredMappingRule,
  mappingRule,
  maxMappingRules,
  maxRoleMappings,
  type MappingRule,
  type RoleMapping,
} from '@lifeguard/shared/aws/role-mapping';
import { ownValue } from '@lifeguard/shared/roles/resolution';
import { withMapping } from '@lifeguard/shared/roles/simulation';
import { z } from 'zod';

/** The same while somebody types: rules may be unfinished, and are kept while another type is chosen. */
export const mappingDraft = z.object({
  /** `Default` is no entry in RoleMappings. */
  Type: z.enum(['Default', 'Rules', 'Token']),
  AmbiguousRoleResolution: z.enum(['AuthenticatedRole', 'Deny']),
  Rules: z.array(
    z.object({ Claim: z.string(), MatchType: mappingRule.shape.MatchType, Value: z.string(), RoleARN: z.string() }),
  ),
});
export type MappingValues = z.infer<typeof mappingDraft>;

export const mappingValues = mappingDraft.superRefine((values, context) => checkRules(values, context, () => true));

/** For the moment in which rules are added or moved: one that nobody has begun to fill in is not wrong yet. */
export const unfinishedMapping = mappingDraft.superRefine((values, context) =>
  checkRules(values, context, (rule) => rule.Claim !== '' || rule.Value !== '' || rule.RoleARN !== ''),
);

function checkRules(
  { Type, Rules }: MappingValues,
  context: z.RefinementCtx,
  isChecked: (rule: MappingRule) => boolean,
): void {
  if (Type !== 'Rules') return;
  const addIssue = (path: PropertyKey[], message: string) => context.addIssue({ code: 'custom', path, message });
  if (Rules.length === 0) addIssue(['Rules'], 'Add at least one rule, or choose the default role.');
  if (Rules.length > maxMappingRules) addIssue(['Rules'], `AWS takes at most ${maxMappingRules} rules for a provider.`);
  Rules.forEach((rule, index) => {
    if (!isChecked(rule)) return;
    for (const issue of enteredMappingRule.safeParse(rule).error?.issues ?? []) {
      addIssue(['Rules', index, ...issue.path], issue.message);
    }
  });
}

/** A new rule asks nothing yet. */
export const emptyRule: MappingRule = { Claim: '', MatchType: 'Equals', Value: '', RoleARN: '' };

export function mappingValuesOf(document: PoolDocument, key: string): MappingValues {
  const mapping = ownValue(document.RoleMappings, key);
  return {
    Type: mapping?.Type ?? 'Default',
    AmbiguousRoleResolution: mapping?.AmbiguousRoleResolution ?? 'Deny',
    Rules: mapping?.RulesConfiguration?.Rules ?? [],
  };
}

/** The mapping that the values stand for; undefined for the default role. */
export function mappingOf({ Type, AmbiguousRoleResolution, Rules }: MappingValues): RoleMapping | undefined {
  switch (Type) {
    case 'Default':
      return undefined;
    case 'Token':
      return { Type, AmbiguousRoleResolution };
    case 'Rules':
      return { Type, AmbiguousRoleResolution, RulesConfiguration: { Rules } };
  }
}

/** All mappings with this one replaced. */
export function mappingChangesOf(document: PoolDocument, key: string, values: MappingValues): PoolChanges {
  return { RoleMappings: withMapping(document.RoleMappings, key, mappingOf(values)) };
}

/** Why this provider can't get a mapping; undefined where it can. */
export function fullReason({ RoleMappings }: PoolDocument, key: string): string | undefined {
  const others = Object.keys(RoleMappings).filter((other) => other !== key);
  return others.length >= maxRoleMappings
    ? `AWS takes mappings for at most ${maxRoleMappings} providers, and ${others.length} others have one. Choose the default role for one of them first.`
    : undefined;
}
