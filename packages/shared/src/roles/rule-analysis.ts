import type { PoolProvider } from './provider-keys.ts';
import { alwaysThere, customPrefix, type KnownClaim, providerClaims } from './claims.ts';
import type { MappingRule } from '../aws/role-mapping.ts';

/**
 * What is to be said about one rule. `error`: it never decides, whatever the token says. `warning`: it very likely does
 * something else than meant. `info`: what is easily overlooked.
 */
export interface RuleNote {
  readonly code:
    | 'duplicate'
    | 'covered'
    | 'covered-together'
    | 'covered-unless-list'
    | 'after-everybody'
    | 'never-matches'
    | 'matches-everybody'
    | 'not-equal'
    | 'claim-unavailable'
    | 'claim-spelling'
    | 'claim-unprefixed'
    | 'claim-writable'
    | 'value-spaces'
    | 'contains-in-list';
  readonly severity: 'error' | 'warning' | 'info';
  readonly message: string;
}

/** Why a rule can't decide; `by` are the earlier rules that see to it, counted from 0. */
export interface Cover {
  readonly kind: 'duplicate' | 'covered' | 'covered-together' | 'covered-unless-list';
  readonly by: readonly number[];
}

/**
 * What is to be said about each rule, in the order of the rules. Rules that are not filled in yet count for nothing.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/role-based-access-control.html
 */
export function analyzeRules(rules: readonly MappingRule[], provider: PoolProvider): RuleNote[][] {
  const everybody = rules.findIndex((rule) => isFilledIn(rule) && catchesEverybody(rule, provider));
  return rules.map((rule, index) => {
    if (!isFilledIn(rule)) return [];
    const isAfter = everybody >= 0 && index > everybody;
    return [
      ...(isAfter ? [afterEverybody(everybody)] : orderNotes(rules, index)),
      ...valueNotes(rule, provider),
      ...claimNotes(rule, provider),
    ];
  });
}

/**
 * Why the rule at `index` never decides, undefined where some token lets it. Exact for the conditions of the rules before
 * it: `covered-unless-list` means that only a claim with several values gets there, the other kinds that none does.
 */
export function coverOf(rules: readonly MappingRule[], index: number): Cover | undefined {
  const rule = rules[index];
  if (rule === undefined || !isFilledIn(rule)) return undefined;
  const before = rules
    .slice(0, index)
    .map((earlier, position) => ({ ...earlier, position }))
    .filter((earlier) => earlier.Claim === rule.Claim && isFilledIn(earlier));
  const same = before.find(({ MatchType, Value }) => MatchType === rule.MatchType && Value === rule.Value);
  if (same !== undefined) return { kind: 'duplicate', by: [same.position] };
  const wider = before.find((earlier) => matchesAllOf(earlier, rule));
  if (wider !== undefined) return { kind: 'covered', by: [wider.position] };
  const negatives = before.filter(({ MatchType }) => MatchType === 'NotEqual');
  for (const negative of negatives) {
    const rest = before.find((earlier) => earlier.MatchType !== 'NotEqual' && matchesText(earlier, negative.Value));
    if (rest !== undefined) return { kind: 'covered-together', by: sorted(negative.position, rest.position) };
  }
  const [first, ...others] = negatives;
  if (first === undefined) return undefined;
  if (!matchesText(rule, first.Value)) return { kind: 'covered-unless-list', by: [first.position] };
  const other = others.find(({ Value }) => Value !== first.Value);
  return other && { kind: 'covered-unless-list', by: sorted(first.position, other.position) };
}

function sorted(one: number, other: number): number[] {
  return one < other ? [one, other] : [other, one];
}

function isFilledIn({ Claim, Value }: MappingRule): boolean {
  return Claim !== '' && Value !== '';
}

/** Whether a claim with this one value matches. */
function matchesText({ MatchType, Value }: MappingRule, text: string): boolean {
  switch (MatchType) {
    case 'Equals':
      return text === Value;
    case 'NotEqual':
      return text !== Value;
    case 'StartsWith':
      return text.startsWith(Value);
    case 'Contains':
      return text.includes(Value);
  }
}

/**
 * Whether every claim that `later` matches is matched by `earlier`, be it one value or a list. NotEqual says something of
 * all elements and the others of one, so that neither covers the other.
 */
function matchesAllOf(earlier: MappingRule, later: MappingRule): boolean {
  if (earlier.MatchType === 'NotEqual' || later.MatchType === 'NotEqual') return false;
  switch (later.MatchType) {
    case 'Equals':
      return matchesText(earlier, later.Value);
    case 'StartsWith':
      return earlier.MatchType !== 'Equals' && matchesText(earlier, later.Value);
    case 'Contains':
      return earlier.MatchType === 'Contains' && matchesText(earlier, later.Value);
  }
}

function knownClaim(name: string, provider: PoolProvider): KnownClaim | undefined {
  return providerClaims(provider).claims.find((claim) => claim.name === name);
}

/** Certain only where the provider leaves no other value and no token lacks the claim. */
function catchesEverybody(rule: MappingRule, provider: PoolProvider): boolean {
  const values = knownClaim(rule.Claim, provider)?.values;
  return values !== undefined && alwaysThere.includes(rule.Claim) && values.every((value) => matchesText(rule, value));
}

function ruleNames(positions: readonly number[]): string {
  return `${positions.length === 1 ? 'rule' : 'rules'} ${positions.map((position) => position + 1).join(' and ')}`;
}

function afterEverybody(position: number): RuleNote {
  return {
    code: 'after-everybody',
    severity: 'error',
    message: `Never decides: ${ruleNames([position])} already matches every token of this provider. Move this rule above it or remove it.`,
  };
}

function orderNotes(rules: readonly MappingRule[], index: number): RuleNote[] {
  const cover = coverOf(rules, index);
  const rule = rules[index];
  if (cover === undefined || rule === undefined) return [];
  const names = ruleNames(cover.by);
  const hasOtherRole = cover.by.some((position) => rules[position]?.RoleARN !== rule.RoleARN);
  const remedy = hasOtherRole
    ? ' Move this rule up or remove it; as it is, only an app that asks for its role by CustomRoleArn can get it.'
    : ' It can be removed.';
  switch (cover.kind) {
    case 'duplicate':
      return [{ code: cover.kind, severity: 'error', message: `Never decides: ${names} asks the same.${remedy}` }];
    case 'covered':
      return [
        {
          code: cover.kind,
          severity: 'error',
          message: `Never decides: ${names} comes first and matches everything that this rule matches.${remedy}`,
        },
      ];
    case 'covered-together':
      return [
        {
          code: cover.kind,
          severity: 'error',
          message: `Never decides: ${names} together match everybody who has the claim ${rule.Claim}.${remedy}`,
        },
      ];
    case 'covered-unless-list':
      return [
        {
          code: cover.kind,
          severity: 'warning',
          message: `Never decides where ${rule.Claim} is one value: ${names} ${cover.by.length === 1 ? 'matches' : 'match'} first. Only a list of several values gets here.`,
        },
      ];
  }
}

function valueNotes(rule: MappingRule, provider: PoolProvider): RuleNote[] {
  const notes: RuleNote[] = [];
  const values = knownClaim(rule.Claim, provider)?.values;
  if (values !== undefined && !values.some((value) => matchesText(rule, value))) {
    notes.push({
      code: 'never-matches',
      severity: 'error',
      message: `Never matches: tokens of this provider have no other ${rule.Claim} than ${values.join(' or ')}.`,
    });
  } else if (catchesEverybody(rule, provider)) {
    notes.push({
      code: 'matches-everybody',
      severity: 'warning',
      message: `Matches every token of this provider: ${rule.Claim} is always ${values?.join(' or ')}.`,
    });
  } else if (rule.MatchType === 'NotEqual') {
    notes.push(notEqualNote(rule, provider));
  }
  if (rule.Value !== rule.Value.trim()) {
    notes.push({
      code: 'value-spaces',
      severity: 'warning',
      message: 'The value begins or ends with a space, which is compared like any other character.',
    });
  }
  if (rule.MatchType === 'Contains' && /^cognito:(groups|roles)$/.test(rule.Claim)) {
    notes.push({
      code: 'contains-in-list',
      severity: 'info',
      message: `Each entry of the list is searched: any name with "${rule.Value}" in it matches. Equals takes exactly one.`,
    });
  }
  return notes;
}

function notEqualNote({ Claim, Value }: MappingRule, { kind }: PoolProvider): RuleNote {
  // Rules see the attributes of an assertion, and none of them is always there.
  return kind !== 'saml' && alwaysThere.includes(Claim)
    ? {
        code: 'not-equal',
        severity: 'warning',
        message: `Matches nearly everybody: every token has ${Claim}, and all but ${Value} match. Rules below are for that one value only.`,
      }
    : {
        code: 'not-equal',
        severity: 'info',
        message: `Matches everybody who has the claim ${Claim} with any value but this one. Tokens without the claim are passed over.`,
      };
}

function claimNotes({ Claim }: MappingRule, provider: PoolProvider): RuleNote[] {
  const { claims, isComplete } = providerClaims(provider);
  const known = claims.find((claim) => claim.name === Claim);
  if (known?.isWritable === true || (provider.kind === 'user-pool' && Claim.startsWith(customPrefix))) {
    return [{ code: 'claim-writable', severity: 'warning', message: writableText(Claim, provider) }];
  }
  if (known !== undefined) return [];
  const similar = claims.find((claim) => claim.name.toLowerCase() === Claim.toLowerCase());
  if (similar !== undefined) {
    const message = `Claims are case-sensitive: this provider sends ${similar.name}.`;
    return [{ code: 'claim-spelling', severity: 'warning', message }];
  }
  if (isComplete) {
    const names = claims.map((claim) => claim.name).join(', ');
    const message = `Never matches: tokens of this provider can't be read by AWS, so that rules see only ${names}.`;
    return [{ code: 'claim-unavailable', severity: 'error', message }];
  }
  if (provider.kind === 'user-pool' && isPlainName(Claim)) {
    const message = `User pools put their own attributes into tokens as ${customPrefix}${Claim}. Without the prefix the claim is there only if a Lambda trigger of the user pool adds it.`;
    return [{ code: 'claim-unprefixed', severity: 'warning', message }];
  }
  return [];
}

/** Claims that user pools issue besides the listed ones. */
const technicalClaims: readonly string[] = [
  'auth_time',
  'exp',
  'iat',
  'jti',
  'origin_jti',
  'event_id',
  'nonce',
  'at_hash',
  'identities',
];

function isPlainName(claim: string): boolean {
  return !claim.includes(':') && !technicalClaims.includes(claim);
}

function writableText(claim: string, provider: PoolProvider): string {
  return provider.kind === 'user-pool'
    ? `Users can set ${claim} themselves, and so choose this role, unless the app client may not write the attribute. Groups (cognito:groups) are set by administrators only.`
    : `Users can set ${claim} in their account at the provider, and so choose this role.`;
}
