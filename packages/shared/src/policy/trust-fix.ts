import { parsePolicy } from './document.ts';
import { asPattern, matchesPattern } from './pattern.ts';
import { poolTrustProblems } from './trust-problems.ts';
import {
  allStatements,
  changeCondition,
  conditionsOn,
  policyText,
  type RawPolicy,
  type RawStatement,
  withStatements,
} from './raw.ts';
import { identityKeys } from '../aws/regions.ts';
import { poolTrustPolicy, type WantedPoolTrust } from './trust.ts';
import { exempted } from './trust-exempt.ts';
import { admissionChange } from './trust-probes.ts';
import { byPrincipal, narrowed } from './trust-narrow.ts';

/**
 * The trust policy (JSON text) with as little changed as possible so that the wanted users get in: `poolTrustProblems` of it has no errors.
 * Statements about others stay, and whoever the policy names gets in as before. What it let in only because it says nothing about pool or kind
 * of user is kept out afterwards. Text that is not a trust policy is replaced whole. Gives `current` itself where nothing is to be done.
 */
export function fixedTrustPolicy(current: string, wanted: WantedPoolTrust): string {
  if (!parsePolicy(current, 'trust').isValid) return poolTrustPolicy(wanted);
  // Its form was checked the line above; the raw one keeps spelling and order of what stays.
  const policy = JSON.parse(current) as RawPolicy;
  const open = exempted(admitted(narrowed(policy, wanted), wanted), wanted);
  // What is too open shows only where the wanted users get in at all.
  const result = narrowed(open, wanted);
  // Once pools are named, it shows again what says nothing of the kind of user.
  return result === policy ? current : policyText(narrowed(namingPools(result, wanted), wanted));
}

/** With a statement of its own for the wanted users: a condition that nobody can meet stays, and does no harm beside it. */
export function withPoolStatement(current: string, wanted: WantedPoolTrust): string {
  return policyText(namingPools(appended(JSON.parse(current) as RawPolicy, wanted), wanted));
}

/**
 * IAM saves no statement for users of identity pools any more that has no condition on the pool, whomever it is about. Where naming the pool would
 * shut somebody out, the condition is one that every pool meets.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/identity-pools-security-best-practices.html
 */
function namingPools(policy: RawPolicy, wanted: WantedPoolTrust): RawPolicy {
  const { host, aud } = identityKeys(wanted.poolId);
  const unnamed = allStatements(policy).findIndex(
    (statement) =>
      statement.Effect === 'Allow' &&
      byPrincipal(statement, host).length > 0 &&
      conditionsOn(statement, aud).length === 0,
  );
  const [ours, ...others] = byPrincipal(allStatements(policy)[unnamed] ?? { Effect: 'Deny' }, host);
  if (ours === undefined) return policy;
  const withCondition = (operator: string, value: string) => {
    const named = changeCondition(ours, { operator, key: aud }, [value]);
    return withStatements(policy, allStatements(policy).toSpliced(unnamed, 1, named, ...others));
  };
  const own = withCondition('StringEquals', wanted.poolId);
  const { lost } = admissionChange(policyText(policy), policyText(own), wanted);
  return namingPools(lost ? withCondition('StringLike', '*') : own, wanted);
}

/** The first of the smallest changes that lets in whom it should and nobody else. */
function admitted(policy: RawPolicy, wanted: WantedPoolTrust): RawPolicy {
  if (letsIn(policy, wanted)) return policy;
  const candidates = allStatements(policy).flatMap((statement, index) =>
    edits(statement, wanted).map((edited) => withStatements(policy, allStatements(policy).with(index, edited))),
  );
  const found = candidates.find((candidate) => {
    const { gained, lost } = admissionChange(policyText(policy), policyText(candidate), wanted);
    return letsIn(candidate, wanted) && !gained && !lost;
  });
  return found ?? appended(policy, wanted);
}

function appended(policy: RawPolicy, wanted: WantedPoolTrust): RawPolicy {
  return withStatements(policy, [...allStatements(policy), ownStatement(wanted)]);
}

/** Whether nothing but a Deny can keep the wanted users out. */
function letsIn(policy: RawPolicy, wanted: WantedPoolTrust): boolean {
  return poolTrustProblems(policyText(policy), wanted).every(
    ({ code, severity }) => severity === 'warning' || code === 'denied',
  );
}

function ownStatement(wanted: WantedPoolTrust): RawStatement {
  const [statement] = allStatements(JSON.parse(poolTrustPolicy(wanted)) as RawPolicy);
  if (statement === undefined) throw new Error('The trust policy for a pool has no statement.');
  return statement;
}

/** One statement, mended in ways that differ in how much they change: the least first. */
function edits(statement: RawStatement, wanted: WantedPoolTrust): RawStatement[] {
  const { Effect, Principal, Action } = statement;
  if (Effect !== 'Allow' || Action === undefined || !isOnlyHost(Principal, wanted)) return [];
  const acting = { ...statement, Action: withActions(Action, wanted) };
  const other = [withPool(acting, wanted), withKind(acting, wanted)].filter((edited) => edited !== undefined);
  // Where pool or kind is added, the statement must fit by itself: its other conditions were written for others.
  return [acting, ...other.filter((edited) => isFitting(edited, wanted))];
}

function isOnlyHost(principal: RawStatement['Principal'], { poolId }: WantedPoolTrust): boolean {
  if (principal === undefined || typeof principal === 'string') return false;
  const ids = Object.values(principal).flat();
  return ids.length === 1 && [principal['Federated']].flat()[0] === identityKeys(poolId).host;
}

function isFitting(statement: RawStatement, wanted: WantedPoolTrust): boolean {
  return poolTrustProblems(policyText({ Version: '2012-10-17', Statement: statement }), wanted).length === 0;
}

function withActions(action: string | string[], { needsTagSession }: WantedPoolTrust): string | string[] {
  const needed = ['sts:AssumeRoleWithWebIdentity', ...(needsTagSession ? ['sts:TagSession'] : [])];
  const given = [action].flat();
  const missing = needed.filter(
    (name) => !given.some((pattern) => matchesPattern(asPattern(pattern.toLowerCase()), name.toLowerCase())),
  );
  return missing.length === 0 ? action : [...given, ...missing];
}

function withPool(statement: RawStatement, { poolId }: WantedPoolTrust): RawStatement | undefined {
  const [condition, ...others] = conditionsOn(statement, identityKeys(poolId).aud);
  if (condition === undefined || others.length > 0 || !isPositiveText(condition.operator)) return undefined;
  return changeCondition(statement, condition, [...condition.values, poolId]);
}

/** amr has several values, so only a comparison with ForAnyValue fits it. */
function withKind(statement: RawStatement, { poolId, kind }: WantedPoolTrust): RawStatement | undefined {
  const [condition, ...others] = conditionsOn(statement, identityKeys(poolId).amr);
  if (condition === undefined || others.length > 0 || !isPositiveText(condition.operator)) return undefined;
  const values = condition.values.includes(kind) ? condition.values : [...condition.values, kind];
  return changeCondition(statement, condition, values, 'ForAnyValue:StringLike');
}

function isPositiveText(operator: string): boolean {
  return /^((ForAnyValue|ForAllValues):)?String(Equals|Like)$/.test(operator);
}
