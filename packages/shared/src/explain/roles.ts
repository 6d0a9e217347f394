import { type AccessFacts, documentOf, providerOfLogin } from './facts.ts';
import type { PoolDocument } from '../aws/pool-document.ts';
import { principalTagBytes } from '../roles/tag-resolution.ts';
import { amrOf, type Simulation, simulateRole, type SimulatedUser } from '../roles/simulation.ts';
import { roleUses, wantedPoolTrust } from '../roles/uses.ts';
import type { PoolUser, WantedPoolTrust } from '../policy/trust.ts';

/** A role that the user may have been meant to get. */
export interface RoleCandidate {
  /** undefined: the pool has none for this user. */
  readonly arn: string | undefined;
  readonly user: PoolUser;
  readonly wanted: WantedPoolTrust;
  readonly tagBytes: number;
  /** How the role came about, where the user is known. */
  readonly simulation?: Simulation | undefined;
}

/** The roles that the attempt can have been about: one where the user is known, else every role of the pool. */
export function roleCandidates(facts: AccessFacts): RoleCandidate[] {
  const document = documentOf(facts);
  if (document === undefined) return [];
  const { attempt } = facts;
  const simulation = simulationOf(facts, document);
  if (simulation !== undefined) {
    const { user, result } = simulation;
    const kind = user.kind === 'guest' ? 'unauthenticated' : 'authenticated';
    const role = result.resolution.outcome === 'role' ? result.resolution.role : undefined;
    const arn = attempt.flow === 'classic' ? (attempt.roleArn ?? role) : role;
    const wanted = { ...wantedPoolTrust(document, kind), needsTagSession: Object.keys(result.tags).length > 0 };
    return [candidate(facts, arn, wanted, result.amr, result.tags, result)];
  }
  const kinds = kindsOf(facts, document);
  const uses = roleUses(document).filter(({ wanted }) => kinds.includes(wanted.kind));
  const missing = kinds
    .filter((kind) => document.Roles[kind] === undefined)
    .map((kind) => ({ arn: undefined, wanted: wantedPoolTrust(document, kind) }));
  const chosen = attempt.roleArn;
  const asked = chosen === undefined ? [...uses, ...missing] : uses.filter(({ arn }) => arn === chosen);
  const all =
    asked.length > 0 ? asked : kinds.map((kind) => ({ arn: chosen, wanted: wantedPoolTrust(document, kind) }));
  return all.map(({ arn, wanted }) => candidate(facts, arn, wanted, typicalAmr(facts, wanted.kind), {}));
}

/** All that a simulation looks at besides the pool. */
export type SimulationFacts = Pick<AccessFacts, 'attempt' | 'trustPolicies'>;

/** The simulator's answer for the attempt's user; undefined where it is not known well enough. */
export function simulationOf(
  facts: SimulationFacts,
  document: PoolDocument,
): { user: SimulatedUser; result: Simulation & { amr: readonly string[] } } | undefined {
  const { kind, login, claims, roleArn, flow, identityId } = facts.attempt;
  const provider = login === undefined ? undefined : providerOfLogin(document, login, claims);
  const user: SimulatedUser | undefined =
    kind === 'federated'
      ? claims === undefined || provider === undefined
        ? undefined
        : { kind, claims }
      : kind === undefined
        ? undefined
        : { kind };
  if (user === undefined) return undefined;
  const isClassic = flow === 'classic';
  // In the classic flow the app names the role, and mappings have no say.
  const asked =
    isClassic && roleArn !== undefined
      ? { ...document, RoleMappings: {}, Roles: { authenticated: roleArn, unauthenticated: roleArn } }
      : document;
  // Guests and developers' users have no provider; which one stands there does not matter.
  const anyProvider = provider ?? { kind: 'other', key: '', tagProvider: '', login: '', detail: '' };
  const result = simulateRole({
    document: asked,
    provider: anyProvider,
    mapping: Object.hasOwn(asked.RoleMappings, anyProvider.key) ? asked.RoleMappings[anyProvider.key] : undefined,
    user,
    customRoleArn: isClassic ? undefined : roleArn,
    identityId,
    trustPolicies: facts.trustPolicies.isKnown ? facts.trustPolicies.value : undefined,
  });
  return { user, result: { ...result, amr: amrOf(document, anyProvider, user) } };
}

function candidate(
  { poolId, attempt }: AccessFacts,
  arn: string | undefined,
  wanted: WantedPoolTrust,
  amr: readonly string[],
  principalTags: Readonly<Record<string, string>>,
  simulation?: Simulation,
): RoleCandidate {
  // Where the token is not known, neither are the tags: any will do to find out whether the policy takes tags at all.
  const tags = wanted.needsTagSession && simulation === undefined ? { client: 'any' } : principalTags;
  const user = { poolId, amr, identityId: attempt.identityId, principalTags: tags };
  return { arn, user, wanted, tagBytes: principalTagBytes(principalTags), simulation };
}

function kindsOf({ attempt }: AccessFacts, document: PoolDocument): WantedPoolTrust['kind'][] {
  if (attempt.kind === 'guest') return ['unauthenticated'];
  if (attempt.kind !== undefined || attempt.login !== undefined) return ['authenticated'];
  return document.AllowUnauthenticatedIdentities ? ['authenticated', 'unauthenticated'] : ['authenticated'];
}

function typicalAmr({ attempt }: AccessFacts, kind: WantedPoolTrust['kind']): string[] {
  return kind === 'unauthenticated' ? [kind] : [kind, attempt.login ?? '(any provider)'];
}
