import type { IamRole } from '@lifeguard/shared/api/iam-roles';
import { poolTrustProblems, type TrustProblem } from '@lifeguard/shared/policy/trust-problems';
import type { WantedPoolTrust } from '@lifeguard/shared/policy/trust';
import { fixedTrustPolicy } from '@lifeguard/shared/policy/trust-fix';

/** What to say of the trust of one role, and what to do about it. */
export interface RoleTrust {
  readonly problems: readonly TrustProblem[];
  readonly isRefused: boolean;
  /** The trust policy that mends it; absent where none is proposed. */
  readonly proposed: string | undefined;
}

/**
 * Whether a role lets in the users that it is for. `alsoWanted`: other users of the pool that get the same role; they must not lose it with what
 * is proposed, and don't count as let in by mistake.
 */
export function roleTrust(role: IamRole, wanted: WantedPoolTrust, alsoWanted: readonly WantedPoolTrust[]): RoleTrust {
  const current = role.AssumeRolePolicyDocument;
  const isForGuests = alsoWanted.some(({ kind }) => kind === 'unauthenticated');
  const problems = poolTrustProblems(current, wanted).filter(({ code }) => !isForGuests || code !== 'amr-missing');
  if (problems.length === 0) return { problems, isRefused: false, proposed: undefined };
  // Signed-in users first: what mends a policy for them shuts out guests that it does not name.
  const everybody = [wanted, ...alsoWanted].toSorted((one, other) => (one.kind < other.kind ? -1 : 1));
  const proposed = everybody.reduce(fixedTrustPolicy, current);
  return {
    problems,
    isRefused: problems.some(({ severity }) => severity === 'error'),
    proposed: proposed === current ? undefined : proposed,
  };
}
