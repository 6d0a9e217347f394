import PropertyFilter, { type PropertyFilterProps } from '@cloudscape-design/components/property-filter';
import { listedSettings } from '../settings.ts';
import { type PoolFilter, type PoolRow, tagProperty, valuesOf } from './filter.ts';

const textOperators = [':', '!:', '=', '!=', '^', '!^'] as const;
const choiceOperators = ['=', '!='] as const;

const fixedProperties: PropertyFilterProps.FilteringProperty[] = [
  property('name', 'Name', 'Names', textOperators),
  property('id', 'ID', 'IDs', textOperators),
  ...listedSettings().map(({ id, label }) => property(id, label, `${label} values`, choiceOperators)),
  property('provider', 'Provider kind', 'Provider kinds', choiceOperators),
  property('userPool', 'User pool', 'User pools', textOperators),
  property('app', 'App client or app ID', 'App client and app IDs', textOperators),
  property('idp', 'OIDC, SAML or login provider', 'OIDC, SAML and login providers', textOperators),
  property('developer', 'Developer provider name', 'Developer provider names', textOperators),
  property('role', 'Role', 'Roles', textOperators),
  property('tagKey', 'Tag key', 'Tag keys', textOperators),
];

interface PoolPropertyFilterProps {
  rows: readonly PoolRow[];
  filter: PoolFilter;
  matches: number;
  onChange: (filter: PoolFilter) => void;
}

/** Filters by every column and by each tag that the pools have. */
export function PoolPropertyFilter({ rows, filter, matches, onChange }: PoolPropertyFilterProps) {
  const tagKeys = distinct(rows.flatMap((row) => valuesOf(row, 'tagKey')));
  const properties = [
    ...fixedProperties,
    ...tagKeys.map((key) => ({
      ...property(tagProperty(key), `Tag ${key}`, `Values of the tag ${key}`, textOperators),
      group: 'tags',
    })),
  ];
  const options = properties.flatMap(({ key }) =>
    distinct(rows.flatMap((row) => valuesOf(row, key))).map((value) => ({ propertyKey: key, value })),
  );
  return (
    <PropertyFilter
      query={filter}
      onChange={({ detail }) => onChange(toFilter(detail))}
      filteringProperties={properties}
      filteringOptions={options}
      customGroupsText={[{ group: 'tags', properties: 'Tags', values: 'Tag values' }]}
      filteringAriaLabel="Find identity pools"
      filteringPlaceholder="Find by name, ID, provider, app client, role, tag…"
      countText={`${matches} ${matches === 1 ? 'match' : 'matches'}`}
      virtualScroll
      expandToViewport
    />
  );
}

function property(
  key: string,
  propertyLabel: string,
  groupValuesLabel: string,
  operators: readonly PropertyFilterProps.ComparisonOperator[],
) {
  return { key, propertyLabel, groupValuesLabel, operators: [...operators] };
}

function toFilter({ operation, tokens }: PropertyFilterProps.Query): PoolFilter {
  return {
    operation,
    tokens: tokens.map(({ propertyKey, operator, value }) => ({
      ...(propertyKey === undefined ? {} : { propertyKey }),
      operator: textOperators.find((known) => known === operator) ?? ':',
      value: String(value),
    })),
  };
}

function distinct(values: readonly string[]): string[] {
  return [...new Set(values)].toSorted();
}
