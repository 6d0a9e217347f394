import type { PoolDocument } from '../aws/pool-document.ts';
import { poolTrustProblems, type TrustProblem } from '../policy/trust-problems.ts';
import { activeTagMap } from '../aws/principal-tags.ts';
import type { WantedPoolTrust } from '../policy/trust.ts';

/** A role that a pool gives to one kind of its users. */
export interface RoleUse {
  readonly arn: string;
  readonly wanted: WantedPoolTrust;
}

/** What the trust policy of a role must allow for one kind of a pool's users. Guests have no claims, so never tags. */
export function wantedPoolTrust(
  { IdentityPoolId, PrincipalTagAttributeMaps }: Pick<PoolDocument, 'IdentityPoolId' | 'PrincipalTagAttributeMaps'>,
  kind: WantedPoolTrust['kind'],
): WantedPoolTrust {
  const hasTags = Object.values(PrincipalTagAttributeMaps).some((map) => activeTagMap(map) !== undefined);
  return { poolId: IdentityPoolId, kind, needsTagSession: kind === 'authenticated' && hasTags };
}

/** Every role that the pool names, each once per kind of user: default roles, then those of rules. */
export function roleUses(document: PoolDocument): RoleUse[] {
  const { authenticated, unauthenticated } = document.Roles;
  const rules = Object.values(document.RoleMappings).flatMap((mapping) => mapping.RulesConfiguration?.Rules ?? []);
  const signedIn = new Set([
    ...(authenticated === undefined ? [] : [authenticated]),
    ...rules.map((rule) => rule.RoleARN),
  ]);
  const wanted = wantedPoolTrust(document, 'authenticated');
  return [
    ...[...signedIn].map((arn) => ({ arn, wanted })),
    ...(unauthenticated === undefined
      ? []
      : [{ arn: unauthenticated, wanted: wantedPoolTrust(document, 'unauthenticated') }]),
  ];
}

export interface NewRoleUse extends RoleUse {
  /** What was asked of the role before; absent where the pool did not use it so. */
  readonly before: WantedPoolTrust | undefined;
}

/**
 * The uses of roles that a change of the pool brings, or of which it asks more: tags ask for `sts:TagSession`. Guest access that is switched on
 * brings the guest role into use.
 */
export function newRoleUses(before: PoolDocument, after: PoolDocument): NewRoleUse[] {
  const isOpened = after.AllowUnauthenticatedIdentities && !before.AllowUnauthenticatedIdentities;
  const used = roleUses(before).filter(({ wanted }) => !isOpened || wanted.kind === 'authenticated');
  return roleUses(after).flatMap((use) => {
    const same = used.find(({ arn, wanted }) => arn === use.arn && wanted.kind === use.wanted.kind);
    const isNew = same === undefined || (use.wanted.needsTagSession && !same.wanted.needsTagSession);
    return isNew ? [{ ...use, before: same?.wanted }] : [];
  });
}

/** What is wrong with the trust policy (JSON text) of a role for a new use, and was not wrong before the change. */
export function newTrustProblems(trustPolicy: string, { wanted, before }: NewRoleUse): TrustProblem[] {
  const known = new Set(
    before === undefined ? [] : poolTrustProblems(trustPolicy, before).map(({ message }) => message),
  );
  return poolTrustProblems(trustPolicy, wanted).filter(({ message }) => !known.has(message));
}

/** A name for a new role: the pool's name in the characters that IAM takes, and whom the role is for. None of `taken`, whose case does not count. */
export function suggestedRoleName(poolName: string, kind: WantedPoolTrust['kind'], taken: readonly string[]): string {
  const used = new Set(taken.map((name) => name.toLowerCase()));
  const suffix = kind === 'authenticated' ? '-user' : '-guest';
  const stem = poolName.replaceAll(/[^\w+=,.@-]+/g, '-').replaceAll(/^-+|-+$/g, '');
  for (let count = 1; ; count += 1) {
    const end = count === 1 ? suffix : `${suffix}-${count}`;
    const name = `${(stem === '' ? 'pool' : stem).slice(0, 64 - end.length)}${end}`;
    if (!used.has(name.toLowerCase())) return name;
  }
}
