import { describe, expect, it } from 'vitest';
import { filterAndSort, needsMore, type PoolFilter, type PoolListState, type PoolRow } from './filter.ts';

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

const userPool = 'cognito-idp.us-east-1.amazonaws.com/us-east-1_Shop';

/** Everything that a pool can have. */
const full: PoolRow = {
  ...row('full', {
    DeveloperProviderName: 'login.backend',
    CognitoIdentityProviders: [{ ProviderName: userPool, ClientId: '6shopclient', ServerSideTokenCheck: false }],
    SupportedLoginProviders: { 'api.twitter.com': 'xkey;xsecret', 'graph.facebook.com': '7346241598935552' },
    OpenIdConnectProviderARNs: ['arn:aws:iam::123456789012:oidc-provider/idp.example.com'],
    SamlProviderARNs: ['arn:aws:iam::123456789012:saml-provider/Corp'],
  }),
  roles: ['arn:aws:iam::123456789012:role/apps/ShopUser'],
  userPoolNames: ['shop-customers'],
};

function names(tokens: PoolFilter['tokens'], rest: Partial<PoolListState> = {}, operation: 'and' | 'or' = 'and') {
  const state: PoolListState = { filter: { operation, tokens }, sort: 'name', descending: false, page: 1, ...rest };
  return filterAndSort(rows, state).map((item) => item.IdentityPoolName);
}

describe('filtering', () => {
  it.each<[string, PoolFilter['tokens'], string[]]>([
    ['a free text in the name', [{ operator: ':', value: 'ORDERS-' }], ['orders-9', 'orders-10']],
    ['a free text in a tag', [{ operator: ':', value: 'team=money' }], ['billing']],
    ['an exact name', [{ propertyKey: 'name', operator: '=', value: 'Billing' }], ['billing']],
    ['the start of an id', [{ propertyKey: 'id', operator: '^', value: 'us-east-1:ord' }], ['orders-9', 'orders-10']],
    ['guest access', [{ propertyKey: 'guest', operator: '=', value: 'Active' }], ['orders-10']],
    [
      'a classic flow that is not set',
      [{ propertyKey: 'classic', operator: '=', value: 'Active by default' }],
      ['orders-10'],
    ],
    ['a provider kind', [{ propertyKey: 'provider', operator: '=', value: 'Google' }], ['orders-9']],
    ['a tag key', [{ propertyKey: 'tagKey', operator: '=', value: 'env' }], ['orders-10']],
    ['a tag value', [{ propertyKey: 'tag.team', operator: '=', value: 'orders' }], ['orders-10']],
    [
      'what a value is not',
      [{ propertyKey: 'tag.team', operator: '!=', value: 'orders' }],
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

  it.each([
    ['6SHOPCLIENT', 'an app client'],
    ['us-east-1_shop', 'a user pool by its id'],
    [userPool, 'a user pool by its provider name'],
    ['shop-customers', 'a user pool by its name'],
    ['7346241598935552', 'an app id'],
    ['xkey', 'a consumer key'],
    ['graph.facebook.com', 'the key of a login provider'],
    ['oidc-provider/idp.example.com', 'an OIDC provider'],
    ['saml-provider/corp', 'a SAML provider'],
    ['login.backend', 'the developer provider name'],
    ['ShopUser', 'a role by its name'],
    ['arn:aws:iam::123456789012:role/apps/ShopUser', 'a role by its ARN'],
  ])('finds %s: %s', (value) => {
    const filter: PoolFilter = { operation: 'and', tokens: [{ operator: ':', value }] };
    const state: PoolListState = { filter, sort: 'name', descending: false, page: 1 };
    expect(filterAndSort([...rows, full], state)).toEqual([full]);
  });

  it('never finds a pool by a consumer secret', () => {
    const filter: PoolFilter = { operation: 'and', tokens: [{ operator: ':', value: 'xsecret' }] };
    expect(filterAndSort([full], { filter, sort: 'name', descending: false, page: 1 })).toEqual([]);
  });

  it.each<[string, PoolFilter['tokens'], boolean]>([
    ['no filter', [], false],
    ['a setting', [{ propertyKey: 'guest', operator: '=', value: 'Active' }], false],
    ['any text', [{ operator: ':', value: 'shop' }], true],
    ['a role', [{ propertyKey: 'role', operator: '=', value: 'ShopUser' }], true],
    ['a user pool', [{ propertyKey: 'userPool', operator: '=', value: 'shop-customers' }], true],
  ])('reads roles and names of user pools for a filter that asks for them: %s', (_, tokens, expected) => {
    expect(needsMore({ operation: 'and', tokens })).toBe(expected);
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
