import type { IamRole } from '@lifeguard/shared/api/iam-roles';
import type { CreatePoolInput } from '@lifeguard/shared/pool/changes';
import { poolTrustProblems } from '@lifeguard/shared/policy/trust-problems';

/** A role that is there already and that nobody of the new pool gets until its trust policy names the pool. */
export interface WaitingRole {
  readonly arn: string;
  /** Whom the pool gives it, in words. */
  readonly uses: readonly string[];
}

/** The roles of a new pool, by default and in rules, that do not let any pool of the region in whatever its ID. Roles made with the pool name it. */
export function waitingRoles(input: CreatePoolInput, roles: readonly IamRole[], region: string): WaitingRole[] {
  const { authenticated, unauthenticated } = input.Roles;
  const uses = new Map<string, string[]>();
  const use = (arn: string | undefined, words: string) => {
    if (arn !== undefined) uses.set(arn, [...new Set([...(uses.get(arn) ?? []), words])]);
  };
  if (input.NewRoles?.authenticated === undefined) use(authenticated, 'authenticated role');
  if (input.NewRoles?.unauthenticated === undefined) use(unauthenticated, 'guest role');
  for (const [key, { RulesConfiguration }] of Object.entries(input.RoleMappings ?? {})) {
    for (const { RoleARN } of RulesConfiguration?.Rules ?? []) use(RoleARN, `rules of ${key}`);
  }
  const letsAnybodyIn = ({ arn, kind }: { arn: string; kind: 'authenticated' | 'unauthenticated' }) => {
    const role = roles.find(({ Arn }) => Arn === arn);
    if (role === undefined) return false;
    return poolTrustProblems(role.AssumeRolePolicyDocument, { region, kind, needsTagSession: false }).every(
      ({ code, severity }) => code !== 'aud-new-pool' && severity !== 'error',
    );
  };
  return [...uses].flatMap(([arn, words]) => {
    const kind = arn === unauthenticated && arn !== authenticated ? 'unauthenticated' : 'authenticated';
    return letsAnybodyIn({ arn, kind }) ? [] : [{ arn, uses: words }];
  });
}
