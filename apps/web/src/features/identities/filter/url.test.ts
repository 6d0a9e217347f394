import { identityFilter } from '@lifeguard/shared/identities/filter';
import { expect, it } from 'vitest';
import { filterOf, tokensOf } from './tokens.ts';
import { formatIndexedList, isSameFilter, parseFilter, parseIndexedList } from './url.ts';
import { filterText, instantText } from '#job-state/filter-words.ts';

const full = identityFilter.parse({
  kind: 'guest',
  disabled: 'false',
  login: 'cognito-idp.us-east-1.amazonaws.com/us-east-1_A&b=c',
  createdFrom: '2026-01-01T00:00:00Z',
  createdTo: '2026-02-01T10:20:30.5Z',
  modifiedFrom: '2026-01-02T00:00:00Z',
  modifiedTo: '2026-02-03T00:00:00Z',
  createdDaysAgo: 90,
  untouchedDays: 1,
  idPrefix: 'us-east-1:1a2b',
  isNew: 'true',
});

it('comes back from the URL, and from the tokens of the filter box, as it was', () => {
  const state = { filter: full, sort: 'modified' as const, cursor: 'abc_-1', identityId: 'us-east-1:x' };
  expect(parseIndexedList(formatIndexedList(state))).toEqual(state);
  expect(filterOf(tokensOf(full))).toEqual({ filter: full });
  expect(isSameFilter(full, parseFilter(formatIndexedList(state)))).toBe(true);
  expect(isSameFilter(full, {})).toBe(false);
});

it.each([
  '',
  'kind=cat',
  'createdDaysAgo=0',
  'untouchedDays=x',
  'createdFrom=yesterday',
  'idPrefix=zz',
  'cursor=%2F',
  'sort=age',
])('takes "%s" as not said', (text) => {
  const state = parseIndexedList(new URLSearchParams(text));
  expect(state).toEqual({ filter: {}, sort: '-created', cursor: undefined, identityId: undefined });
  expect(formatIndexedList(state).toString()).toBe('');
});

it('keeps the good parts of a URL that is wrong in one', () => {
  expect(parseFilter(new URLSearchParams('kind=guest&untouchedDays=-5&createdDaysAgo=90'))).toEqual({
    kind: 'guest',
    createdDaysAgo: 90,
  });
});

it('takes bare text as the beginning of an id, and the later of two tokens', () => {
  const tokens = [
    { operator: ':', value: ' 1A2B ' },
    { propertyKey: 'kind', operator: '=', value: 'guest' },
    { propertyKey: 'kind', operator: '=', value: 'linked' },
  ];
  expect(filterOf({ operation: 'and', tokens })).toEqual({ filter: { idPrefix: '1a2b', kind: 'linked' } });
});

it('says why a token was left out', () => {
  const tokens = [{ propertyKey: 'createdDaysAgo', operator: '>', value: '0' }];
  expect(filterOf({ operation: 'and', tokens })).toEqual({ filter: {}, problem: 'At least 1 day.' });
});

it.each([
  [{}, 'All identities of the pool'],
  [{ kind: 'guest', createdDaysAgo: 90 }, 'Guests created more than 90 days ago'],
  [{ disabled: 'true' }, 'Disabled identities'],
  [
    { kind: 'linked', untouchedDays: 1, login: 'graph.facebook.com' },
    'Linked identities linked with graph.facebook.com and untouched for more than 1 day',
  ],
  [
    { createdTo: '2026-01-01T00:00:00Z', isNew: 'true' },
    'Identities created before 2026-01-01 (UTC) and that are new since the scan before',
  ],
])('says %j in words', (filter, text) => {
  expect(filterText(identityFilter.parse(filter))).toBe(text);
});

it('says a day where an instant is its beginning', () => {
  expect(instantText('2026-01-01T00:00:00.000Z')).toBe('2026-01-01 (UTC)');
  expect(instantText('2026-01-01T10:20:30.5Z')).toBe('2026-01-01 10:20:30 UTC');
});
