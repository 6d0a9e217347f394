import type { PlannedCall } from '../aws/planned-call.ts';
import type { CreatePoolInput } from './changes.ts';
import type { PoolDocument } from '../aws/pool-document.ts';
import { canonicalPool, own, sameValue } from './canonical.ts';
import type { PrincipalTagMap } from '../aws/principal-tags.ts';
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
    ...tagMaps.filter(isGoing).map((change) => tagMapCall(next, change)),
    ...(sameValue(
      settingsOf(canonicalPool(current, settings), settings),
      settingsOf(canonicalPool(next, settings), settings),
    )
      ? []
      : [settingsCall(next, settings)]),
    ...(sameValue(rolesOf(current, settings), rolesOf(next, settings)) ? [] : [rolesCall(next, settings)]),
    ...tagMaps.filter((change) => !isGoing(change)).map((change) => tagMapCall(next, change)),
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

/** CreateIdentityPool, and the SetIdentityPoolRoles that follows it where a default role was chosen. */
export function planCreate(input: CreatePoolInput): {
  create: PlannedCall<'CreateIdentityPool'>;
  roles: (IdentityPoolId: string) => PlannedCall<'SetIdentityPoolRoles'> | undefined;
} {
  const { Roles, IdentityPoolName, AllowUnauthenticatedIdentities, ...settings } = input;
  return {
    create: {
      service: 'cognito-identity',
      operation: 'CreateIdentityPool',
      input: { IdentityPoolName, AllowUnauthenticatedIdentities, ...withoutEmpty(settings) },
    },
    roles: (IdentityPoolId) =>
      Object.values(Roles).every((role) => role === undefined)
        ? undefined
        : {
            service: 'cognito-identity',
            operation: 'SetIdentityPoolRoles',
            input: { IdentityPoolId, Roles: chosen(Roles) },
          },
  };
}

/** The two calls that set all of a pool but its tags and attribute maps. AWS takes their inputs as they are. */
export function planWhole(document: PoolDocument): [UpdateCall, UpdateCall] {
  return [settingsCall(document, poolSettings), rolesCall(document, poolSettings)];
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

function tagMapCall({ IdentityPoolId }: PoolDocument, { provider, map }: TagMapChange): UpdateCall {
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
  const input = { IdentityPoolId: document.IdentityPoolId, Roles: chosen(Roles), ...mappings };
  return { service: 'cognito-identity', operation: 'SetIdentityPoolRoles', input };
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
