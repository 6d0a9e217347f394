import type { IamRole } from '@lifeguard/shared/api/iam-roles';
import type { PoolDocument } from '@lifeguard/shared/aws/pool-document';
import { roleUses, wantedPoolTrust } from '@lifeguard/shared/roles/uses';
import { poolTrustProblems, type TrustProblem } from '@lifeguard/shared/policy/trust-problems';

/** A role that users with tags may get, and whether its trust policy lets them. */
export interface TagSessionRole {
  readonly arn: string;
  /** Where the pool names it: `Authenticated role`, `Rule of ...`. */
  readonly uses: readonly string[];
  /** `unknown`: not among the roles of the account that can be read. */
  readonly state: 'fits' | 'problem' | 'unknown';
  readonly problems: readonly TrustProblem[];
}

/** The authenticated role and those of rules, each with what stands between it and sessions with tags. Guests never get tags. */
export function tagSessionRoles(document: PoolDocument, roles: readonly IamRole[]): TagSessionRole[] {
  const uses = new Map<string, string[]>();
  const add = (arn: string, use: string) => {
    const known = uses.get(arn) ?? [];
    if (!known.includes(use)) uses.set(arn, [...known, use]);
  };
  if (document.Roles.authenticated !== undefined) add(document.Roles.authenticated, 'Authenticated role');
  for (const [key, mapping] of Object.entries(document.RoleMappings)) {
    for (const rule of mapping.RulesConfiguration?.Rules ?? []) add(rule.RoleARN, `Rule of ${key}`);
  }
  const allUses = roleUses(document);
  return [...uses].map(([arn, used]): TagSessionRole => {
    const role = roles.find(({ Arn }) => Arn === arn);
    if (role === undefined) return { arn, uses: used, state: 'unknown', problems: [] };
    const use = allUses.find((one) => one.arn === arn && one.wanted.kind === 'authenticated');
    const wanted = { ...(use?.wanted ?? wantedPoolTrust(document, 'authenticated')), needsTagSession: true };
    const problems = poolTrustProblems(role.AssumeRolePolicyDocument, wanted);
    const isWrong = problems.some(({ severity }) => severity === 'error');
    return { arn, uses: used, state: isWrong ? 'problem' : 'fits', problems };
  });
}

/** Some mapping takes the role from the token, which names roles that the pool does not. */
export function hasTokenMapping({ RoleMappings }: PoolDocument): boolean {
  return Object.values(RoleMappings).some(({ Type }) => Type === 'Token');
}
