import { partitionOf } from '../aws/regions.ts';
import type { NewRole } from '../aws/new-role.ts';
import type { PlannedCall } from '../aws/planned-call.ts';
import { planCreateRole } from '../aws/plans.ts';
import { poolTrustPolicy } from '../policy/trust.ts';
import { trustOfAll } from '../roles/uses.ts';
import type { CreatePoolInput } from './changes.ts';
import type { PoolDocument } from '../aws/pool-document.ts';
import { canonicalPool, own, sameValue } from './canonical.ts';
import { activeTagMap, type PrincipalTagMap } from '../aws/principal-tags.ts';
import { membersOfCall, poolSettings, type SettingsTable } from './settings.ts';

/** A call of which the update of a pool is made. */
export type UpdateCall = PlannedCall<
  'UpdateIdentityPool' | 'SetIdentityPoolRoles' | 'SetPrincipalTagAttributeMap' | 'TagResource' | 'UntagResource'
>;

/**
 * The calls that turn `current` into `next`, in order; none where nothing differs. Attribute maps of providers that go are cleared while the
 * provider is still there; roles come after the providers that their mappings name. Tags have calls of their own, which touch no other tag.
 */
export function planUpdate(
  current: PoolDocument,
  next: PoolDocument,
  arn: string,
  settings: SettingsTable = poolSettings,
): UpdateCall[] {
  const tagMaps = differingTagMaps(current, next);
  const isGoing = ({ provider }: TagMapChange): boolean => !taggedProviders(next).includes(provider);
  return [
    ...tagMaps.filter(isGoing).map((change) => tagMapCall(next.IdentityPoolId, change)),
    ...(sameValue(
      settingsOf(canonicalPool(current, settings), settings),
      settingsOf(canonicalPool(next, settings), settings),
    )
      ? []
      : [settingsCall(next, settings)]),
    ...(sameValue(rolesOf(current, settings), rolesOf(next, settings)) ? [] : [rolesCall(next, settings)]),
    ...tagMaps.filter((change) => !isGoing(change)).map((change) => tagMapCall(next.IdentityPoolId, change)),
    ...tagCalls(current.IdentityPoolTags, next.IdentityPoolTags, arn),
  ];
}

/** The providers of a pool as attribute maps spell them; a user pool with several clients is one. */
export function taggedProviders(
  pool: Pick<
    PoolDocument,
    'CognitoIdentityProviders' | 'SupportedLoginProviders' | 'OpenIdConnectProviderARNs' | 'SamlProviderARNs'
  >,
): string[] {
  return [
    ...new Set([
      ...pool.CognitoIdentityProviders.map(({ ProviderName }) => ProviderName),
      ...Object.keys(pool.SupportedLoginProviders),
      ...pool.OpenIdConnectProviderARNs,
      ...pool.SamlProviderARNs,
    ]),
  ];
}

/** A call that follows CreateIdentityPool. */
export type CreationCall = PlannedCall<'CreateRole' | 'SetIdentityPoolRoles' | 'SetPrincipalTagAttributeMap'>;

/** What the calls after CreateIdentityPool need to know. `IdentityPoolId`: a placeholder where it is not known yet. */
export interface NewPool {
  readonly IdentityPoolId: string;
  readonly account: string;
  readonly region: string;
}

/** What is set on a new pool after CreateIdentityPool. */
export type LaterSettings = Pick<CreatePoolInput, 'Roles' | 'RoleMappings' | 'PrincipalTagAttributeMaps' | 'NewRoles'>;

/** CreateIdentityPool, and the calls after it. */
export function planCreate(input: CreatePoolInput): {
  create: PlannedCall<'CreateIdentityPool'>;
  rest: (made: NewPool) => CreationCall[];
} {
  const { IdentityPoolName, AllowUnauthenticatedIdentities, ...others } = input;
  const {
    Roles: _roles,
    RoleMappings: _mappings,
    PrincipalTagAttributeMaps: _maps,
    NewRoles: _new,
    ...settings
  } = others;
  return {
    create: {
      service: 'cognito-identity',
      operation: 'CreateIdentityPool',
      input: { IdentityPoolName, AllowUnauthenticatedIdentities, ...withoutEmpty(settings) },
    },
    rest: (made) => planRest(input, made),
  };
}

/** The two calls that set all of a pool but its tags and attribute maps. AWS takes their inputs as they are. */
export function planWhole(document: PoolDocument): [UpdateCall, UpdateCall] {
  return [settingsCall(document, poolSettings), rolesCall(document, poolSettings)];
}

/** In order: new roles, whose trust policies name the pool; default roles and role mappings; attribute maps. */
export function planRest(
  { Roles, RoleMappings = {}, PrincipalTagAttributeMaps = {}, NewRoles = {} }: LaterSettings,
  { IdentityPoolId, account, region }: NewPool,
): CreationCall[] {
  const made = (['authenticated', 'unauthenticated'] as const).flatMap((kind) => {
    const role = NewRoles[kind];
    return role === undefined ? [] : [{ kind, role }];
  });
  const arns = made.map(({ kind, role }): [string, string] => [kind, newRoleArn(role, account, region)]);
  const roles = { ...chosen(Roles), ...Object.fromEntries(arns) };
  const hasMappings = Object.keys(RoleMappings).length > 0;
  const input = { IdentityPoolId, Roles: roles, ...(hasMappings ? { RoleMappings } : {}) };
  return [
    ...made.map(({ kind, role }) => {
      const wanted = trustOfAll({ IdentityPoolId, PrincipalTagAttributeMaps }, kind);
      return planCreateRole({ ...role, AssumeRolePolicyDocument: poolTrustPolicy(wanted) });
    }),
    ...(Object.keys(roles).length === 0 && !hasMappings ? [] : [setRolesCall(input)]),
    ...Object.entries(PrincipalTagAttributeMaps)
      .filter(([, map]) => activeTagMap(map) !== undefined)
      .map(([provider, map]) => tagMapCall(IdentityPoolId, { provider, map })),
  ];
}

/** The ARN that a role gets. */
function newRoleArn({ Path, RoleName }: NewRole, account: string, region: string): string {
  return `arn:${partitionOf(region)}:iam::${account}:role${Path}${RoleName}`;
}

function setRolesCall(input: PlannedCall<'SetIdentityPoolRoles'>['input']): PlannedCall<'SetIdentityPoolRoles'> {
  return { service: 'cognito-identity', operation: 'SetIdentityPoolRoles', input };
}

interface TagMapChange {
  readonly provider: string;
  readonly map: PrincipalTagMap;
}

/** Maps can't be deleted: one that should make no tags is set to an empty one. */
function differingTagMaps(current: PoolDocument, next: PoolDocument): TagMapChange[] {
  const [before, after] = [
    new Map(Object.entries(current.PrincipalTagAttributeMaps)),
    new Map(Object.entries(next.PrincipalTagAttributeMaps)),
  ];
  return [...new Set([...before.keys(), ...after.keys()])]
    .filter((provider) => !sameValue(before.get(provider), after.get(provider)))
    .map((provider) => ({ provider, map: after.get(provider) ?? { UseDefaults: false, PrincipalTags: {} } }));
}

function tagMapCall(
  IdentityPoolId: string,
  { provider, map }: TagMapChange,
): PlannedCall<'SetPrincipalTagAttributeMap'> {
  const input = { IdentityPoolId, IdentityProviderName: provider, ...map };
  return { service: 'cognito-identity', operation: 'SetPrincipalTagAttributeMap', input };
}

function tagCalls(
  before: PoolDocument['IdentityPoolTags'],
  after: PoolDocument['IdentityPoolTags'],
  ResourceArn: string,
): UpdateCall[] {
  const set = Object.entries(after).filter(([key, value]) => own(before, key) !== value);
  const TagKeys = Object.keys(before).filter((key) => !Object.hasOwn(after, key));
  const calls: UpdateCall[] = [];
  if (TagKeys.length > 0)
    calls.push({ service: 'cognito-identity', operation: 'UntagResource', input: { ResourceArn, TagKeys } });
  if (set.length > 0) {
    const input = { ResourceArn, Tags: Object.fromEntries(set) };
    calls.push({ service: 'cognito-identity', operation: 'TagResource', input });
  }
  return calls;
}

function settingsCall(next: PoolDocument, settings: SettingsTable): UpdateCall {
  const { IdentityPoolId, IdentityPoolName, AllowUnauthenticatedIdentities, ...rest } = settingsOf(next, settings);
  const input = { IdentityPoolId, IdentityPoolName, AllowUnauthenticatedIdentities, ...withoutEmpty(rest) };
  return { service: 'cognito-identity', operation: 'UpdateIdentityPool', input };
}

/** Roles and mappings always go together: the call replaces both. */
function rolesCall(document: PoolDocument, settings: SettingsTable): UpdateCall {
  const { Roles, ...mappings } = rolesOf(document, settings);
  return setRolesCall({ IdentityPoolId: document.IdentityPoolId, Roles: chosen(Roles), ...mappings });
}

/**
 * What UpdateIdentityPool covers: what it does not get, AWS sets back to its default. Only tags survive being left out.
 * https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_UpdateIdentityPool.html
 */
function settingsOf(document: PoolDocument, settings: SettingsTable): Omit<PoolDocument, SetApart> {
  const members = ['IdentityPoolId', ...membersOfCall(settings, ['UpdateIdentityPool'])] as const;
  return pick(document, members) as Omit<PoolDocument, SetApart>;
}

type SetApart = 'Roles' | 'RoleMappings' | 'PrincipalTagAttributeMaps' | 'IdentityPoolTags';

function rolesOf(document: PoolDocument, settings: SettingsTable): Pick<PoolDocument, 'Roles' | 'RoleMappings'> {
  return pick(document, membersOfCall(settings, ['SetIdentityPoolRoles'])) as PoolDocument;
}

function pick(document: PoolDocument, members: readonly (keyof PoolDocument)[]): Partial<PoolDocument> {
  return Object.fromEntries(members.map((member) => [member, document[member]]));
}

function chosen(roles: PoolDocument['Roles']): Record<string, string> {
  return Object.fromEntries(Object.entries(roles).flatMap(([kind, arn]) => (arn === undefined ? [] : [[kind, arn]])));
}

/** Empty lists and maps mean the same to AWS as absent ones, and make the shown command shorter. */
function withoutEmpty<T extends object>(members: T): Partial<T> {
  const given = Object.entries(members).filter(([, value]: [string, unknown]) => {
    if (value === undefined) return false;
    if (Array.isArray(value)) return value.length > 0;
    return typeof value !== 'object' || value === null || Object.keys(value).length > 0;
  });
  return Object.fromEntries(given) as Partial<T>;
}
