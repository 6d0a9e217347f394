import type { PoolDocument } from '../aws/pool-document.ts';
import {
  maxPrincipalTagBytes,
  principalTagBytes,
  type ProviderFamily,
  resolvePrincipalTags,
} from './tag-resolution.ts';
import { visibleClaims } from './claims.ts';
import type { PoolProvider } from './provider-keys.ts';
import type { RoleMapping } from '../aws/role-mapping.ts';
import { type Claims, ownValue, resolveRole, type RoleResolution, scalarText } from './resolution.ts';
import { evaluatePoolTrust } from '../policy/trust.ts';

export type SimulatedUser =
  | { readonly kind: 'guest' }
  | { readonly kind: 'developer' }
  | { readonly kind: 'federated'; readonly claims: Claims };

export interface SimulationInput {
  /** The pool as it is saved. */
  readonly document: PoolDocument;
  readonly provider: PoolProvider;
  /** The provider's mapping as it is to be tried, in place of the saved one. */
  readonly mapping: RoleMapping | undefined;
  readonly user: SimulatedUser;
  readonly customRoleArn?: string | undefined;
  /** Where it is known: trust policies can name it. */
  readonly identityId?: string | undefined;
  /** ARN to trust policy of every role of the account; absent where they could not be read. */
  readonly trustPolicies?: ReadonlyMap<string, string> | undefined;
}

/** Why AWS gives no credentials although, or before, a role is chosen. */
export type Obstacle = 'guests-refused' | 'no-developer-provider' | 'no-such-role' | 'not-trusted' | 'tags-too-large';

export interface Simulation {
  readonly resolution: RoleResolution;
  /** Principal tags of the session; of a developer's user they are not known. */
  readonly tags: Readonly<Record<string, string>>;
  readonly tagBytes: number;
  readonly obstacle: Obstacle | undefined;
  /** Whether the trust policy of the role is known. */
  readonly isTrustKnown: boolean;
}

/**
 * What GetCredentialsForIdentity does for one user of a pool who presents one login, told from the pool's settings. A
 * token counts as accepted. Never throws.
 * https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_GetCredentialsForIdentity.html
 */
export function simulateRole(input: SimulationInput): Simulation {
  const { document, provider } = input;
  const user = visibleUser(input);
  const resolution = resolveRole({
    roles: document.Roles,
    roleMappings: withMapping(document.RoleMappings, provider.key, input.mapping),
    user: user.kind === 'federated' ? { kind: user.kind, logins: [loginOf(provider, user.claims)] } : user,
    customRoleArn: input.customRoleArn,
  });
  const tags =
    user.kind === 'federated'
      ? resolvePrincipalTags(
          ownValue(document.PrincipalTagAttributeMaps, provider.tagProvider),
          familyOf(provider),
          user.claims,
        )
      : {};
  const trustPolicy = resolution.outcome === 'role' ? input.trustPolicies?.get(resolution.role) : undefined;
  return {
    resolution,
    tags,
    tagBytes: principalTagBytes(tags),
    obstacle: poolObstacle(document, user) ?? roleObstacle({ ...input, user }, resolution, tags),
    isTrustKnown: trustPolicy !== undefined,
  };
}

/** A copy of the mappings with one of them replaced; undefined removes it. */
export function withMapping(
  mappings: PoolDocument['RoleMappings'],
  key: string,
  mapping: RoleMapping | undefined,
): PoolDocument['RoleMappings'] {
  const next = new Map(Object.entries(mappings));
  if (mapping === undefined) next.delete(key);
  else next.set(key, mapping);
  return Object.fromEntries(next);
}

function visibleUser({ user, provider }: SimulationInput): SimulatedUser {
  return user.kind === 'federated' ? { ...user, claims: visibleClaims(user.claims, provider) } : user;
}

function poolObstacle(document: PoolDocument, { kind }: SimulatedUser): Obstacle | undefined {
  if (kind === 'guest' && !document.AllowUnauthenticatedIdentities) return 'guests-refused';
  if (kind === 'developer' && document.DeveloperProviderName === undefined) return 'no-developer-provider';
}

function roleObstacle(
  { document, provider, user, identityId, trustPolicies }: SimulationInput,
  resolution: RoleResolution,
  tags: Readonly<Record<string, string>>,
): Obstacle | undefined {
  if (resolution.outcome === 'refused') return undefined;
  const trustPolicy = trustPolicies?.get(resolution.role);
  if (trustPolicy !== undefined) {
    const amr = amrOf(document, provider, user);
    const poolUser = { poolId: document.IdentityPoolId, amr, identityId, principalTags: tags };
    const trust = evaluatePoolTrust(trustPolicy, poolUser);
    if (trust.decision !== 'allow') return 'not-trusted';
  } else if (trustPolicies !== undefined && isOfAccount(resolution.role, trustPolicies)) {
    return 'no-such-role';
  }
  return principalTagBytes(tags) > maxPrincipalTagBytes ? 'tags-too-large' : undefined;
}

/** Roles of other accounts are not in the list; what is no ARN at all is a role nowhere. */
function isOfAccount(role: string, trustPolicies: ReadonlyMap<string, string>): boolean {
  const account = /^arn:[\w-]+:iam::(\d{12}):role\//.exec(role)?.[1];
  return account === undefined || [...trustPolicies.keys()].some((arn) => arn.split(':')[4] === account);
}

function loginOf(provider: PoolProvider, claims: Claims) {
  const samlRoles = provider.kind === 'saml' ? samlRolesOf(claims, provider.key) : undefined;
  return { mappingKey: provider.key, claims, samlRoles };
}

const samlRoleAttribute = 'https://aws.amazon.com/SAML/Attributes/Role';

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_create_saml_assertions.html */
function samlRolesOf(claims: Claims, providerArn: string): string[] {
  const given: unknown = ownValue(claims, samlRoleAttribute);
  const values: readonly unknown[] = Array.isArray(given) ? given : [given];
  const pairs = values.flatMap((value) =>
    typeof value === 'string' ? [value.split(',').map((part) => part.trim())] : [],
  );
  const roles = pairs
    .filter((pair) => pair.length === 2 && pair.includes(providerArn))
    .flatMap((pair) => pair.filter((arn) => /^arn:[\w-]+:iam::\d{12}:role\//.test(arn)));
  return [...new Set(roles)];
}

/** How the pool's token says that the user has signed in. */
export function amrOf({ DeveloperProviderName }: PoolDocument, provider: PoolProvider, user: SimulatedUser): string[] {
  switch (user.kind) {
    case 'guest':
      return ['unauthenticated'];
    case 'developer':
      return ['authenticated', DeveloperProviderName ?? ''];
    case 'federated': {
      const subject = scalarText(ownValue(user.claims, 'sub')) ?? '';
      return ['authenticated', provider.login, `${amrPrefix(provider)}:${subject}`];
    }
  }
}

function amrPrefix({ kind, key, login, detail }: PoolProvider): string {
  switch (kind) {
    case 'user-pool':
      return `${login}:CognitoSignIn`;
    case 'oidc':
      return `${key}:OIDC`;
    case 'saml':
      return `${key}:SAML`;
    default:
      return `${key}:${detail}`;
  }
}

function familyOf({ kind }: PoolProvider): ProviderFamily {
  return kind === 'other' || kind === 'developer' ? 'oidc' : kind;
}
