import type { PoolDocument, PoolMember } from '../aws/pool-document.ts';
import { withoutSecret } from '../aws/login-secrets.ts';
import { differingPaths, type PoolPath, pathText, valueAt } from './paths.ts';
import type { PrincipalTagMap } from '../aws/principal-tags.ts';
import type { RoleMapping } from '../aws/role-mapping.ts';
import type { UserPoolProvider } from '../aws/providers.ts';

/** One setting that differs, in words. `before` is absent where it was added, `after` where it was removed. */
export interface PoolDifference {
  /** `IdentityPoolName`, `IdentityPoolTags.team` */
  readonly path: string;
  readonly label: string;
  readonly kind: 'added' | 'removed' | 'changed';
  readonly before?: string;
  readonly after?: string;
}

/** What changes between two versions of a pool, setting by setting. */
export function diffPools(before: PoolDocument, after: PoolDocument): PoolDifference[] {
  return differingPaths(before, after).map((path) => {
    const old = describe(path, valueAt(before, path));
    const next = changedText(old, describe(path, valueAt(after, path)));
    return {
      path: pathText(path),
      label: labelOf(path),
      kind: old === undefined ? 'added' : next === undefined ? 'removed' : 'changed',
      ...(old === undefined ? {} : { before: old }),
      ...(next === undefined ? {} : { after: next }),
    };
  });
}

/** Two values that differ in a secret only read the same: the second then says that it differs. */
export function changedText(before: string | undefined, after: string | undefined): string | undefined {
  return after !== undefined && before === after ? `${after} (changed)` : after;
}

/** The words of a setting at a path as text, for example for a conflict: see `pathText`. */
export function labelOfPath(text: string): string {
  const dot = text.indexOf('.');
  return dot < 0
    ? labelOf({ member: text as PoolMember })
    : labelOf({ member: text.slice(0, dot) as PoolMember, key: text.slice(dot + 1) });
}

/** The value of a setting at a path as text, in words; undefined where the pool does not have it. */
export function valueTextAt(document: PoolDocument, text: string): string | undefined {
  const dot = text.indexOf('.');
  const path: PoolPath =
    dot < 0 ? { member: text as PoolMember } : { member: text.slice(0, dot) as PoolMember, key: text.slice(dot + 1) };
  return describe(path, valueAt(document, path));
}

const labels: Readonly<Record<PoolMember, string>> = {
  IdentityPoolId: 'Identity pool ID',
  IdentityPoolName: 'Name',
  AllowUnauthenticatedIdentities: 'Guest access',
  AllowClassicFlow: 'Basic (classic) flow',
  SupportedLoginProviders: 'Login provider',
  DeveloperProviderName: 'Developer provider name',
  OpenIdConnectProviderARNs: 'OIDC providers',
  CognitoIdentityProviders: 'User pools',
  SamlProviderARNs: 'SAML providers',
  IdentityPoolTags: 'Tag',
  Roles: 'Default role',
  RoleMappings: 'Role mapping',
  PrincipalTagAttributeMaps: 'Attributes for access control',
};

function labelOf(path: PoolPath): string {
  if (path.member === 'Roles') return path.key === 'unauthenticated' ? 'Guest role' : 'Authenticated role';
  return path.key === undefined ? labels[path.member] : `${labels[path.member]} ${path.key}`;
}

function describe(path: PoolPath, value: unknown): string | undefined {
  switch (path.member) {
    case 'AllowUnauthenticatedIdentities':
      return value === true ? 'Active' : 'Inactive';
    case 'AllowClassicFlow':
      if (value === undefined) return 'Allowed (not set)';
      return value === true ? 'Allowed' : 'Refused';
    case 'CognitoIdentityProviders':
      return lines((value as readonly UserPoolProvider[]).map(userPoolText));
    case 'OpenIdConnectProviderARNs':
    case 'SamlProviderARNs':
      return lines(value as readonly string[]);
    case 'SupportedLoginProviders':
      return typeof value === 'string' ? withoutSecret(value) : undefined;
    case 'RoleMappings':
      return value === undefined ? undefined : mappingText(value as RoleMapping);
    case 'PrincipalTagAttributeMaps':
      return value === undefined ? undefined : tagMapText(value as PrincipalTagMap);
    default:
      return typeof value === 'string' ? value : undefined;
  }
}

function tagMapText({ UseDefaults, PrincipalTags }: PrincipalTagMap): string {
  if (UseDefaults) return 'Default mappings';
  return lines(Object.entries(PrincipalTags).map(([tag, claim]) => `${tag} from ${claim}`));
}

function lines(items: readonly string[]): string {
  return items.length === 0 ? 'None' : items.join('\n');
}

function userPoolText(item: UserPoolProvider): string {
  return `${item.ProviderName}, client ${item.ClientId}${item.ServerSideTokenCheck ? ', server-side token check' : ''}`;
}

function mappingText(mapping: RoleMapping): string {
  const otherwise = mapping.AmbiguousRoleResolution === 'Deny' ? 'deny' : 'use the authenticated role';
  const rules = mapping.RulesConfiguration?.Rules ?? [];
  if (mapping.Type === 'Token') return `Role from the token; if ambiguous, ${otherwise}`;
  return lines([
    ...rules.map((rule, index) => `${index + 1}. ${rule.Claim} ${rule.MatchType} ${rule.Value}: ${rule.RoleARN}`),
    `If no rule matches, ${otherwise}`,
  ]);
}
