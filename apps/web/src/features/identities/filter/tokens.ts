import type { PropertyFilterProps } from '@cloudscape-design/components/property-filter';
import {
  formatIdentityFilter,
  type IdentityFilter,
  identityFilter,
  identityFilterKeys,
} from '@lifeguard/shared/identities/filter';

type FilterKey = keyof IdentityFilter;

/** The property and operator by which each member of a filter is chosen. */
const places = {
  kind: ['kind', '='],
  disabled: ['disabled', '='],
  login: ['login', '='],
  createdFrom: ['created', '>='],
  createdTo: ['created', '<'],
  modifiedFrom: ['modified', '>='],
  modifiedTo: ['modified', '<'],
  createdDaysAgo: ['createdDaysAgo', '>'],
  untouchedDays: ['untouchedDays', '>'],
  idPrefix: ['idPrefix', '^'],
  isNew: ['isNew', '='],
} as const satisfies Record<FilterKey, readonly [string, PropertyFilterProps.ComparisonOperator]>;

export function tokensOf(filter: IdentityFilter): PropertyFilterProps.Query {
  const texts = formatIdentityFilter(filter);
  return {
    operation: 'and',
    tokens: identityFilterKeys.flatMap((key) => {
      const value = texts[key];
      const [propertyKey, operator] = places[key];
      return value === undefined ? [] : [{ propertyKey, operator, value }];
    }),
  };
}

/**
 * The filter that tokens mean. Of two tokens for the same member the later one counts; text without a property is the
 * beginning of an id. `problem` says why a token was left out.
 */
export function filterOf({ tokens }: PropertyFilterProps.Query): { filter: IdentityFilter; problem?: string } {
  const members = new Map<FilterKey, string | number>();
  let problem: string | undefined;
  for (const { propertyKey, operator, value } of tokens) {
    const key =
      propertyKey === undefined
        ? 'idPrefix'
        : identityFilterKeys.find((known) => places[known][0] === propertyKey && places[known][1] === operator);
    if (key === undefined) continue;
    const text = typeof value === 'string' ? value.trim() : '';
    const parsed = identityFilter.shape[key].safeParse(key === 'idPrefix' ? text.toLowerCase() : text);
    if (parsed.data !== undefined) members.set(key, parsed.data);
    else problem = parsed.error?.issues[0]?.message ?? 'This value was not understood.';
  }
  const filter = identityFilter.parse(Object.fromEntries(members));
  return problem === undefined ? { filter } : { filter, problem };
}
