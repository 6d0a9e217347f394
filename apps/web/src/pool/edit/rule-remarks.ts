import type { PoolDocument } from '@lifeguard/shared/aws/pool-document';
import { own, sameValue } from '@lifeguard/shared/pool/canonical';
import { poolProviders } from '@lifeguard/shared/roles/provider-keys';
import { analyzeRules, type RuleNote } from '@lifeguard/shared/roles/rule-analysis';

/** What the analysis says about the rules of one mapping; the same thing about several rules is said once. */
export interface MappingRemarks {
  /** The key of the mapping. */
  readonly key: string;
  readonly remarks: readonly { readonly severity: RuleNote['severity']; readonly text: string }[];
}

/** What the form of a role mapping says beside its rules, of each mapping that a change touches. */
export function ruleRemarks(before: PoolDocument, after: PoolDocument): MappingRemarks[] {
  return poolProviders(after).flatMap((provider) => {
    const { key } = provider;
    const mapping = after.RoleMappings[key];
    if (mapping?.Type !== 'Rules' || sameValue(mapping, own(before.RoleMappings, key))) return [];
    const said = new Map<string, { severity: RuleNote['severity']; rules: number[] }>();
    for (const [index, notes] of analyzeRules(mapping.RulesConfiguration?.Rules ?? [], provider).entries()) {
      for (const { message, severity } of notes) {
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

const listed = new Intl.ListFormat('en', { type: 'conjunction' });
