import { parsePolicy } from './document.ts';
import { identityKeys } from '../aws/regions.ts';
import {
  evaluatePolicies,
  type PoolTrustAction,
  poolTrustRequest,
  type PoolUser,
  type WantedPoolTrust,
} from './trust.ts';

interface Probe {
  readonly user: PoolUser;
  readonly action: PoolTrustAction;
}

/**
 * Whether the change of a trust policy lets in users of identity pools that were kept out and are not wanted (`gained`), or keeps out some that
 * were let in (`lost`): asked for every pool and provider that either policy names, and for a pool that none names.
 */
export function admissionChange(
  before: string,
  after: string,
  wanted: WantedPoolTrust,
): { gained: boolean; lost: boolean } {
  const probes = probesOf([before, after], wanted);
  const was = probes.map((probe) => isAllowed(before, probe));
  const is = probes.map((probe) => isAllowed(after, probe));
  return {
    gained: probes.some((probe, at) => is[at] === true && was[at] === false && !isWanted(probe, wanted)),
    lost: probes.some((_, at) => was[at] === true && is[at] === false),
  };
}

const actions: readonly PoolTrustAction[] = ['sts:AssumeRoleWithWebIdentity', 'sts:TagSession'];

function probesOf(policies: readonly string[], { poolId }: WantedPoolTrust): Probe[] {
  const { aud, amr: amrKey } = identityKeys(poolId);
  const named = (key: string) => policies.flatMap((policy) => valuesOf(policy, key));
  const unknownPool = `${poolId.slice(0, poolId.indexOf(':'))}:00000000-0000-0000-0000-000000000000`;
  const pools = new Set([poolId, unknownPool, ...named(aud)]);
  const providers = new Set(['any-provider', ...named(amrKey)]);
  const kinds = [['unauthenticated'], ...[...providers].map((provider) => ['authenticated', provider])];
  return [...pools].flatMap((pool) =>
    kinds.flatMap((amr) => actions.map((action) => ({ user: { poolId: pool, identityId: pool, amr }, action }))),
  );
}

function valuesOf(text: string, key: string): string[] {
  const parsed = parsePolicy(text, 'trust');
  if (!parsed.isValid) return [];
  return parsed.policy.Statement.flatMap(({ Condition }) =>
    Condition.filter((condition) => condition.key.toLowerCase() === key).flatMap(({ values }) => values),
  );
}

function isAllowed(text: string, { user, action }: Probe): boolean {
  const parsed = parsePolicy(text, 'trust');
  return parsed.isValid && evaluatePolicies([parsed.policy], poolTrustRequest(action, user)).decision === 'allow';
}

function isWanted({ user, action }: Probe, { poolId, kind, needsTagSession }: WantedPoolTrust): boolean {
  return user.poolId === poolId && user.amr.includes(kind) && (needsTagSession || action !== 'sts:TagSession');
}
