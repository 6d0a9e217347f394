import { evaluateCondition } from './conditions.ts';
import { parsePolicy, type Policy } from './document.ts';
import { identityKeys, isIdentityHost } from '../aws/regions.ts';
import { unnamedPools } from './unnamed-pools.ts';
import {
  type ConditionTrace,
  evaluatePolicies,
  type NewPoolTrust,
  type PolicyDecision,
  type PoolTrustAction,
  poolTrustRequest,
  type PoolUser,
  type WantedPoolTrust,
} from './trust.ts';

/**
 * What stands between a trust policy and the users it is meant for. `error`: none of them gets the role. `warning`: some
 * or all of them do, but the policy lets in more or fewer people than meant, or depends on what can't be checked here.
 */
export interface TrustProblem {
  readonly code:
    | 'not-a-policy'
    | 'principal-missing'
    | 'action-missing'
    | 'tag-session-missing'
    | 'aud-missing'
    | 'aud-other-pool'
    | 'aud-new-pool'
    | 'amr-refuses'
    | 'amr-missing'
    | 'denied'
    | 'condition-refuses';
  readonly severity: 'error' | 'warning';
  /** Plain words for an engineer: what is wrong and what comes of it. */
  readonly message: string;
}

/**
 * Why a trust policy (JSON text) doesn't fit the users of a pool; empty where it fits. Never throws. That a pool which is still to be created is not named is
 * a warning, `aud-new-pool`.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/role-trust-and-permissions.html
 */
export function poolTrustProblems(trustPolicy: string, wish: WantedPoolTrust | NewPoolTrust): readonly TrustProblem[] {
  const parsed = parsePolicy(trustPolicy, 'trust');
  if (!parsed.isValid) {
    return [error('not-a-policy', `This is not a trust policy, so nobody can use the role. ${parsed.message}`)];
  }
  const isNew = !('poolId' in wish);
  const wanted = isNew ? { ...wish, poolId: `${wish.region}:${newPool}` } : wish;
  const cases = amrsOf(wanted).map((amr): Case => {
    const user = { poolId: wanted.poolId, identityId: madeUpId(wanted.poolId), amr };
    return { policy: parsed.policy, wanted, isNew, user };
  });
  const [typical] = cases;
  if (typical === undefined) return [];
  const actions: PoolTrustAction[] = wanted.needsTagSession ? [assume, tagSession] : [assume];
  const refusals = actions.flatMap((action) => refusalsOf(cases, action));
  // Where only users of one provider are let in, the other questions are about them.
  const [provider] = refusals.flatMap((refusal) => refusal.providers ?? []);
  const letIn = cases.find((asked) => allowProblems(asked, assume).length === 0) ?? typical;
  const admitted =
    letIn === typical && provider !== undefined
      ? { ...typical, user: { ...typical.user, amr: signedIn(provider) } }
      : letIn;
  return distinct([
    ...refusals.map((refusal) => refusal.problem),
    ...actions.flatMap((action) => denyProblems(admitted, action)),
    ...tooOpenProblems(admitted),
  ]);
}

const assume = 'sts:AssumeRoleWithWebIdentity';
const tagSession = 'sts:TagSession';

interface Case {
  readonly policy: Policy;
  readonly wanted: WantedPoolTrust;
  /** The pool is still to be created: its id in `wanted` is made up. */
  readonly isNew: boolean;
  readonly user: PoolUser;
}

interface Refusal {
  readonly problem: TrustProblem;
  /** Providers whose users are let in all the same. */
  readonly providers?: readonly string[];
  /** The condition that is not met. */
  readonly text?: string;
}

/** How a user of each kind that is meant has signed in. */
function amrsOf({ kind, signIns = [] }: WantedPoolTrust): readonly (readonly string[])[] {
  if (kind === 'unauthenticated') return [['unauthenticated']];
  return signIns.length === 0 ? [signedIn('any-provider')] : signIns;
}

/** Why users are refused: where some providers' users get in, only of those who don't. */
function refusalsOf(cases: readonly Case[], action: PoolTrustAction): Refusal[] {
  const all = cases.map((asked) => ({ asked, refusals: allowProblems(asked, action) }));
  const refused = all.filter(({ refusals }) => refusals.length > 0);
  const [first] = refused;
  if (first === undefined) return [];
  if (refused.length === all.length) return first.refusals;
  const names = listOf(refused.map(({ asked }) => asked.user.amr[1] ?? ''));
  const reasons = first.refusals.map(({ text }) => text).filter((text) => text !== undefined);
  const why =
    reasons.length === 0 ? `no statement allows ${action} to them` : `they don't meet ${reasons.join(' and ')}`;
  return [{ problem: warning('amr-refuses', `Signed-in users of ${names} get no credentials: ${why}.`) }];
}

function listOf(names: readonly string[]): string {
  return [...new Set(names)].join(', ');
}

/** Why no Allow applies, told by the statement that comes closest. */
function allowProblems(asked: Case, action: PoolTrustAction): Refusal[] {
  const allows = judge(asked, action).statements.filter((trace) => trace.effect === 'Allow');
  if (allows.some((trace) => trace.applies)) return [];
  const [closest] = allows
    .flatMap((trace) => (!trace.applies && trace.reason === 'condition' ? [trace.conditions] : []))
    .sort((one, other) => one.length - other.length);
  if (closest !== undefined) {
    return closest.map((condition) => ({ ...conditionRefusal(asked, condition), text: conditionText(condition) }));
  }
  if (allows.every((trace) => !trace.applies && trace.reason === 'principal'))
    return [{ problem: principalMissing(asked) }];
  return [{ problem: action === assume ? assumeMissing(asked) : tagSessionMissing }];
}

/** Each partition has its own name for identity pools: the one of another is a usual slip. */
function principalMissing({ policy, wanted }: Case): TrustProblem {
  const { host } = identityKeys(wanted.poolId);
  const named = policy.Statement.flatMap(({ Principal }) =>
    typeof Principal === 'object' ? (Principal.Federated ?? []) : [],
  );
  const other = named.find(isIdentityHost);
  const slip = other === undefined ? '' : ` It names ${other}, which are the identity pools of other regions.`;
  const message = `No statement allows the Federated principal ${host}: no user of an identity pool can use the role.`;
  return error('principal-missing', `${message}${slip}`);
}

function assumeMissing({ wanted }: Case): TrustProblem {
  const { host } = identityKeys(wanted.poolId);
  return error('action-missing', `No statement allows ${assume} to ${host}: users of the pool get no credentials.`);
}

const tagSessionMissing = error(
  'tag-session-missing',
  `No statement allows ${tagSession}, which STS asks for since the pool passes principal tags: users with tags get no credentials.`,
);

function conditionRefusal(asked: Case, condition: ConditionTrace): Refusal {
  const text = conditionText(condition);
  const { host, aud, amr, sub } = identityKeys(asked.wanted.poolId);
  if (condition.outcome === 'unknown-key' && isIdentityHost(condition.key.toLowerCase().split(':')[0] ?? '')) {
    const message = `The condition ${text} asks for a key that tokens of this pool don't have: theirs begin with ${host}. Its users get no credentials.`;
    return { problem: error('condition-refuses', message) };
  }
  if (condition.outcome === 'unknown-key' || condition.outcome === 'unknown-operator') {
    const message = `Access depends on the condition ${text}, which can't be checked here: only AWS knows whom it lets in.`;
    return { problem: warning('condition-refuses', message) };
  }
  switch (condition.key.toLowerCase()) {
    case aud: {
      if (asked.isNew) {
        const message = `The condition ${text} names other pools: users of the new pool get no credentials until its ID is added there.`;
        return { problem: warning('aud-new-pool', message) };
      }
      const message = `The condition ${text} doesn't name the pool ${asked.wanted.poolId}: its users get no credentials.`;
      return { problem: error('aud-other-pool', message) };
    }
    case amr:
      return amrRefusal(asked, condition);
    case sub: {
      const message = `The condition ${text} lets in some identities only: all others get no credentials.`;
      return { problem: warning('condition-refuses', message) };
    }
    default:
      return {
        problem: error('condition-refuses', `The condition ${text} isn't met: users of the pool get no credentials.`),
      };
  }
}

function amrRefusal(asked: Case, condition: ConditionTrace): Refusal {
  const text = conditionText(condition);
  if (asked.wanted.kind === 'unauthenticated') {
    return { problem: error('amr-refuses', `The condition ${text} refuses guests: they get no credentials.`) };
  }
  if (condition.outcome === 'not-comparable') {
    const message = `The condition ${text} fits no signed-in user, because amr has several values: compare it with ForAnyValue:StringLike. Until then they get no credentials.`;
    return { problem: error('amr-refuses', message) };
  }
  // With ForAllValues each value of the user must be in the list, so one value alone lets in nobody.
  const isWhole = condition.operator.startsWith('ForAllValues:');
  const providers = condition.values.filter((value) => {
    const alone = { ...condition, values: [value] };
    return isMetBy(asked, isWhole ? condition : alone, signedIn(value)) && !isMetBy(asked, alone, ['unauthenticated']);
  });
  if (providers.length === 0) {
    return { problem: error('amr-refuses', `The condition ${text} refuses signed-in users: they get no credentials.`) };
  }
  const { signIns = [] } = asked.wanted;
  if (signIns.length > 0) {
    const meant = listOf(signIns.map(([, provider = '']) => provider));
    const message = `The condition ${text} lets in only users of ${providers.join(', ')}, and the role is for those of ${meant}: they get no credentials.`;
    return { problem: error('amr-refuses', message) };
  }
  const message = `The condition ${text} lets in only users of ${providers.join(', ')}: all other signed-in users get no credentials.`;
  return { problem: warning('amr-refuses', message), providers };
}

function isMetBy(asked: Case, condition: ConditionTrace, amr: readonly string[]): boolean {
  const { context } = poolTrustRequest(assume, { ...asked.user, amr });
  return evaluateCondition(condition, { context, hasVariables: asked.policy.Version === '2012-10-17' }) === 'met';
}

function denyProblems(asked: Case, action: PoolTrustAction): TrustProblem[] {
  return judge(asked, action).statements.flatMap((trace) => {
    if (trace.effect === 'Allow' || !trace.applies) return [];
    const name = `Statement ${trace.index + 1}${trace.sid === undefined ? '' : ` (${trace.sid})`}`;
    const [unjudged] = trace.unjudged;
    if (unjudged === undefined) {
      return [error('denied', `${name} denies ${action} to users of the pool: they get no credentials.`)];
    }
    const message = `${name} denies ${action} under the condition ${conditionText(unjudged)}, which can't be checked here: it may keep users of the pool out.`;
    return [warning('denied', message)];
  });
}

/** Whom else the policy lets in, found out by asking it. */
function tooOpenProblems(asked: Case): TrustProblem[] {
  const isAllowed = (change: Partial<PoolUser>) =>
    judge({ ...asked, user: { ...asked.user, ...change } }, assume).decision === 'allow';
  if (!isAllowed({})) return [];
  const problems: TrustProblem[] = [];
  const { host, aud, amr } = identityKeys(asked.wanted.poolId);
  if (isAllowed({ poolId: madeUpId(asked.wanted.poolId) })) {
    const message = `No condition on ${aud} names the pool: users of other identity pools, in any account, can use the role too.${unnamedPools(asked.policy).includes(host) ? ' IAM saves no change of this policy without one.' : ''}`;
    problems.push(warning('aud-missing', message));
  }
  if (asked.wanted.kind === 'authenticated' && isAllowed({ amr: ['unauthenticated'] })) {
    problems.push(warning('amr-missing', `No condition on ${amr} keeps guests out: they can use the role too.`));
  }
  return problems;
}

function judge({ policy, wanted, user }: Case, action: PoolTrustAction): PolicyDecision {
  const request = poolTrustRequest(action, user);
  const { values } = request.context;
  // Which tags a user will have is not known here.
  const isTagKey = (key: string) => key === 'aws:tagkeys' || key.startsWith('aws:requesttag/');
  const isKnown = (key: string) => request.context.isKnown(key) && !(wanted.needsTagSession && isTagKey(key));
  return evaluatePolicies([policy], { ...request, context: { values, isKnown } });
}

function conditionText(condition: ConditionTrace): string {
  return `${condition.operator} ${condition.key}: ${condition.values.join(', ')}`;
}

function error(code: TrustProblem['code'], message: string): TrustProblem {
  return { code, severity: 'error', message };
}

function warning(code: TrustProblem['code'], message: string): TrustProblem {
  return { code, severity: 'warning', message };
}

/** Ids of pools and identities have the same form, and none looks like this. */
function madeUpId(poolId: string): string {
  return `${poolId.slice(0, poolId.indexOf(':'))}:00000000-0000-0000-0000-000000000000`;
}

/** In the place of the id that a pool does not have yet. */
const newPool = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

/** A signed-in user always has the provider in amr too, and who they are there. */
function signedIn(provider: string): string[] {
  return ['authenticated', provider, `${provider}:any-user`];
}

function distinct(problems: readonly TrustProblem[]): TrustProblem[] {
  return [...new Map(problems.map((one) => [one.message, one])).values()];
}
