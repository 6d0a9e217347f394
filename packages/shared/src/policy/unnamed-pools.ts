import { isIdentityHost } from '../aws/regions.ts';
import type { Policy } from './document.ts';

/**
 * The names of identity pools whose users a trust policy lets in without any condition on the pool. IAM saves no such
 * policy any more; roles that have had one for long go on working.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/identity-pools-security-best-practices.html
 */
export function unnamedPools(policy: Policy): string[] {
  return policy.Statement.flatMap(({ Effect, Principal, Condition }) => {
    if (Effect === 'Deny' || typeof Principal !== 'object') return [];
    const keys = Condition.map(({ key }) => key.toLowerCase());
    return (Principal.Federated ?? []).filter((id) => isIdentityHost(id) && !keys.includes(`${id}:aud`));
  });
}
