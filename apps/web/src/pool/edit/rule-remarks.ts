import type { MappingRule } from '@lifeguard/shared/aws/role-mapping';
import type { PoolDocument } from '@lifeguard/shared/aws/pool-document';
import { own, sameValue } from '@lifeguard/shared/pool/canonical';
import { type PoolProvider, poolProviders } from '@lifeguard/shared/roles/provider-keys';
import { analyzeRules, type RuleNote } from '@lifeguard/shared/roles/rule-analysis';

/** What the analysis says about the rules of one mapping; the same thing about several rules is said once. */
export interface MappingRemarks {
  /** The key of the mapping. */
  readonly key: string;
  readonly remarks: readonly { readonly severity: RuleNote['severity']; readonly text: string }[];
}

/** What the form of a role mapping says beside its rules, of each mapping that a change touches; hints only where they are new. */
export function ruleRemarks(before: PoolDocument, after: PoolDocument): MappingRemarks[] {
  return poolProviders(after).flatMap((provider) => {
    const { key } = provider;
    const mapping = after.RoleMappings[key];
    if (mapping?.Type !== 'Rules' || sameValue(mapping, own(before.RoleMappings, key))) return [];
    const earlier = before.RoleMappings[key];
    const isKnown = saidBefore(earlier?.RulesConfiguration?.Rules ?? [], provider);
    const said = new Map<string, { severity: RuleNote['severity']; rules: number[] }>();
    for (const [index, notes] of analyzeRules(mapping.RulesConfiguration?.Rules ?? [], provider).entries()) {
      for (const { message, severity } of notes) {
        const rule = mapping.RulesConfiguration?.Rules[index];
        if (severity === 'info' && isKnown(rule, message)) continue;
        const rules = said.get(message)?.rules ?? [];
        said.set(message, { severity, rules: [...rules, index + 1] });
      }
    }
    const remarks = [...said].map(([message, { severity, rules }]) => ({
      severity,
      text: `${rules.length === 1 ? 'Rule' : 'Rules'} ${listed.format(rules.map(String))}: ${message}`,
    }));
    return remarks.length === 0 ? [] : [{ key, remarks }];
  });
}

/** Whether the same was said of the same rule before the change. */
function saidBefore(rules: readonly MappingRule[], provider: PoolProvider) {
  const notes = analyzeRules(rules, provider);
  return (rule: MappingRule | undefined, message: string) =>
    rules.some((other, at) => sameValue(other, rule) && notes[at]?.some((note) => note.message === message) === true);
}

const listed = new Intl.ListFormat('en', { type: 'conjunction' });
