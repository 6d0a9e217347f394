import { createPoolInput } from '@lifeguard/shared/pool/changes';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  emptyPool,
  fieldOfPath,
  poolFormErrors,
  type PoolFormValues,
  reviewStep,
  stepOfField,
  toInput,
} from './form.ts';

const full: PoolFormValues = {
  IdentityPoolName: ' Orders ',
  AllowUnauthenticatedIdentities: true,
  AllowClassicFlow: true,
  CognitoIdentityProviders: [
    {
      ProviderName: 'cognito-idp.us-east-1.amazonaws.com/us-east-1_abc',
      ClientId: 'client1',
      ServerSideTokenCheck: true,
    },
  ],
  logins: {
    ...emptyPool.logins,
    google: { value: '12.apps', secret: '' },
    twitter: { value: 'key', secret: 'secret' },
  },
  OpenIdConnectProviderARNs: [{ arn: 'arn:aws:iam::123456789012:oidc-provider/idp.example' }],
  SamlProviderARNs: [{ arn: 'arn:aws:iam::123456789012:saml-provider/corp' }],
  DeveloperProviderName: 'login.example',
  Roles: { authenticated: 'arn:aws:iam::123456789012:role/user', unauthenticated: 'arn:aws:iam::123456789012:role/x' },
  NewRoles: {
    ...emptyPool.NewRoles,
    unauthenticated: { isWanted: true, RoleName: '', Path: '/cognito-pools/' },
  },
  RoleMappings: {
    'accounts.google.com': { Type: 'Token', AmbiguousRoleResolution: 'Deny' },
    'www.amazon.com': { Type: 'Token', AmbiguousRoleResolution: 'Deny' },
  },
  PrincipalTagAttributeMaps: {
    'accounts.google.com': { UseDefaults: true, PrincipalTags: {} },
    'www.amazon.com': { UseDefaults: true, PrincipalTags: {} },
  },
  IdentityPoolTags: [{ key: 'team', value: 'orders' }],
};

const login = (kind: keyof PoolFormValues['logins'], value: string, secret = '') => ({
  logins: { ...full.logins, [kind]: { value, secret } },
});

describe('toInput', () => {
  it('says every member in the words of AWS', () => {
    expect(toInput(full)).toEqual({
      IdentityPoolName: 'Orders',
      AllowUnauthenticatedIdentities: true,
      AllowClassicFlow: true,
      CognitoIdentityProviders: full.CognitoIdentityProviders,
      SupportedLoginProviders: { 'accounts.google.com': '12.apps', 'api.twitter.com': 'key;secret' },
      OpenIdConnectProviderARNs: ['arn:aws:iam::123456789012:oidc-provider/idp.example'],
      SamlProviderARNs: ['arn:aws:iam::123456789012:saml-provider/corp'],
      DeveloperProviderName: 'login.example',
      Roles: { authenticated: 'arn:aws:iam::123456789012:role/user' },
      NewRoles: { unauthenticated: { RoleName: 'Orders-guest', Path: '/cognito-pools/' } },
      RoleMappings: { 'accounts.google.com': { Type: 'Token', AmbiguousRoleResolution: 'Deny' } },
      PrincipalTagAttributeMaps: { 'accounts.google.com': { UseDefaults: true, PrincipalTags: {} } },
      IdentityPoolTags: { team: 'orders' },
    });
    expect(createPoolInput.safeParse(toInput(full)).success).toBe(true);
  });

  it('forgets no field', () => {
    const members = Object.keys(full).map((field) => (field === 'logins' ? 'SupportedLoginProviders' : field));
    expect(Object.keys(toInput(full)).sort()).toEqual(members.sort());
  });

  it('leaves out what is empty', () => {
    expect(toInput({ ...emptyPool, IdentityPoolName: 'x' })).toEqual({
      IdentityPoolName: 'x',
      AllowUnauthenticatedIdentities: false,
      AllowClassicFlow: false,
      CognitoIdentityProviders: [],
      SupportedLoginProviders: {},
      OpenIdConnectProviderARNs: [],
      SamlProviderARNs: [],
      Roles: {},
      NewRoles: {},
      RoleMappings: {},
      PrincipalTagAttributeMaps: {},
      IdentityPoolTags: {},
    });
  });
});

describe('poolFormErrors', () => {
  it('finds nothing in what is right', () => {
    expect(poolFormErrors(full)).toEqual(new Map());
  });

  it.each<[Partial<PoolFormValues>, string]>([
    [{ IdentityPoolName: '' }, 'IdentityPoolName'],
    [{ IdentityPoolName: 'ü' }, 'IdentityPoolName'],
    [login('google', 'a b'), 'logins.google.value'],
    [login('twitter', 'key'), 'logins.twitter.secret'],
    [login('twitter', 'key', 'a b'), 'logins.twitter.secret'],
    [login('twitter', 'a b', 'secret'), 'logins.twitter.value'],
    [login('digits', '', 'alone'), 'logins.digits.value'],
    [{ OpenIdConnectProviderARNs: [{ arn: 'x' }] }, 'OpenIdConnectProviderARNs.0.arn'],
    [{ SamlProviderARNs: [{ arn: '' }] }, 'SamlProviderARNs.0.arn'],
    [
      { CognitoIdentityProviders: [{ ProviderName: 'https://x', ClientId: 'a', ServerSideTokenCheck: false }] },
      'CognitoIdentityProviders.0.ProviderName',
    ],
    [
      {
        CognitoIdentityProviders: full.CognitoIdentityProviders.flatMap((item) => [
          item,
          { ...item, ProviderName: `https://${item.ProviderName}`, ServerSideTokenCheck: false },
        ]),
      },
      'CognitoIdentityProviders.1.ClientId',
    ],
    [{ SamlProviderARNs: full.SamlProviderARNs.flatMap((row) => [row, row]) }, 'SamlProviderARNs.1.arn'],
    [{ DeveloperProviderName: 'a b' }, 'DeveloperProviderName'],
    [
      { NewRoles: { ...full.NewRoles, authenticated: { isWanted: true, RoleName: 'a b', Path: '/' } } },
      'NewRoles.authenticated.RoleName',
    ],
    [
      { NewRoles: { ...full.NewRoles, authenticated: { isWanted: true, RoleName: '', Path: 'x' } } },
      'NewRoles.authenticated.Path',
    ],
    [{ Roles: { authenticated: 'admin', unauthenticated: '' } }, 'Roles.authenticated'],
    [{ IdentityPoolTags: [{ key: 'a', value: '<' }] }, 'IdentityPoolTags.0.value'],
    [{ IdentityPoolTags: [{ key: '', value: 'a' }] }, 'IdentityPoolTags.0.key'],
    [{ IdentityPoolTags: [{ key: 'aws:x', value: '' }] }, 'IdentityPoolTags.0.key'],
    [{ IdentityPoolTags: [{ key: '__proto__', value: 'a' }] }, 'IdentityPoolTags.0.key'],
    [
      {
        IdentityPoolTags: [
          { key: 'a', value: '1' },
          { key: ' a', value: '2' },
        ],
      },
      'IdentityPoolTags.1.key',
    ],
    [
      { IdentityPoolTags: Array.from({ length: 51 }, (_, index) => ({ key: `k${index}`, value: '' })) },
      'IdentityPoolTags',
    ],
  ])('puts the error of %j on %s', (change, field) => {
    expect([...poolFormErrors({ ...full, ...change }).keys()]).toEqual([field]);
  });

  it('finds an error exactly where the shared schema does', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), (name, key, value) => {
        const values = { ...full, IdentityPoolName: name, IdentityPoolTags: [{ key, value }] };
        expect(poolFormErrors(values).size === 0).toBe(createPoolInput.safeParse(toInput(values)).success);
      }),
    );
  });
});

describe('fieldOfPath', () => {
  it.each([
    ['IdentityPoolName', 'IdentityPoolName'],
    ['SupportedLoginProviders.accounts.google.com', 'logins.google.value'],
    ['IdentityPoolTags.team', 'IdentityPoolTags.0.value'],
    ['CognitoIdentityProviders.0.ClientId', 'CognitoIdentityProviders.0.ClientId'],
    ['OpenIdConnectProviderARNs.0', 'OpenIdConnectProviderARNs.0.arn'],
    ['Roles.authenticated', 'Roles.authenticated'],
    ['Roles.other', undefined],
    ['NewRoles.authenticated.RoleName', 'NewRoles.authenticated.RoleName'],
    ['RoleMappings.accounts.google.com', 'RoleMappings'],
    ['IdentityPoolTags.nobody', undefined],
    ['', undefined],
  ])('leads from %s to %s', (path, field) => {
    expect(fieldOfPath(path, full)).toBe(field);
  });
});

it.each(Object.keys(emptyPool))('has %s on a step before the review', (field) => {
  expect(stepOfField(field)).toBeLessThan(reviewStep);
});

it.each([
  ['IdentityPoolName', 0],
  ['logins.twitter.secret', 1],
  ['Roles.authenticated', 2],
  ['IdentityPoolTags.3.key', 3],
  ['unheard.of', 4],
])('knows the step of %s', (field, step) => {
  expect(stepOfField(field)).toBe(step);
});
