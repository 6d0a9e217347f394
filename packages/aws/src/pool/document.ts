import { hash } from 'node:crypto';

import type { UnreadableMember } from '@lifeguard/shared/api/pools';
import type { PoolDocument } from '@lifeguard/shared/aws/pool-document';
import { canonicalPool } from '@lifeguard/shared/pool/canonical';
import { taggedProviders } from '@lifeguard/shared/pool/plan';
import { membersOfCall, poolSettings, type SettingsTable, type Setting } from '@lifeguard/shared/pool/settings';
import canonicalize from 'canonicalize';

import { readAnswer } from './answer.ts';

/** Version of a document: equal exactly when AWS would treat two documents as the same. The id holds the region. */
export function etagOf(document: PoolDocument, settings: SettingsTable = poolSettings): string {
  const text = canonicalize(canonicalPool(asRead(document), settings)) ?? '';
  return `"v1.${hash('sha256', text, 'base64url')}"`;
}

/** A document as a read would show it: AWS is asked for attribute maps by provider, so one that a provider left behind is no part of any version. */
export function asRead(document: PoolDocument): PoolDocument {
  const providers = taggedProviders(document);
  const maps = Object.entries(document.PrincipalTagAttributeMaps).filter(([provider]) => providers.includes(provider));
  return { ...document, PrincipalTagAttributeMaps: Object.fromEntries(maps) };
}

/** A document without the members that could not be read, as a read that has such a gap shows it. */
export function withGaps(document: PoolDocument, gaps: readonly UnreadableMember[]): PoolDocument {
  return { ...document, ...Object.fromEntries(gaps.map((member) => [member, {}])) };
}

/** A member that DescribeIdentityPool answers. */
export type DescribedMember = Exclude<keyof PoolDocument, 'Roles' | 'RoleMappings' | 'PrincipalTagAttributeMaps'>;

/** What a document has of one answer of AWS, and the paths of what this version does not know. */
interface Read<M extends keyof PoolDocument> {
  readonly members: Pick<PoolDocument, M>;
  readonly unknown: string[];
}

/** https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_DescribeIdentityPool.html */
export function readDescribed(
  rawBody: Uint8Array | undefined,
  settings: SettingsTable = poolSettings,
): Read<DescribedMember> {
  return read(rawBody, settings, ['UpdateIdentityPool', 'TagResource']);
}

/** https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_GetIdentityPoolRoles.html */
export function readRoles(
  rawBody: Uint8Array | undefined,
  settings: SettingsTable = poolSettings,
): Read<'Roles' | 'RoleMappings'> {
  return read(rawBody, settings, ['SetIdentityPoolRoles']);
}

/**
 * Takes keys called `__proto__` out of maps, and names them: pages can't carry them, and one such tag must not make a
 * whole pool, or a list of pools, unreadable. As with everything unknown, the pool is then not written.
 */
export function withoutProto<R extends { readonly members: object; readonly unknown: readonly string[] }>(read: R): R {
  const strange = Object.entries(read.members).filter(([, map]) => isMap(map) && Object.hasOwn(map, '__proto__'));
  if (strange.length === 0) return read;
  const clean = strange.map(([name, map]) => {
    const others = Object.entries(map as object).filter(([key]) => key !== '__proto__');
    return [name, Object.fromEntries(others)] as const;
  });
  return {
    ...read,
    members: { ...read.members, ...Object.fromEntries(clean) },
    unknown: [...read.unknown, ...strange.map(([name]) => `${name}.__proto__`)],
  };
}

function isMap(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Reads AWS's raw answer and not what the SDK made of it: the SDK silently drops members that it does not know, and since an update replaces
 * everything, a save would reset them.
 */
function read(rawBody: Uint8Array | undefined, settings: SettingsTable, calls: readonly Setting['call'][]) {
  if (rawBody === undefined) throw new Error('The answer of AWS was not kept.');
  const answer = new Map<string, unknown>(Object.entries(JSON.parse(Buffer.from(rawBody).toString('utf8')) as object));
  const names = membersOfCall(settings, calls);
  const known = new Map(
    names.map((name) => [name as string, readAnswer(answer.get(name) ?? undefined, settings[name].schema, `${name}.`)]),
  );
  const others = [...answer].flatMap(([name, value]) =>
    known.has(name) || name === 'IdentityPoolId' || value === null ? [] : [name],
  );
  const unknown = [...others, ...[...known.values()].flatMap((item) => item.unknown)];
  const members = names.flatMap((name) => {
    const { absent, read: toDocument } = settings[name];
    const value = known.get(name)?.value ?? absent;
    if (value === undefined) return [];
    return [[name, toDocument?.(value) ?? value] as const];
  });
  const id = answer.has('IdentityPoolId') ? [['IdentityPoolId', answer.get('IdentityPoolId')] as const] : [];
  return { members: Object.fromEntries([...id, ...members]) as PoolDocument, unknown: [...new Set(unknown)] };
}
