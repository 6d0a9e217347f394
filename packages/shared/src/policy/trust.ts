import { type ConditionOutcome, evaluateCondition } from './conditions.ts';
import {
  parsePolicy,
  type Policy,
  type PolicyCondition,
  type PolicyPrincipals,
  type PolicyStatement,
} from './document.ts';
import { identityKeys } from '../aws/regions.ts';
import { asPattern, expandVariables, matchesPattern, type PolicyScope, type RequestContext } from './pattern.ts';

export interface PolicyRequest {
  /** `sts:AssumeRoleWithWebIdentity` */
  readonly action: string;
  /** ARN; absent for actions without resources, which only `*` covers. */
  readonly resource?: string | undefined;
  /** All spellings that name the caller: ARN of role and session, account id, host of the identity provider. */
  readonly principal?: { readonly type: 'AWS' | 'Federated' | 'Service'; readonly ids: readonly string[] } | undefined;
  readonly context: RequestContext;
}

/** A condition that was not met or could not be judged. */
export interface ConditionTrace extends PolicyCondition {
  readonly outcome: Exclude<ConditionOutcome, 'met'>;
}

/** What became of one statement; `policy` and `index` count from 0. */
export type StatementTrace = {
  readonly policy: number;
  readonly index: number;
  readonly sid: string | undefined;
  readonly effect: 'Allow' | 'Deny';
} & Judgement;

export interface PolicyDecision {
  readonly decision: 'allow' | 'explicit-deny' | 'implicit-deny';
  readonly statements: readonly StatementTrace[];
}

/**
 * What policies say about a request: a Deny that applies beats every Allow, and without an Allow the answer is no. A
 * condition that can't be judged refuses: an Allow with one doesn't apply, a Deny does. Never throws.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export function evaluatePolicies(policies: readonly Policy[], request: PolicyRequest): PolicyDecision {
  const statements = policies.flatMap((policy, policyIndex) => {
    const scope = { context: request.context, hasVariables: policy.Version === '2012-10-17' };
    return policy.Statement.map(
      (statement, index): StatementTrace => ({
        policy: policyIndex,
        index,
        sid: statement.Sid,
        effect: statement.Effect,
        ...judgeStatement(statement, request, scope),
      }),
    );
  });
  const isApplied = (effect: 'Allow' | 'Deny') => statements.some((trace) => trace.applies && trace.effect === effect);
  if (isApplied('Deny')) return { decision: 'explicit-deny', statements };
  return { decision: isApplied('Allow') ? 'allow' : 'implicit-deny', statements };
}

/** A user of one identity pool, as the pool's token names them to STS. */
export interface PoolUser {
  readonly poolId: string;
  /** `['unauthenticated']`, or `authenticated` and the providers. */
  readonly amr: readonly string[];
  readonly identityId?: string | undefined;
  readonly principalTags?: Readonly<Record<string, string>> | undefined;
  /** Other condition keys of the request, in lower case, where they are known: its time for example. */
  readonly conditions?: ReadonlyMap<string, readonly string[]> | undefined;
}

export type PoolTrustAction = 'sts:AssumeRoleWithWebIdentity' | 'sts:TagSession';

/** `statements` are those of the action that was refused, or of `sts:AssumeRoleWithWebIdentity` if none was. */
export interface PoolTrustDecision extends PolicyDecision {
  readonly refusedAction?: PoolTrustAction;
  /** Why the text is not a trust policy; the decision then is `implicit-deny`. */
  readonly invalid?: string;
}

/**
 * Whether the trust policy of a role (JSON text) lets STS give the role to a user of a pool. A session with tags also
 * needs `sts:TagSession`. Never throws.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/role-trust-and-permissions.html
 */
export function evaluatePoolTrust(trustPolicy: string, user: PoolUser): PoolTrustDecision {
  const parsed = parsePolicy(trustPolicy, 'trust');
  if (!parsed.isValid) {
    return {
      decision: 'implicit-deny',
      statements: [],
      refusedAction: 'sts:AssumeRoleWithWebIdentity',
      invalid: parsed.message,
    };
  }
  const hasTags = Object.keys(user.principalTags ?? {}).length > 0;
  const assume = evaluatePolicies([parsed.policy], poolTrustRequest('sts:AssumeRoleWithWebIdentity', user));
  if (assume.decision !== 'allow') return { ...assume, refusedAction: 'sts:AssumeRoleWithWebIdentity' };
  if (!hasTags) return assume;
  const tag = evaluatePolicies([parsed.policy], poolTrustRequest('sts:TagSession', user));
  return tag.decision === 'allow' ? assume : { ...tag, refusedAction: 'sts:TagSession' };
}

/** Whom a role is meant for. */
export interface WantedPoolTrust {
  readonly poolId: string;
  readonly kind: 'authenticated' | 'unauthenticated';
  /** The pool maps claims to principal tags, so that sessions carry tags. */
  readonly needsTagSession: boolean;
  /** `amr` of a user of each provider whose users get the role; absent where the providers are not known. */
  readonly signIns?: readonly (readonly string[])[] | undefined;
}

/** Whom a role is meant for in a pool that is still to be created, in this region: AWS gives a pool its id only then. */
export interface NewPoolTrust extends Omit<WantedPoolTrust, 'poolId'> {
  readonly region: string;
}

/** A trust policy (indented JSON) that lets in exactly the users that are wanted. */
export function poolTrustPolicy(wanted: WantedPoolTrust): string {
  const assume: PoolTrustAction = 'sts:AssumeRoleWithWebIdentity';
  const { host, aud, amr } = identityKeys(wanted.poolId);
  const policy = {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { Federated: host },
        Action: wanted.needsTagSession ? [assume, 'sts:TagSession'] : assume,
        Condition: {
          StringEquals: { [aud]: wanted.poolId },
          'ForAnyValue:StringLike': { [amr]: wanted.kind },
        },
      },
    ],
  };
  return JSON.stringify(policy, null, 2);
}

/** What STS asks the trust policy of a role when a user of a pool comes with the pool's token. */
export function poolTrustRequest(action: PoolTrustAction, user: PoolUser): PolicyRequest {
  const { host, aud, amr, sub } = identityKeys(user.poolId);
  const tags = Object.entries(user.principalTags ?? {});
  const values = new Map<string, readonly string[]>([
    ...(user.conditions ?? []),
    [aud, [user.poolId]],
    [amr, [...user.amr]],
    [sub, user.identityId === undefined ? [] : [user.identityId]],
    ['aws:tagkeys', tags.map(([key]) => key)],
  ]);
  // Whoever knows the request knows all of the role's tags, and that who brings a token has none of a principal.
  const prefixes = [
    'aws:requesttag/',
    ...(user.conditions === undefined ? [] : ['aws:resourcetag/', 'aws:principaltag/']),
  ];
  const isKnown = (key: string) => values.has(key) || prefixes.some((prefix) => key.startsWith(prefix));
  for (const [key, value] of tags) {
    const name = `aws:requesttag/${key.toLowerCase()}`;
    values.set(name, [...(values.get(name) ?? []), value]);
  }
  return { action, principal: { type: 'Federated', ids: [host] }, context: { values, isKnown } };
}

type Judgement =
  /** `unjudged`: only of a Deny. */
  | { readonly applies: true; readonly unjudged: readonly ConditionTrace[] }
  | { readonly applies: false; readonly reason: 'principal' | 'action' | 'resource' }
  | { readonly applies: false; readonly reason: 'condition'; readonly conditions: readonly ConditionTrace[] };

function judgeStatement(statement: PolicyStatement, request: PolicyRequest, scope: PolicyScope): Judgement {
  if (!coversPrincipal(statement, request)) return { applies: false, reason: 'principal' };
  if (!coversAction(statement, request)) return { applies: false, reason: 'action' };
  const isDeny = statement.Effect === 'Deny';
  if (!(coversResource(statement, request, scope) ?? isDeny)) return { applies: false, reason: 'resource' };
  const conditions = statement.Condition.flatMap((condition): ConditionTrace[] => {
    const outcome = evaluateCondition(condition, scope);
    return outcome === 'met' ? [] : [{ ...condition, outcome }];
  });
  const isRefused = isDeny ? conditions.some(({ outcome }) => outcome === 'not-met') : conditions.length > 0;
  return isRefused ? { applies: false, reason: 'condition', conditions } : { applies: true, unjudged: conditions };
}

function coversPrincipal(statement: PolicyStatement, request: PolicyRequest): boolean {
  if (statement.Principal !== undefined) return namesPrincipal(statement.Principal, request);
  return statement.NotPrincipal === undefined || !namesPrincipal(statement.NotPrincipal, request);
}

/** Ids are compared as they are; only `*` for all AWS principals is a wildcard. */
function namesPrincipal(principals: PolicyPrincipals, { principal }: PolicyRequest): boolean {
  if (principals === '*') return true;
  if (principal === undefined) return false;
  const named = principals[principal.type] ?? [];
  if (principal.type === 'AWS' && named.includes('*')) return true;
  const ids = new Set(principal.ids.map(accountOfRoot));
  return named.some((id) => ids.has(accountOfRoot(id)));
}

/** `123456789012` and `arn:aws:iam::123456789012:root` are the same principal. */
function accountOfRoot(id: string): string {
  return /^arn:aws[\w-]*:iam::(\d{12}):root$/.exec(id)?.[1] ?? id;
}

function coversAction(statement: PolicyStatement, request: PolicyRequest): boolean {
  const action = request.action.toLowerCase();
  const isNamed = (actions: readonly string[]) =>
    actions.some((pattern) => matchesPattern(asPattern(pattern.toLowerCase()), action));
  if (statement.Action !== undefined) return isNamed(statement.Action);
  return statement.NotAction !== undefined && !isNamed(statement.NotAction);
}

/** undefined: it depends on a variable that nobody knows. */
function coversResource(statement: PolicyStatement, request: PolicyRequest, scope: PolicyScope): boolean | undefined {
  const resources = statement.Resource ?? statement.NotResource;
  if (resources === undefined) return true;
  const expansions = resources.map((resource) => expandVariables(resource, scope));
  const isNamed = expansions.some(
    (expansion) => expansion.outcome === 'pattern' && matchesPattern(expansion.pattern, request.resource ?? '*'),
  );
  if (!isNamed && expansions.some((expansion) => expansion.outcome === 'unknown-key')) return undefined;
  return isNamed === (statement.Resource !== undefined);
}
