import type { PoolDocument } from '../aws/pool-document.ts';
import type { RoleRefusal } from '../roles/resolution.ts';
import type { Obstacle } from '../roles/simulation.ts';
import { type SimulationFacts, simulationOf } from './roles.ts';

/** What the settings of a pool make of an attempt whose login AWS takes. */
export interface PredictedAccess {
  readonly roleArn?: string;
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
    ...(resolution.outcome === 'role' ? { roleArn: resolution.role } : {}),
    ...(obstacle === undefined ? {} : { obstacle }),
    isTrustKnown,
  };
}
