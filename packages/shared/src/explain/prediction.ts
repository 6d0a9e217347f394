import type { PoolDocument } from '../aws/pool-document.ts';
import type { ResolutionStep, RoleRefusal, RoleSource } from '../roles/resolution.ts';
import type { Obstacle } from '../roles/simulation.ts';
import { type SimulationFacts, simulationOf } from './roles.ts';

/** What the settings of a pool make of an attempt whose login AWS takes. */
export interface PredictedAccess {
  readonly roleArn?: string;
  /** Why this role and no other: the end of a sentence. */
  readonly because?: string;
  /** Why it ends without credentials. */
  readonly obstacle?: Obstacle | RoleRefusal;
  readonly isTrustKnown: boolean;
}

/** The simulator's answer in short; undefined where the user is not known well enough. */
export function predictedAccess(facts: SimulationFacts, document: PoolDocument): PredictedAccess | undefined {
  const simulation = simulationOf(facts, document)?.result;
  if (simulation === undefined) return undefined;
  const { resolution, isTrustKnown } = simulation;
  const obstacle = simulation.obstacle ?? (resolution.outcome === 'refused' ? resolution.refusal : undefined);
  return {
    ...(resolution.outcome === 'role' ? { roleArn: resolution.role, because: reasonOf(resolution.trace) } : {}),
    ...(obstacle === undefined ? {} : { obstacle }),
    isTrustKnown,
  };
}

/** What made AWS choose the role, as the resolution has gone: `rule 2 matches (department Equals sales)`. */
export function reasonOf(trace: readonly ResolutionStep[]): string {
  const source = trace.flatMap((step) => (step.step === 'role' ? [step.source] : []))[0] ?? 'rule';
  return sourceTexts[source](trace);
}

const sourceTexts: Readonly<Record<RoleSource, (trace: readonly ResolutionStep[]) => string>> = {
  rule(trace) {
    const matched = trace.flatMap((step) => (step.step === 'rule' && step.result === 'matched' ? [step] : []))[0];
    if (matched === undefined) return 'a rule matches';
    const { Claim, MatchType, Value } = matched.rule;
    return `rule ${matched.index + 1} matches (${Claim} ${MatchType} ${Value})`;
  },
  'preferred-role': () => 'the token prefers it',
  'only-role': () => 'it is the only one in the token',
  'custom-role': () => 'the app asks for it',
  saml: () => 'the assertion names it',
  'authenticated-role': (trace) =>
    trace.some(({ step }) => step === 'ambiguous')
      ? 'the role mapping finds none, and then gives the default for everybody who has signed in'
      : 'the default for everybody who has signed in',
  'unauthenticated-role': () => 'the default for guests',
};
