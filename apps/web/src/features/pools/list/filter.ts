import { poolProviders } from '@lifeguard/shared/roles/provider-keys';
import { type ListedSetting, listedSettings, type PoolSettings } from '../settings.ts';
import { providerLabels } from '../words.ts';

/** One row of the pool list. The settings arrive after the names. */
export interface PoolRow {
  IdentityPoolId: string;
  IdentityPoolName: string;
  settings: PoolSettings | undefined;
  /** Why the settings of this one pool could not be read. */
  error: string | undefined;
  /** ARNs of default roles and of those in rules; read when somebody searches by them. */
  roles?: readonly string[] | undefined;
  /** What the account calls the user pools of the pool, as far as it knows them. */
  userPoolNames?: readonly string[];
}

export type FilterOperator = ':' | '!:' | '=' | '!=' | '^' | '!^';

export interface FilterToken {
  /** Undefined: anything that a pool has. */
  propertyKey?: string;
  operator: FilterOperator;
  value: string;
}

export interface PoolFilter {
  operation: 'and' | 'or';
  tokens: readonly FilterToken[];
}

/** What the URL of the pool list says. */
export interface PoolListState {
  filter: PoolFilter;
  /** One of `sortFields`. */
  sort: string;
  descending: boolean;
  page: number;
}

const listed: readonly ListedSetting[] = listedSettings();

/** The columns of the list, by which it can be sorted. */
export function sortFieldsOf(settings: readonly ListedSetting[]): string[] {
  return ['name', 'id', ...settings.map(({ id }) => id), 'providers', 'tags'];
}
export const sortFields = sortFieldsOf(listed);

/** The properties that a filter can ask for, as its URL names them; besides them there is one for each tag. */
export const filterProperties: readonly string[] = [
  'name',
  'id',
  ...listed.map(({ id }) => id),
  'provider',
  'userPool',
  'app',
  'idp',
  'developer',
  'role',
  'tagKey',
];

export const tagPrefix = 'tag.';

export function tagProperty(key: string): string {
  return tagPrefix + key;
}

/** Whether the filter asks for what the settings of a pool do not have: its roles, and the names of its user pools. */
export function needsMore({ tokens }: PoolFilter): boolean {
  return tokens.some(({ propertyKey }) => [undefined, 'role', 'userPool'].includes(propertyKey));
}

/** The rows that the filter lets through, in the order asked for. */
export function filterAndSort(rows: readonly PoolRow[], state: PoolListState, settings = listed): PoolRow[] {
  const sign = state.descending ? -1 : 1;
  const keyOf = (row: PoolRow) => sortKey(row, state.sort, settings);
  return rows
    .filter((row) => matches(row, state.filter, settings))
    .toSorted((a, b) => sign * compare(keyOf(a), keyOf(b)) || byName(a, b));
}

/** Everything of a row that a property can be compared with. */
export function valuesOf(row: PoolRow, propertyKey: string, all = listed): readonly string[] {
  const { settings } = row;
  switch (propertyKey) {
    case 'name':
      return [row.IdentityPoolName];
    case 'id':
      return [row.IdentityPoolId];
    case 'role':
      return (row.roles ?? []).flatMap((arn) => [arn, arn.slice(arn.lastIndexOf('/') + 1)]);
    default:
      return settings === undefined ? [] : settingsValues(row, settings, propertyKey, all);
  }
}

function settingsValues(
  { userPoolNames = [] }: PoolRow,
  settings: PoolSettings,
  propertyKey: string,
  all: readonly ListedSetting[],
): readonly string[] {
  const setting = all.find(({ id }) => id === propertyKey);
  if (setting !== undefined) return [setting.words(settings)];
  switch (propertyKey) {
    case 'provider':
      return providerLabels(settings);
    case 'userPool':
      return [
        ...userPoolNames,
        ...settings.CognitoIdentityProviders.flatMap(({ ProviderName }) => [
          ProviderName.slice(ProviderName.lastIndexOf('/') + 1),
          ProviderName,
        ]),
      ];
    case 'app':
      return poolProviders(settings).flatMap(({ detail }) => (detail === '' ? [] : [detail]));
    case 'idp':
      return [
        ...settings.OpenIdConnectProviderARNs,
        ...settings.SamlProviderARNs,
        ...Object.keys(settings.SupportedLoginProviders),
      ];
    case 'developer':
      return settings.DeveloperProviderName === undefined ? [] : [settings.DeveloperProviderName];
    case 'tagKey':
      return Object.keys(settings.IdentityPoolTags);
    default: {
      const entries = Object.entries(settings.IdentityPoolTags);
      return entries.filter(([key]) => tagProperty(key) === propertyKey).map(([, value]) => value);
    }
  }
}

function matches(row: PoolRow, { operation, tokens }: PoolFilter, settings: readonly ListedSetting[]): boolean {
  if (tokens.length === 0) return true;
  const test = (item: FilterToken) => matchesToken(row, item, settings);
  return operation === 'and' ? tokens.every(test) : tokens.some(test);
}

function matchesToken(
  row: PoolRow,
  { propertyKey, operator, value }: FilterToken,
  settings: readonly ListedSetting[],
): boolean {
  const wanted = value.toLowerCase();
  const texts = propertyKey === undefined ? searchTexts(row, settings) : valuesOf(row, propertyKey, settings);
  const values = texts.map((text) => text.toLowerCase());
  switch (operator) {
    case ':':
      return values.some((text) => text.includes(wanted));
    case '!:':
      return !values.some((text) => text.includes(wanted));
    case '=':
      return values.includes(wanted);
    case '!=':
      return !values.includes(wanted);
    case '^':
      return values.some((text) => text.startsWith(wanted));
    case '!^':
      return !values.some((text) => text.startsWith(wanted));
  }
}

function searchTexts(row: PoolRow, settings: readonly ListedSetting[]): string[] {
  const tags = Object.entries(row.settings?.IdentityPoolTags ?? {}).map(([key, value]) => `${key}=${value}`);
  const keys = new Set([...filterProperties, ...settings.map(({ id }) => id)]);
  return [...[...keys].flatMap((key) => valuesOf(row, key, settings)), ...tags];
}

function sortKey(row: PoolRow, field: string, all: readonly ListedSetting[]): string | number {
  const { settings } = row;
  if (field === 'providers') return settings === undefined ? -1 : providerLabels(settings).length;
  if (field === 'tags') return settings === undefined ? -1 : Object.keys(settings.IdentityPoolTags).length;
  return valuesOf(row, field, all)[0] ?? '';
}

function compare(a: string | number, b: string | number): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return String(a).localeCompare(String(b), 'en', { numeric: true });
}

function byName(a: PoolRow, b: PoolRow): number {
  return compare(a.IdentityPoolName, b.IdentityPoolName) || compare(a.IdentityPoolId, b.IdentityPoolId);
}
