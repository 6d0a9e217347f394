import { z } from 'zod';
import { type ListedSetting, listedSettings, type PoolSettings } from '../settings.ts';
import { providerLabels } from '../words.ts';

/** One row of the pool list. The settings arrive after the names. */
export interface PoolRow {
  IdentityPoolId: string;
  IdentityPoolName: string;
  settings: PoolSettings | undefined;
  /** Why the settings of this one pool could not be read. */
  error: string | undefined;
}

const token = z.object({
  propertyKey: z.string().exactOptional(),
  operator: z.enum([':', '!:', '=', '!=', '^', '!^']),
  value: z.string(),
});
type FilterToken = z.infer<typeof token>;

const query = z.object({ operation: z.enum(['and', 'or']), tokens: z.array(token).max(50) });
export type PoolFilter = z.infer<typeof query>;

const listed: readonly ListedSetting[] = listedSettings();

/** The columns of the list, by which it can be sorted. */
export function sortFieldsOf(settings: readonly ListedSetting[]): string[] {
  return ['name', 'id', ...settings.map(({ id }) => id), 'providers', 'tags'];
}
export const sortFields = sortFieldsOf(listed);

/** What the URL of the pool list says. */
export interface PoolListState {
  filter: PoolFilter;
  /** One of `sortFields`. */
  sort: string;
  descending: boolean;
  page: number;
}

const noFilter: PoolFilter = { operation: 'and', tokens: [] };
const tagPrefix = 'tag:';

/** Reads the URL; what it can't mean counts as not said. */
export function parsePoolList(search: URLSearchParams): PoolListState {
  const sort = search.get('sort') ?? 'name';
  return {
    filter: parseFilter(search.get('filter')),
    sort: sortFields.find((field) => field === sort.replace(/^-/, '')) ?? 'name',
    descending: sort.startsWith('-'),
    page: z.coerce
      .number()
      .int()
      .min(1)
      .catch(1)
      .parse(search.get('page') ?? 1),
  };
}

/** Writes the URL; what is the default is left out, so that links stay short. */
export function formatPoolList(state: PoolListState): URLSearchParams {
  const search = new URLSearchParams();
  if (state.filter.tokens.length > 0) search.set('filter', JSON.stringify(state.filter));
  if (state.sort !== 'name' || state.descending) search.set('sort', `${state.descending ? '-' : ''}${state.sort}`);
  if (state.page > 1) search.set('page', String(state.page));
  return search;
}

export function tagProperty(key: string): string {
  return tagPrefix + key;
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
export function valuesOf({ settings, ...row }: PoolRow, propertyKey: string, all = listed): string[] {
  if (propertyKey === 'name') return [row.IdentityPoolName];
  if (propertyKey === 'id') return [row.IdentityPoolId];
  if (settings === undefined) return [];
  const setting = all.find(({ id }) => id === propertyKey);
  if (setting !== undefined) return [setting.words(settings)];
  if (propertyKey === 'provider') return providerLabels(settings);
  if (propertyKey === 'tagKey') return Object.keys(settings.IdentityPoolTags);
  const entries = Object.entries(settings.IdentityPoolTags);
  return entries.filter(([key]) => tagProperty(key) === propertyKey).map(([, value]) => value);
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
  const keys = ['name', 'id', ...settings.map(({ id }) => id), 'provider'];
  return [...keys.flatMap((key) => valuesOf(row, key, settings)), ...tags];
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

function parseFilter(text: string | null): PoolFilter {
  if (text === null) return noFilter;
  try {
    return query.catch(noFilter).parse(JSON.parse(text));
  } catch {
    // Not JSON: somebody edited or cut the URL.
    return noFilter;
  }
}
