import { z } from 'zod';

import { withoutSecret } from '../aws/login-secrets.ts';
import { identityPoolName, poolDocument, type PoolDocument } from '../aws/pool-document.ts';
import { enteredPrincipalTagMaps } from '../aws/principal-tags.ts';
import {
  developerProviderName,
  enteredOidcProviderArns,
  enteredSamlProviderArns,
  enteredSupportedLoginProviders,
  enteredUserPoolProvider,
} from '../aws/providers.ts';
import { enteredRoles, type RoleMapping, roleMappings } from '../aws/role-mapping.ts';
import { enteredTags } from '../aws/tags.ts';
import {
  arnRows,
  mappingRows,
  noMatchWords,
  orderedArnRows,
  tagMapRows,
  userPoolRows,
  type ValueRow,
} from './value-rows.ts';

/** A member of a pool that can be set. */
export type SettingName = Exclude<keyof PoolDocument, 'IdentityPoolId'>;

/** Settings that are only understood together: a merge never puts two edits of one group together by itself. */
export type SettingGroup = 'guests' | 'providers';

/** All that the console has to know of one member of a pool, whose values are `V`. */
export interface Setting<V = unknown> {
  /**
   * How two versions are compared: as a whole; as a set, the order of whose items means nothing to AWS; as a list, the order of which AWS keeps;
   * or as a map, entry by entry, so that two people can add two different tags.
   */
  readonly kind: 'value' | 'set' | 'list' | 'map';
  readonly label: string;
  /** What one entry of a map is called, where that is not the label and the key. */
  entryLabel?(this: void, key: string): string;
  /** What a value is called; of a map, the value of one entry. */
  words(this: void, value: Described<V>): string;
  /** Of a value that is a list its rows, so that two versions are shown row by row; of a map, those of one entry. */
  rows?(this: void, value: Described<V>): readonly ValueRow[];
  /** The words of a setting that is not set. Without them a difference is one that was added or removed. */
  readonly wordsNotSet?: string;
  /** What a person may enter; `poolDocument` has what AWS may answer. */
  readonly entered: z.ZodType<V>;
  /** What the document has, and with it what of AWS's answer is known. */
  readonly schema: z.ZodType<V | undefined>;
  /** What it means that AWS leaves the member out. `undefined`: that it is not set, and then it is not in the document either. */
  readonly absent: V | undefined;
  /** Whether a change may set it back to "not set", by `null`. Where not, why not. */
  readonly unset: true | string;
  /** The call that sets it. What such a call covers and does not get, AWS sets back, but for tags. */
  readonly call: 'UpdateIdentityPool' | 'SetIdentityPoolRoles' | 'SetPrincipalTagAttributeMap' | 'TagResource';
  readonly group?: SettingGroup;
  /** The entries of a map that belong to the group, where not all do. */
  readonly groupKeys?: readonly string[];
  /** By what the items of a set are ordered in the canonical form; the items themselves where it is left out. */
  sortKey?(this: void, item: ItemOf<V>): string;
  /** What the document has for what AWS answers, where that is not the same. */
  read?(this: void, answer: V): V;
}

type Described<V> = V extends readonly unknown[]
  ? V
  : V extends Readonly<Record<string, infer Entry>>
    ? NonNullable<Entry>
    : V;
type ItemOf<V> = V extends readonly (infer Item)[] ? Item : unknown;

/** The row of a member: one that every document has can be neither absent nor unset. */
type SettingOf<V> = Setting<NonNullable<V>> & {
  readonly absent: V;
  readonly unset: undefined extends V ? true | string : string;
};

/** A table of settings: the real one, or in a test one with a made-up member. */
export type SettingsTable = Readonly<Record<SettingName, Setting>>;

const { shape } = poolDocument;
const noMap = 'This is a map: send an empty one to remove all entries.';
const noList = 'This is a list: send an empty one to remove all items.';

/**
 * The one table of what can be set on a pool, in the order in which people see it. Comparing, merging, words, plans, forms' schemas, lists and what
 * AWS's answers are read into are made from it, so that a member that stands here is forgotten nowhere.
 */
export const poolSettings = {
  IdentityPoolName: {
    kind: 'value',
    label: 'Name',
    words: (name) => name,
    entered: identityPoolName,
    schema: shape.IdentityPoolName,
    absent: '',
    unset: 'Every pool has a name.',
    call: 'UpdateIdentityPool',
  },
  AllowUnauthenticatedIdentities: {
    kind: 'value',
    label: 'Guest access',
    words: (isOn) => (isOn ? 'Active' : 'Inactive'),
    entered: z.boolean(),
    schema: shape.AllowUnauthenticatedIdentities,
    absent: false,
    unset: 'Guest access is either on or off.',
    call: 'UpdateIdentityPool',
    group: 'guests',
  },
  AllowClassicFlow: {
    kind: 'value',
    label: 'Basic (classic) flow',
    words: (isAllowed) => (isAllowed ? 'Active' : 'Inactive'),
    // Not the same as inactive: AWS then allows the flow.
    wordsNotSet: 'Active by default',
    entered: z.boolean(),
    schema: shape.AllowClassicFlow,
    absent: undefined,
    // go-to-k/cdk-real-drift#402 saw UpdateIdentityPool keep it where it is left out.
    unset: 'AWS keeps it once it is set: allow the classic flow or refuse it.',
    call: 'UpdateIdentityPool',
    group: 'guests',
  },
  DeveloperProviderName: {
    kind: 'value',
    label: 'Developer provider name',
    words: (name) => name,
    entered: developerProviderName,
    schema: shape.DeveloperProviderName,
    absent: undefined,
    // https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_UpdateIdentityPool.html
    unset: 'AWS lets nobody change or remove the developer provider name of a pool once it is set.',
    call: 'UpdateIdentityPool',
  },
  CognitoIdentityProviders: {
    kind: 'set',
    label: 'User pools',
    words: (items) => lines(userPoolRows(items).map(({ kind, text }) => `${kind}, ${text}`)),
    rows: userPoolRows,
    entered: z.array(enteredUserPoolProvider).max(1000),
    schema: shape.CognitoIdentityProviders,
    absent: [],
    unset: noList,
    call: 'UpdateIdentityPool',
    group: 'providers',
    sortKey: ({ ProviderName, ClientId }) => `${ProviderName}\n${ClientId}`,
    read: (items) => items.map((item) => ({ ...noUserPool, ...item })),
  },
  OpenIdConnectProviderARNs: {
    kind: 'set',
    label: 'OIDC providers',
    words: lines,
    rows: arnRows,
    entered: enteredOidcProviderArns,
    schema: shape.OpenIdConnectProviderARNs,
    absent: [],
    unset: noList,
    call: 'UpdateIdentityPool',
    group: 'providers',
  },
  SamlProviderARNs: {
    kind: 'list',
    label: 'SAML providers',
    words: lines,
    rows: orderedArnRows,
    entered: enteredSamlProviderArns,
    schema: shape.SamlProviderARNs,
    absent: [],
    unset: noList,
    call: 'UpdateIdentityPool',
    group: 'providers',
  },
  SupportedLoginProviders: {
    kind: 'map',
    label: 'Login provider',
    words: withoutSecret,
    entered: enteredSupportedLoginProviders,
    schema: shape.SupportedLoginProviders,
    absent: {},
    unset: noMap,
    call: 'UpdateIdentityPool',
    group: 'providers',
  },
  IdentityPoolTags: {
    kind: 'map',
    label: 'Tag',
    words: (value) => value,
    entered: enteredTags,
    schema: shape.IdentityPoolTags,
    absent: {},
    unset: noMap,
    call: 'TagResource',
  },
  Roles: {
    kind: 'map',
    label: 'Default role',
    entryLabel: (kind) => (kind === 'unauthenticated' ? 'Guest role' : 'Authenticated role'),
    words: (arn) => arn,
    entered: enteredRoles,
    schema: shape.Roles,
    absent: {},
    unset: noMap,
    call: 'SetIdentityPoolRoles',
    group: 'guests',
    groupKeys: ['unauthenticated'],
  },
  RoleMappings: {
    kind: 'map',
    label: 'Role mapping',
    words: mappingWords,
    rows: mappingRows,
    entered: roleMappings,
    schema: shape.RoleMappings,
    absent: {},
    unset: noMap,
    call: 'SetIdentityPoolRoles',
    group: 'providers',
  },
  PrincipalTagAttributeMaps: {
    kind: 'map',
    label: 'Attributes for access control',
    words: ({ UseDefaults, PrincipalTags }) =>
      UseDefaults
        ? 'Default mappings'
        : lines(Object.entries(PrincipalTags).map(([tag, claim]) => `${tag} from ${claim}`)),
    rows: tagMapRows,
    entered: enteredPrincipalTagMaps,
    schema: shape.PrincipalTagAttributeMaps,
    absent: {},
    unset: noMap,
    call: 'SetPrincipalTagAttributeMap',
    group: 'providers',
  },
} as const satisfies { readonly [M in SettingName]: SettingOf<PoolDocument[M]> };

/** The members of a table with their rows, in its order. */
export function settingEntries(settings: SettingsTable): [SettingName, Setting][] {
  return Object.entries(settings) as [SettingName, Setting][];
}

/** The members that one of these calls sets. */
export function membersOfCall(settings: SettingsTable, calls: readonly Setting['call'][]): SettingName[] {
  return settingEntries(settings).flatMap(([member, { call }]) => (calls.includes(call) ? [member] : []));
}

/** What the value of a setting is called; of a map, that of one entry. Undefined where it is not set and that has no words. */
export function settingWords(setting: Setting, value: unknown): string | undefined {
  return value === undefined ? setting.wordsNotSet : setting.words(value);
}

const noUserPool = { ProviderName: '', ClientId: '', ServerSideTokenCheck: false };

function lines(items: readonly string[]): string {
  return items.length === 0 ? 'None' : items.join('\n');
}

function mappingWords(mapping: RoleMapping): string {
  if (mapping.Type === 'Token') return `Role from the token; if ambiguous, ${noMatchWords(mapping)}`;
  return lines(
    mappingRows(mapping).map(
      ({ kind, text, position }) => `${position === undefined ? `${kind},` : `${position}.`} ${text}`,
    ),
  );
}
