import type { TrustProblem } from '@lifeguard/shared/policy/trust-problems';
import { type NewRoleUse, newTrustProblems } from '@lifeguard/shared/roles/uses';

/** Of the trust problems of a new use those that nobody should overlook: no credentials, or credentials for strangers. */
export function urgentTrustProblems(trustPolicy: string, use: NewRoleUse): TrustProblem[] {
  return newTrustProblems(trustPolicy, use).filter(
    ({ code, severity }) => severity === 'error' || code === 'aud-missing' || code === 'amr-missing',
  );
}
