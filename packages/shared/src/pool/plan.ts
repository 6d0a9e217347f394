import type { PlannedCall } from '../aws/planned-call.ts';
import type { CreatePoolInput } from './changes.ts';
import type { PoolDocument } from '../aws/pool-document.ts';
import { canonicalPool, own, sameValue } from './canonical.ts';
import type { PrincipalTagMap } from '../aws/principal-tags.ts';
import { membersOfCall, poolSettings, type SettingsTable } from './settings.ts';

/**
 * The calls that turn `current` into `next`, in order; none where nothing differs. Attribute maps of providers that go are cleared while the
 * provider is still there; roles come after the providers that their mappings name. Tags have calls of their own, which touch no other tag.
 */
export function planUpdate(
  current: PoolDocument,
  next: PoolDocument,
  arn: string,
  settings: SettingsTable = poolSettings,
): PlannedCall[] {
  const tagMaps = differingTagMaps(current, next);
  const isGoing = ({ provider }: TagMapChange): boolean => !taggedProviders(next).includes(provider);
  return [
    ...tagMaps.filter(isGoing).map((change) => tagMapCall(next, change)),
    ...(sameValue(
      settingsOf(canonicalPool(current, settings), settings),
      settingsOf(canonicalPool(next, settings), settings),
    )
      ? []
      : [pooledCall('UpdateIdentityPool', withoutEmpty(settingsOf(next, settings)))]),
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
  create: PlannedCall;
  roles: (IdentityPoolId: string) => PlannedCall | undefined;
} {
  const { Roles, ...settings } = input;
  return {
    create: { service: 'cognito-identity', operation: 'CreateIdentityPool', input: withoutEmpty(settings) },
    roles: (IdentityPoolId) =>
      Object.values(Roles).every((role) => role === undefined)
        ? undefined
        : {
            service: 'cognito-identity',
            operation: 'SetIdentityPoolRoles',
            input: { IdentityPoolId, Roles: withoutEmpty(Roles) },
          },
  };
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

function tagMapCall({ IdentityPoolId }: PoolDocument, { provider, map }: TagMapChange): PlannedCall {
  return pooledCall('SetPrincipalTagAttributeMap', { IdentityPoolId, IdentityProviderName: provider, ...map });
}

function tagCalls(
  before: PoolDocument['IdentityPoolTags'],
  after: PoolDocument['IdentityPoolTags'],
  ResourceArn: string,
): PlannedCall[] {
  const set = Object.entries(after).filter(([key, value]) => own(before, key) !== value);
  const removed = Object.keys(before).filter((key) => !Object.hasOwn(after, key));
  return [
    ...(removed.length === 0 ? [] : [pooledCall('UntagResource', { ResourceArn, TagKeys: removed })]),
    ...(set.length === 0 ? [] : [pooledCall('TagResource', { ResourceArn, Tags: Object.fromEntries(set) })]),
  ];
}

function pooledCall(operation: PlannedCall['operation'], input: PlannedCall['input']): PlannedCall {
  return { service: 'cognito-identity', operation, input };
}

/** Roles and mappings always go together: the call replaces both. */
function rolesCall(document: PoolDocument, settings: SettingsTable): PlannedCall {
  return pooledCall('SetIdentityPoolRoles', {
    IdentityPoolId: document.IdentityPoolId,
    ...rolesOf(document, settings),
  });
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

/** Empty lists and maps mean the same to AWS as absent ones, and make the shown command shorter. */
function withoutEmpty(members: object): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(members).filter(([, value]) => {
      if (value === undefined) return false;
      if (Array.isArray(value)) return value.length > 0;
      return typeof value !== 'object' || value === null || Object.keys(value).length > 0;
    }),
  );
}
