import { documentOf, noDocumentReason } from './facts.ts';
import { causeOf, either, type Explainers, listText, no, open, yes } from './cause.ts';
import { simulationOf } from './roles.ts';
import { ownValue, type ResolutionStep } from '../roles/resolution.ts';

type RuleStep = Extract<ResolutionStep, { step: 'rule' }>;

/** Messages about role mappings: https://docs.aws.amazon.com/cognito/latest/developerguide/role-based-access-control.html */
export const mappingExplainers: Explainers = {
  'ambiguous-roles'(facts, { values: { key = '' } }) {
    const document = documentOf(facts);
    const mapping = document === undefined ? undefined : ownValue(document.RoleMappings, key);
    const trace = document === undefined ? [] : (simulationOf(facts, document)?.result.resolution.trace ?? []);
    const rules = trace.filter((step): step is RuleStep => step.step === 'rule');
    const token = trace.find((step) => step.step === 'token');
    const missing =
      document === undefined
        ? noDocumentReason(facts)
        : mapping === undefined
          ? `The pool has no role mapping for ${key} now: it was removed since, or the app uses another pool.`
          : undefined;
    const page = { page: 'role-mappings', key } as const;
    const isDeny = mapping?.AmbiguousRoleResolution !== 'AuthenticatedRole';
    const denial = isDeny ? '' : ' The mapping falls back to the authenticated role now: it was changed since.';
    return [
      causeOf(
        {
          id: 'no-rule-matches',
          title: 'No rule matches the claims of the token',
          fix: 'Add a rule for these users, correct the claim or the value of one, or let the mapping fall back to the authenticated role (AmbiguousRoleResolution).',
          ...page,
        },
        missing !== undefined
          ? open(missing)
          : mapping?.Type !== 'Rules'
            ? no('The mapping has no rules: the token names the role.')
            : rules.length > 0
              ? either(
                  !rules.some(({ result }) => result === 'matched'),
                  `${rules.map(ruleText).join(' ')}${denial}`,
                  'A rule matches these claims now.',
                )
              : yes(
                  `None of the ${mapping.RulesConfiguration?.Rules.length ?? 0} rules matched. With the token it can be said why.${denial}`,
                ),
      ),
      causeOf(
        {
          id: 'several-roles-none-preferred',
          title: 'The token has several roles and prefers none',
          fix: 'Give the groups of the user different precedence numbers in the user pool, or let the app name one of the roles (CustomRoleArn).',
          ...page,
        },
        missing !== undefined
          ? open(missing)
          : mapping?.Type !== 'Token'
            ? no('The mapping goes by rules.')
            : token === undefined
              ? open('The token is not known here: paste it, and its roles are looked at.')
              : either(
                  token.roles.length > 1,
                  `cognito:roles has ${listText(token.roles)}, and there is no cognito:preferred_role.`,
                  `cognito:roles has ${listText(token.roles, 'nothing')}.`,
                ),
      ),
      causeOf(
        {
          id: 'no-role-in-token',
          title: 'The token names no role',
          fix: 'Put the user into a group of the user pool that has a role, or let the mapping fall back to the authenticated role (AmbiguousRoleResolution).',
          ...page,
        },
        missing !== undefined
          ? open(missing)
          : mapping?.Type !== 'Token'
            ? no('The mapping goes by rules.')
            : token === undefined
              ? open('The token is not known here. Most often the user is in no group that has a role.')
              : either(
                  token.roles.length === 0 && token.preferredRole === undefined,
                  'The token has neither cognito:preferred_role nor cognito:roles: the user is in no group that has a role.',
                  `cognito:roles has ${listText(token.roles, 'nothing')}.`,
                ),
      ),
    ];
  },

  'role-not-choosable'(facts, { values: { role = '' } }) {
    const document = documentOf(facts);
    const result = document === undefined ? undefined : simulationOf(facts, document)?.result;
    const isRefused =
      result?.resolution.outcome === 'refused' && result.resolution.refusal === 'custom-role-not-allowed';
    const rules = (result?.resolution.trace ?? []).filter((step): step is RuleStep => step.step === 'rule');
    const token = result?.resolution.trace.find((step) => step.step === 'token');
    const choices = token === undefined ? '' : ` cognito:roles has ${listText(token.roles, 'nothing')}.`;
    return [
      causeOf(
        {
          id: 'custom-role-not-offered',
          title: 'Neither the token nor a matching rule offers this role',
          fix: 'Let the app leave CustomRoleArn out, or offer the role: by a rule that matches these users, or by a group of the user pool.',
          page: 'role-mappings',
        },
        result === undefined
          ? yes(`AWS says so of ${role}. With the token it can be said which roles are offered.`)
          : either(
              isRefused,
              rules.length === 0 && token === undefined
                ? `The provider has no role mapping, so there is nothing to choose: the app asked for ${role}.`
                : `The app asked for ${role}.${choices} ${rules.map(ruleText).join(' ')}`.trim(),
              'The settings offer this role now.',
            ),
      ),
    ];
  },
};

function ruleText({ index, rule, result, values }: RuleStep): string {
  const name = `Rule ${index + 1} (${rule.Claim} ${rule.MatchType} ${rule.Value})`;
  switch (result) {
    case 'matched':
      return `${name} matches.`;
    case 'matched-other-role':
      return `${name} matches, and gives another role.`;
    case 'claim-missing':
      return `${name}: the token has no ${rule.Claim}.`;
    case 'claim-not-comparable':
      return `${name}: ${rule.Claim} is an object, which no rule can compare.`;
    case 'not-matched':
      return `${name}: ${rule.Claim} is ${listText(values, 'empty')}.`;
    case 'not-reached':
      return `${name} was not reached.`;
  }
}
