import { parsePolicy } from './document.ts';
import { identityKeys } from '../aws/regions.ts';
import { type ConditionTrace, evaluatePoolTrust, type PoolTrustDecision, type PoolUser } from './trust.ts';

/** Which part of a trust policy keeps a user out. */
export type TrustRefusalPart =
  | 'policy'
  | 'principal'
  | 'action'
  | 'tag-session'
  | 'aud'
  | 'amr'
  | 'sub'
  | 'other-condition'
  | 'deny';

export interface TrustRefusal {
  readonly part: TrustRefusalPart;
  /** false: only AWS knows what the condition comes to. */
  readonly isCertain: boolean;
  /** What the policy says, and what the user has: a sentence. */
  readonly evidence: string;
}

/**
 * Why a trust policy (JSON text) refuses one user of a pool; empty where it lets the user in. Told by the statement that
 * comes closest. Unlike `poolTrustProblems`, which is about everybody a role is meant for, this is about one user whose
 * token is known. Never throws.
 */
export function trustRefusals(trustPolicy: string, user: PoolUser): TrustRefusal[] {
  const decision = evaluatePoolTrust(trustPolicy, user);
  if (decision.decision === 'allow') return [];
  if (decision.invalid !== undefined) {
    return [certain('policy', `It can’t be read: ${decision.invalid}`)];
  }
  if (decision.decision === 'explicit-deny') return denials(decision);
  const allows = decision.statements.filter(({ effect }) => effect === 'Allow');
  const [closest] = allows
    .flatMap((trace) => (!trace.applies && trace.reason === 'condition' ? [trace.conditions] : []))
    .sort((one, other) => one.length - other.length);
  if (closest !== undefined) return closest.map((condition) => refusalOf(condition, user));
  return [statementRefusal(trustPolicy, decision, user)];
}

function denials({ statements, refusedAction }: PoolTrustDecision): TrustRefusal[] {
  return statements.flatMap((trace): TrustRefusal[] => {
    if (trace.effect === 'Allow' || !trace.applies) return [];
    const name = `Statement ${trace.index + 1}${trace.sid === undefined ? '' : ` (${trace.sid})`}`;
    const [unjudged] = trace.unjudged;
    const condition = unjudged === undefined ? '' : ` under the condition ${conditionText(unjudged)}`;
    return [
      { part: 'deny', isCertain: unjudged === undefined, evidence: `${name} denies ${refusedAction}${condition}.` },
    ];
  });
}

/** No statement gets as far as its conditions: by whom and by what it names. */
function statementRefusal(
  trustPolicy: string,
  { statements, refusedAction }: PoolTrustDecision,
  { poolId }: PoolUser,
): TrustRefusal {
  const parsed = parsePolicy(trustPolicy, 'trust');
  const allows = parsed.isValid ? parsed.policy.Statement.filter(({ Effect }) => Effect === 'Allow') : [];
  const isAction = statements.some((trace) => trace.effect === 'Allow' && !trace.applies && trace.reason === 'action');
  if (isAction) {
    const actions = [...new Set(allows.flatMap(({ Action = [], NotAction = [] }) => [...Action, ...NotAction]))];
    const part = refusedAction === 'sts:TagSession' ? 'tag-session' : 'action';
    return certain(part, `It allows ${listOf(actions)}, and not ${refusedAction}.`);
  }
  const principals = allows.flatMap(({ Principal = 'NotPrincipal' }) =>
    typeof Principal === 'string' ? [Principal] : Object.values(Principal).flatMap((ids) => ids ?? []),
  );
  return certain('principal', `It trusts ${listOf([...new Set(principals)])}, and not ${identityKeys(poolId).host}.`);
}

function refusalOf(condition: ConditionTrace, user: PoolUser): TrustRefusal {
  const key = condition.key.toLowerCase();
  const { host, aud, amr, sub } = identityKeys(user.poolId);
  const text = conditionText(condition);
  switch (key) {
    case aud:
      return certain('aud', `The condition ${text} is not met: the pool is ${user.poolId}.`);
    case amr: {
      const hint =
        condition.outcome === 'not-comparable'
          ? ', which are several values: they can be compared with ForAnyValue only'
          : '';
      return certain('amr', `The condition ${text} is not met: the user comes with ${listOf(user.amr)}${hint}.`);
    }
    case sub:
      return user.identityId === undefined
        ? { part: 'sub', isCertain: false, evidence: `The condition ${text} lets in some identities only.` }
        : certain('sub', `The condition ${text} is not met: the identity is ${user.identityId}.`);
    default:
      return otherRefusal(condition, key, text, host);
  }
}

function otherRefusal({ outcome }: ConditionTrace, key: string, text: string, host: string): TrustRefusal {
  // What begins otherwise is of another identity provider, or a slip of the pen: a token of a pool never brings it.
  if (outcome === 'unknown-key' && !/^(aws|sts):/.test(key)) {
    const evidence = `The condition ${text} asks for a key that tokens of identity pools don’t have. They have ${host}:aud, :amr and :sub.`;
    return certain('other-condition', evidence);
  }
  if (outcome === 'not-met') return certain('other-condition', `The condition ${text} is not met.`);
  return {
    part: 'other-condition',
    isCertain: false,
    evidence: `What the condition ${text} comes to, only AWS knows.`,
  };
}

function certain(part: TrustRefusalPart, evidence: string): TrustRefusal {
  return { part, isCertain: true, evidence };
}

function conditionText({ operator, key, values }: ConditionTrace): string {
  return `${operator} ${key}: ${listOf(values)}`;
}

function listOf(values: readonly string[]): string {
  return values.length === 0 ? 'nothing' : values.slice(0, 10).join(', ');
}
