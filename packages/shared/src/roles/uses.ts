import type { PoolDocument } from '../aws/pool-document.ts';
import { poolTrustProblems, type TrustProblem } from '../policy/trust-problems.ts';
import { activeTagMap } from '../aws/principal-tags.ts';
import { type PoolProvider, poolProviders } from './provider-keys.ts';
import { ownValue } from './resolution.ts';
import { amrOf } from './simulation.ts';
import type { WantedPoolTrust } from '../policy/trust.ts';

/** A role that a pool gives to one kind of its users. */
export interface RoleUse {
  readonly arn: string;
  readonly wanted: WantedPoolTrust;
}

/** What the trust policy of a role must allow for one kind of a pool's users. Guests have no claims, so never tags. */
export function wantedPoolTrust(document: PoolDocument, kind: WantedPoolTrust['kind']): WantedPoolTrust {
  const trust = trustOfAll(document, kind);
  if (kind === 'unauthenticated') return trust;
  const { IdentityPoolId: poolId, DeveloperProviderName: developer } = document;
  const developers = developer === undefined ? [] : [['authenticated', developer, `${developer}:${poolId}:any-user`]];
  const providers = poolProviders(document).filter(({ key }) => !isDenied(document, key));
  const signIns = [...providers.map((provider) => signInOf(document, provider)), ...developers];
  return { ...trust, signIns };
}

/** The same for whoever signs in, whatever providers the pool has: of a pool that does not exist yet. */
export function trustOfAll(
  { IdentityPoolId, PrincipalTagAttributeMaps }: Pick<PoolDocument, 'IdentityPoolId' | 'PrincipalTagAttributeMaps'>,
  kind: WantedPoolTrust['kind'],
): WantedPoolTrust {
  const hasTags = Object.values(PrincipalTagAttributeMaps).some((map) => activeTagMap(map) !== undefined);
  return { poolId: IdentityPoolId, kind, needsTagSession: kind === 'authenticated' && hasTags };
}

/** Whether the users of a provider get the roles of their mapping or none, and never the default one. */
function isDenied({ RoleMappings }: PoolDocument, key: string): boolean {
  return ownValue(RoleMappings, key)?.AmbiguousRoleResolution === 'Deny';
}

/** `amr` of a user of one provider. */
export function signInOf(document: PoolDocument, provider: PoolProvider): readonly string[] {
  return amrOf(document, provider, { kind: 'federated', claims: { sub: 'any-user' } });
}

/** Every role that the pool names, each once per kind of user: default roles, then those of rules. */
export function roleUses(document: PoolDocument): RoleUse[] {
  const { authenticated, unauthenticated } = document.Roles;
  const wanted = wantedPoolTrust(document, 'authenticated');
  return [
    ...(authenticated === undefined ? [] : [{ arn: authenticated, wanted }]),
    ...ruleUses(document, wanted).filter(({ arn }) => arn !== authenticated),
    ...(unauthenticated === undefined
      ? []
      : [{ arn: unauthenticated, wanted: wantedPoolTrust(document, 'unauthenticated') }]),
  ];
}

/** A role of rules is for the users of those providers only whose rules name it. */
function ruleUses(document: PoolDocument, wanted: WantedPoolTrust): RoleUse[] {
  const providers = poolProviders(document);
  const keysOf = new Map<string, string[]>();
  for (const [key, { RulesConfiguration }] of Object.entries(document.RoleMappings)) {
    for (const { RoleARN } of RulesConfiguration?.Rules ?? []) {
      keysOf.set(RoleARN, [...(keysOf.get(RoleARN) ?? []), key]);
    }
  }
  return [...keysOf].map(([arn, keys]) => {
    const signIns = providers.filter(({ key }) => keys.includes(key)).map((provider) => signInOf(document, provider));
    return { arn, wanted: { ...wanted, signIns } };
  });
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
