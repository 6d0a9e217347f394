import type { PolicyCondition } from './document.ts';
import {
  asPattern,
  expandVariables,
  matchesArn,
  matchesPattern,
  type Pattern,
  patternText,
  type PolicyScope,
} from './pattern.ts';

/**
 * `not-comparable`: a value isn't of the operator's type (a number, a date, …), or the request has several values where
 * the operator has no ForAnyValue or ForAllValues to say which of them count. Like what is unknown, it can't be judged.
 */
export type ConditionOutcome = 'met' | 'not-met' | 'unknown-operator' | 'unknown-key' | 'not-comparable';

/**
 * Whether a request meets one condition: any of the values will do, for negated operators none may match. Never throws.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html
 */
export function evaluateCondition(condition: PolicyCondition, scope: PolicyScope): ConditionOutcome {
  const operator = readOperator(condition.operator);
  if (operator === undefined) return 'unknown-operator';
  const key = condition.key.toLowerCase();
  if (!scope.context.isKnown(key)) return 'unknown-key';
  const given = scope.context.values.get(key) ?? [];
  if (operator === 'Null') return isNull(condition.values, given.length === 0);
  const { set, isIfExists, isNegated } = operator;
  if (given.length === 0) return met(isIfExists || set === 'ForAllValues' || (set === undefined && isNegated));
  if (set === undefined && given.length > 1) return 'not-comparable';
  const patterns = readValues(condition.values, operator, scope);
  if (patterns === undefined) return 'unknown-key';
  const results = given.map((value) => patterns.map((pattern) => operator.matches(value, pattern)));
  if (results.flat().includes(undefined)) return 'not-comparable';
  const isHit = (matches: readonly unknown[]) => matches.includes(true) !== isNegated;
  return met(set === 'ForAnyValue' ? results.some(isHit) : results.every(isHit));
}

/** undefined: the two can't be compared. */
type Matcher = (given: string, pattern: Pattern) => boolean | undefined;

interface Comparison {
  readonly matches: Matcher;
  readonly isNegated: boolean;
  readonly hasVariables: boolean;
}

interface Operator extends Comparison {
  readonly set: 'ForAnyValue' | 'ForAllValues' | undefined;
  readonly isIfExists: boolean;
}

const number = typed(readNumber);
const date = typed(readDate);

const comparisons: ReadonlyMap<string, Comparison> = new Map([
  ...pair('StringEquals', 'StringNotEquals', isEqual, true),
  ...pair('StringEqualsIgnoreCase', 'StringNotEqualsIgnoreCase', isEqualIgnoringCase, true),
  ...pair('StringLike', 'StringNotLike', (given, pattern) => matchesPattern(pattern, given), true),
  ...pair('ArnEquals', 'ArnNotEquals', (given, pattern) => matchesArn(pattern, given), true),
  ...pair('ArnLike', 'ArnNotLike', (given, pattern) => matchesArn(pattern, given), true),
  ...pair(
    'NumericEquals',
    'NumericNotEquals',
    number((given, wanted) => given === wanted),
  ),
  ...pair(
    'DateEquals',
    'DateNotEquals',
    date((given, wanted) => given === wanted),
  ),
  ...ordered('Numeric', number),
  ...ordered('Date', date),
  positive(
    'Bool',
    typed(readBoolean)((given, wanted) => given === wanted),
  ),
]);

function readOperator(text: string): Operator | 'Null' | undefined {
  if (text === 'Null') return text;
  const [, prefix, name = '', suffix] = /^(?:(\w+):)?(\w+?)(IfExists)?$/.exec(text) ?? [];
  const comparison = comparisons.get(name);
  if (comparison === undefined) return undefined;
  if (prefix !== undefined && prefix !== 'ForAnyValue' && prefix !== 'ForAllValues') return undefined;
  return { ...comparison, set: prefix, isIfExists: suffix !== undefined };
}

function readValues(values: readonly string[], operator: Operator, scope: PolicyScope): Pattern[] | undefined {
  if (!operator.hasVariables) return values.map(asPattern);
  const expansions = values.map((value) => expandVariables(value, scope));
  if (expansions.some((expansion) => expansion.outcome === 'unknown-key')) return undefined;
  return expansions.flatMap((expansion) => (expansion.outcome === 'pattern' ? [expansion.pattern] : []));
}

function isNull(values: readonly string[], isAbsent: boolean): ConditionOutcome {
  const wanted = values.map(readBoolean);
  return wanted.includes(undefined) ? 'not-comparable' : met(wanted.includes(isAbsent));
}

function met(isMet: boolean): ConditionOutcome {
  return isMet ? 'met' : 'not-met';
}

function positive(name: string, matches: Matcher, hasVariables = false): [string, Comparison] {
  return [name, { matches, isNegated: false, hasVariables }];
}

function pair(name: string, negated: string, matches: Matcher, hasVariables = false): Array<[string, Comparison]> {
  return [positive(name, matches, hasVariables), [negated, { matches, isNegated: true, hasVariables }]];
}

function ordered(type: string, matcher: typeof number): Array<[string, Comparison]> {
  return [
    positive(
      `${type}LessThan`,
      matcher((given, wanted) => given < wanted),
    ),
    positive(
      `${type}LessThanEquals`,
      matcher((given, wanted) => given <= wanted),
    ),
    positive(
      `${type}GreaterThan`,
      matcher((given, wanted) => given > wanted),
    ),
    positive(
      `${type}GreaterThanEquals`,
      matcher((given, wanted) => given >= wanted),
    ),
  ];
}

function typed<T>(read: (text: string) => T | undefined) {
  return (compare: (given: T, wanted: T) => boolean): Matcher =>
    (text, pattern) => {
      const given = read(text);
      const wanted = read(patternText(pattern));
      return given === undefined || wanted === undefined ? undefined : compare(given, wanted);
    };
}

function isEqual(given: string, pattern: Pattern): boolean {
  return given === patternText(pattern);
}

function isEqualIgnoringCase(given: string, pattern: Pattern): boolean {
  return given.toLowerCase() === patternText(pattern).toLowerCase();
}

function readBoolean(text: string): boolean | undefined {
  if (text.toLowerCase() === 'true') return true;
  return text.toLowerCase() === 'false' ? false : undefined;
}

function readNumber(text: string): number | undefined {
  return /^[+-]?\d+(?:\.\d+)?$/.test(text) ? Number(text) : undefined;
}

/** ISO 8601, or seconds since 1970; in milliseconds. */
function readDate(text: string): number | undefined {
  if (/^\d+$/.test(text)) return Number(text) * 1000;
  if (!/^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d))?$/.test(text)) return undefined;
  const milliseconds = Date.parse(text);
  return Number.isNaN(milliseconds) ? undefined : milliseconds;
}
