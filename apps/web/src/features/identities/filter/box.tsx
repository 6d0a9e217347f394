import PropertyFilter, { type PropertyFilterProps } from '@cloudscape-design/components/property-filter';
import type { IdentityFilter } from '@lifeguard/shared/identities/filter';
import { memo, type ReactNode, useState } from 'react';
import { countText } from '#job-state/words.ts';
import { FilterDateForm } from './date-form.tsx';
import { filterOf, tokensOf } from './tokens.ts';
import { instantText } from '#job-state/filter-words.ts';

/** Values that are said in other words than AWS's or the URL's. */
const words: Readonly<Record<string, string>> = { guest: 'Guest', linked: 'Linked', true: 'Yes', false: 'No' };

const choice = [{ operator: '=', format: (value: string) => words[value] ?? value }];

const dateOperators = (['>=', '<'] as const).map((operator) => ({
  operator,
  form: FilterDateForm,
  format: (value: string) => instantText(value),
  description: operator === '<' ? 'Before' : 'On or after',
}));

const properties: PropertyFilterProps.FilteringProperty[] = [
  property('kind', 'Kind', 'Kinds', choice),
  property('login', 'Linked login', 'Linked logins', ['=']),
  property('disabled', 'Disabled', 'Disabled', choice),
  property('created', 'Created', 'Times', dateOperators),
  property('createdDaysAgo', 'Days since created', 'Days', [{ operator: '>', description: 'More than' }]),
  property('modified', 'Modified', 'Times', dateOperators),
  property('untouchedDays', 'Days untouched', 'Days', [{ operator: '>', description: 'More than' }]),
  property('idPrefix', 'Identity ID', 'IDs', [{ operator: '^', description: 'Begins with' }]),
  property('isNew', 'New since the scan before', 'New', choice),
];

interface IdentityFilterBoxProps {
  filter: IdentityFilter;
  /** The logins that the pool's identities have. */
  logins: readonly string[];
  /** How many the filter finds; undefined while that is not known. */
  total: number | undefined;
  savedFilters: ReactNode;
  actions: ReactNode;
  onChange: (filter: IdentityFilter) => void;
}

/** Narrows the identities of an indexed pool; every token narrows further. */
export const IdentityFilterBox = memo(function IdentityFilterBox(props: IdentityFilterBoxProps) {
  const { filter, logins, total, savedFilters, actions, onChange } = props;
  const [problem, setProblem] = useState<string>();

  function handleChange(query: PropertyFilterProps.Query) {
    const meant = filterOf(query);
    setProblem(meant.problem);
    onChange(meant.filter);
  }

  return (
    <PropertyFilter
      query={tokensOf(filter)}
      onChange={({ detail }) => handleChange(detail)}
      filteringProperties={properties}
      filteringOptions={optionsOf(logins)}
      freeTextFiltering={{ operators: ['^'], defaultOperator: '^' }}
      hideOperations
      filteringAriaLabel="Find identities"
      filteringPlaceholder="Find identities by kind, age, login, beginning of the ID…"
      filteringConstraintText={problem !== undefined && `Not used as a filter: ${problem}`}
      countText={total === undefined ? '' : `${countText(total)} ${total === 1 ? 'match' : 'matches'}`}
      loading={total === undefined}
      customControl={savedFilters}
      customFilterActions={actions}
      expandToViewport
    />
  );
});

function property(
  key: string,
  propertyLabel: string,
  groupValuesLabel: string,
  operators: PropertyFilterProps.FilteringProperty['operators'] & object,
): PropertyFilterProps.FilteringProperty {
  const [first] = operators;
  const defaultOperator = typeof first === 'object' ? first.operator : first;
  return { key, propertyLabel, groupValuesLabel, operators, ...(defaultOperator && { defaultOperator }) };
}

function optionsOf(logins: readonly string[]): PropertyFilterProps.FilteringOption[] {
  return [
    ...['guest', 'linked'].map((value) => ({ propertyKey: 'kind', value, label: words[value] ?? value })),
    ...logins.map((value) => ({ propertyKey: 'login', value })),
    ...['true', 'false'].map((value) => ({ propertyKey: 'disabled', value, label: words[value] ?? value })),
    ...['30', '90', '180', '365'].flatMap((value) => [
      { propertyKey: 'createdDaysAgo', value },
      { propertyKey: 'untouchedDays', value },
    ]),
    { propertyKey: 'isNew', value: 'true', label: 'Yes' },
  ];
}
