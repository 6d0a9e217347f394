import type { PoolDocument, PoolMember } from '../aws/pool-document.ts';
import { canonicalPool, own, sameValue } from './canonical.ts';

/** Maps are compared entry by entry, so that two people can add two different tags. */
const mapMembers = [
  'SupportedLoginProviders',
  'IdentityPoolTags',
  'Roles',
  'RoleMappings',
  'PrincipalTagAttributeMaps',
] as const satisfies PoolMember[];
type MapMember = (typeof mapMembers)[number];

const plainMembers = [
  'IdentityPoolName',
  'AllowUnauthenticatedIdentities',
  'AllowClassicFlow',
  'DeveloperProviderName',
  'CognitoIdentityProviders',
  'OpenIdConnectProviderARNs',
  'SamlProviderARNs',
] as const satisfies PoolMember[];

/** One setting: a member of the pool, or one entry of a member that is a map. */
export interface PoolPath {
  readonly member: PoolMember;
  readonly key?: string;
}

/** `IdentityPoolName`, `IdentityPoolTags.team` */
export function pathText(path: PoolPath): string {
  return path.key === undefined ? path.member : `${path.member}.${path.key}`;
}

export function valueAt(document: PoolDocument, path: PoolPath): unknown {
  const value = document[path.member];
  if (path.key === undefined) return value;
  return typeof value === 'object' && value !== null ? own(value, path.key) : undefined;
}

/** Every setting in which two documents differ, in the order of the console. */
export function differingPaths(left: PoolDocument, right: PoolDocument): PoolPath[] {
  const a = canonicalPool(left);
  const b = canonicalPool(right);
  const plain = plainMembers
    .filter((member) => !sameValue(a[member], b[member]))
    .map((member): PoolPath => ({ member }));
  const entries = mapMembers.flatMap((member) =>
    [...new Set([...Object.keys(a[member]), ...Object.keys(b[member])])]
      .map((key) => ({ member, key }))
      .filter((path) => !sameValue(valueAt(a, path), valueAt(b, path))),
  );
  return [...plain, ...entries];
}

/** A copy of `document` with one setting replaced; `undefined` removes it. */
export function withValue(document: PoolDocument, path: PoolPath, value: unknown): PoolDocument {
  if (path.key === undefined) return replaceMember(document, path.member, value);
  const map = new Map(Object.entries(document[path.member as MapMember]));
  if (value === undefined) map.delete(path.key);
  else map.set(path.key, value);
  return replaceMember(document, path.member, Object.fromEntries(map));
}

function replaceMember(document: PoolDocument, member: PoolMember, value: unknown): PoolDocument {
  const members = new Map<string, unknown>(Object.entries(document));
  if (value === undefined) members.delete(member);
  else members.set(member, value);
  return Object.fromEntries(members) as PoolDocument;
}
