import { z } from 'zod';
import {
  type FilterOperator,
  type FilterToken,
  filterProperties,
  type PoolListState,
  sortFields,
  tagPrefix,
} from './filter.ts';

/** What stands before the property: `guest=Active`, `not.guest=Active`, `starts.name=shop`. */
const operatorWords = {
  '=': '',
  '!=': 'not.',
  ':': 'has.',
  '!:': 'hasnot.',
  '^': 'starts.',
  '!^': 'startsnot.',
} as const satisfies Record<FilterOperator, string>;

/** Text without a property: it is looked for in everything. */
const textKey = 'text';
const maxTokens = 50;

/** Reads the URL; what it can't mean counts as not said. */
export function parsePoolList(search: URLSearchParams): PoolListState {
  const sort = search.get('sort') ?? 'name';
  return {
    filter: {
      operation: search.get('match') === 'any' ? 'or' : 'and',
      tokens: [...search].flatMap(([key, value]) => tokenOf(key, value) ?? []).slice(0, maxTokens),
    },
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
export function formatPoolList({ filter, sort, descending, page }: PoolListState): URLSearchParams {
  const search = new URLSearchParams(filter.tokens.map((token) => [keyOf(token), token.value]));
  if (filter.operation === 'or' && filter.tokens.length > 1) search.set('match', 'any');
  if (sort !== 'name' || descending) search.set('sort', `${descending ? '-' : ''}${sort}`);
  if (page > 1) search.set('page', String(page));
  return search;
}

function keyOf({ propertyKey, operator }: FilterToken): string {
  if (propertyKey === undefined) return operator === '!:' ? `not.${textKey}` : textKey;
  return operatorWords[operator] + propertyKey;
}

function tokenOf(key: string, value: string): FilterToken | undefined {
  if (key === textKey) return { operator: ':', value };
  if (key === `not.${textKey}`) return { operator: '!:', value };
  for (const [operator, word] of Object.entries(operatorWords) as [FilterOperator, string][]) {
    const propertyKey = key.slice(word.length);
    if (key.startsWith(word) && isProperty(propertyKey)) return { propertyKey, operator, value };
  }
  return undefined;
}

function isProperty(key: string): boolean {
  return filterProperties.includes(key) || (key.startsWith(tagPrefix) && key !== tagPrefix);
}
