import { describe, expect, it } from 'vitest';
import {
  filterAndSort,
  formatPoolList,
  parsePoolList,
  type PoolFilter,
  type PoolListState,
  type PoolRow,
} from './filter.ts';

function row(name: string, overrides: Partial<NonNullable<PoolRow['settings']>> | undefined): PoolRow {
  const IdentityPoolId = `us-east-1:${name}`;
  const settings = overrides && {
    IdentityPoolId,
    IdentityPoolName: name,
    AllowUnauthenticatedIdentities: false,
    SupportedLoginProviders: {},
    OpenIdConnectProviderARNs: [],
    CognitoIdentityProviders: [],
    SamlProviderARNs: [],
    IdentityPoolTags: {},
    ...overrides,
  };
  return { IdentityPoolId, IdentityPoolName: name, settings, error: undefined };
}

const rows = [
  row('orders-10', { AllowUnauthenticatedIdentities: true, IdentityPoolTags: { team: 'Orders', env: 'prod' } }),
  row('orders-9', { AllowClassicFlow: false, SupportedLoginProviders: { 'accounts.google.com': 'x' } }),
  row('billing', {
    AllowClassicFlow: true,
    DeveloperProviderName: 'login.example',
    IdentityPoolTags: { team: 'Money' },
  }),
  row('arriving', undefined),
];

function names(tokens: PoolFilter['tokens'], rest: Partial<PoolListState> = {}, operation: 'and' | 'or' = 'and') {
  const state: PoolListState = { filter: { operation, tokens }, sort: 'name', descending: false, page: 1, ...rest };
  return filterAndSort(rows, state).map((item) => item.IdentityPoolName);
}

describe('the URL of the pool list', () => {
  it('comes back as it was written', () => {
    const state: PoolListState = {
      filter: {
        operation: 'or',
        tokens: [
          { propertyKey: 'name', operator: ':', value: 'a&b=c"' },
          { operator: '!:', value: 'x' },
        ],
      },
      sort: 'tags',
      descending: true,
      page: 3,
    };
    expect(parsePoolList(new URLSearchParams(formatPoolList(state).toString()))).toEqual(state);
  });

  it('is empty for the defaults', () => {
    expect(formatPoolList(parsePoolList(new URLSearchParams())).toString()).toBe('');
  });

  it.each([
    'filter=%7Bbroken',
    'filter={"operation":"xor","tokens":[]}',
    'sort=secret',
    'page=-1',
    'page=1.5',
    'page=x',
    'filter=null',
  ])('takes %s as not said', (text) => {
    expect(parsePoolList(new URLSearchParams(text))).toEqual(parsePoolList(new URLSearchParams()));
  });
});

describe('filtering', () => {
  it.each<[string, PoolFilter['tokens'], string[]]>([
    ['a free text in the name', [{ operator: ':', value: 'ORDERS-' }], ['orders-9', 'orders-10']],
    ['a free text in a tag', [{ operator: ':', value: 'team=money' }], ['billing']],
    ['an exact name', [{ propertyKey: 'name', operator: '=', value: 'Billing' }], ['billing']],
    ['the start of an id', [{ propertyKey: 'id', operator: '^', value: 'us-east-1:ord' }], ['orders-9', 'orders-10']],
    ['guest access', [{ propertyKey: 'guest', operator: '=', value: 'Active' }], ['orders-10']],
    [
      'a classic flow that is not set',
      [{ propertyKey: 'classic', operator: '=', value: 'Allowed by default' }],
      ['orders-10'],
    ],
    ['a provider kind', [{ propertyKey: 'provider', operator: '=', value: 'Google' }], ['orders-9']],
    ['a tag key', [{ propertyKey: 'tagKey', operator: '=', value: 'env' }], ['orders-10']],
    ['a tag value', [{ propertyKey: 'tag:team', operator: '=', value: 'orders' }], ['orders-10']],
    [
      'what a value is not',
      [{ propertyKey: 'tag:team', operator: '!=', value: 'orders' }],
      ['arriving', 'billing', 'orders-9'],
    ],
    [
      'what a value does not contain',
      [{ propertyKey: 'name', operator: '!:', value: 'orders' }],
      ['arriving', 'billing'],
    ],
    [
      'what a value does not begin with',
      [{ propertyKey: 'name', operator: '!^', value: 'o' }],
      ['arriving', 'billing'],
    ],
  ])('finds %s', (_, tokens, expected) => {
    expect(names(tokens)).toEqual(expected);
  });

  it('joins by and, or by or', () => {
    const tokens: PoolFilter['tokens'] = [
      { propertyKey: 'guest', operator: '=', value: 'Active' },
      { propertyKey: 'name', operator: '=', value: 'billing' },
    ];
    expect(names(tokens)).toEqual([]);
    expect(names(tokens, {}, 'or')).toEqual(['billing', 'orders-10']);
  });
});

describe('sorting', () => {
  it('orders numbers in names as people do', () => {
    expect(names([])).toEqual(['arriving', 'billing', 'orders-9', 'orders-10']);
    expect(names([], { descending: true })).toEqual(['orders-10', 'orders-9', 'billing', 'arriving']);
  });

  it('orders by number of tags, then by name', () => {
    expect(names([], { sort: 'tags', descending: true })).toEqual(['orders-10', 'billing', 'orders-9', 'arriving']);
  });
});
