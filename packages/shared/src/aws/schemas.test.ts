import { describe, expect, it } from 'vitest';

import { endpoint, nothing, pathOf } from '../api/endpoint.ts';
import { createPoolInput } from '../pool/changes.ts';
import { identityPoolName, poolDocument } from './pool-document.ts';
import { identityPoolId } from './ids.ts';
import { examplePool } from '../pool/fixture.ts';
import { listProviders } from './providers.ts';
import { enteredTags } from './tags.ts';

describe('ids', () => {
  it.each([
    'us-east-1:..\r\nX: y',
    'us-east-1:',
    `us-east-1:${'a'.repeat(60)}`,
    'us-east-1:１1111111-2222-4333-8444-555555555555',
    'us-east-1:11111111-2222-4333-8444-555555555555\n',
    'us-east-1/11111111-2222-4333-8444-555555555555',
    '',
  ])('refuses %j', (id) => {
    expect(identityPoolId.safeParse(id).success).toBe(false);
  });

  it.each(['us-east-1:11111111-2222-4333-8444-555555555555', 'us-gov-west-1:157d6171-eea6-c0da-0000-000000000000'])(
    'accepts %s',
    (id) => expect(identityPoolId.safeParse(id).success).toBe(true),
  );
});

describe('maps', () => {
  it('refuses a __proto__ key instead of losing it', () => {
    const document: unknown = { ...examplePool(), IdentityPoolTags: JSON.parse('{"__proto__":"x"}') as unknown };
    const result = poolDocument.safeParse(document);
    expect(result.error?.issues.map((issue) => issue.path.join('.'))).toEqual(['IdentityPoolTags.__proto__']);
  });

  it.each(['__proto__', 'constructor', 'toString'])('refuses %s as an entered tag key', (key) => {
    expect(enteredTags.safeParse(JSON.parse(`{"${key}":"x"}`)).success).toBe(false);
  });

  it('reads a pool whose tag is called constructor', () => {
    const document = examplePool({ IdentityPoolTags: { constructor: 'x' } as unknown as Record<string, string> });
    expect(poolDocument.parse(document)).toEqual(document);
  });

  it.each([
    ['aws:team', 'x'],
    ['', 'x'],
    ['k'.repeat(129), 'x'],
    ['team', 'v'.repeat(257)],
    ['te<am', 'x'],
  ])('refuses the tag %j', (key, value) => {
    expect(enteredTags.safeParse({ [key]: value }).success).toBe(false);
  });
});

describe('createPoolInput', () => {
  const { IdentityPoolId: _id, RoleMappings: _mappings, PrincipalTagAttributeMaps: _maps, ...members } = examplePool();

  it('accepts every member of CreateIdentityPool', () => {
    expect(createPoolInput.parse(members)).toEqual(members);
  });

  it('refuses members that it does not know', () => {
    expect(createPoolInput.safeParse({ ...members, role: 'admin' }).success).toBe(false);
  });

  it.each([
    [
      'CognitoIdentityProviders.0.ProviderName',
      {
        CognitoIdentityProviders: [
          { ProviderName: 'https://cognito-idp.us-east-1.amazonaws.com/x', ClientId: 'c', ServerSideTokenCheck: false },
        ],
      },
    ],
    ['SupportedLoginProviders.accounts.google.com', { SupportedLoginProviders: { 'accounts.google.com': 'foo:bar' } }],
    ['Roles.authenticated', { Roles: { authenticated: 'arn:aws:iam::123456789012:user/somebody' } }],
    [
      'SamlProviderARNs.1',
      {
        SamlProviderARNs: ['arn:aws:iam::123456789012:saml-provider/corp', 'arn:aws:iam::123456789012:oidc-provider/x'],
      },
    ],
    ['IdentityPoolName', { IdentityPoolName: 'a/b' }],
  ])('puts the error on %s', (path, change) => {
    const result = createPoolInput.safeParse({ ...members, ...change });
    expect(result.error?.issues.map((issue) => issue.path.join('.'))).toEqual([path]);
  });

  it.each(['Straße', 'a\u0000b', 'x'.repeat(129), ''])('refuses the name %j', (name) => {
    expect(identityPoolName.safeParse(name).success).toBe(false);
  });
});

describe('listProviders', () => {
  it('never shows the consumer secret of X', () => {
    const providers = listProviders(examplePool({ SupportedLoginProviders: { 'api.twitter.com': 'key;secret' } }));
    expect(JSON.stringify(providers)).not.toContain('secret');
  });

  it('lists every kind', () => {
    expect(listProviders(examplePool()).map((provider) => provider.kind)).toEqual([
      'user-pool',
      'google',
      'oidc',
      'saml',
      'developer',
    ]);
  });
});

describe('pathOf', () => {
  it('encodes what a path can not hold', () => {
    const one = endpoint('GET', '/api/a/:x/b/:y', { summary: '', permission: 'session', response: nothing });
    expect(pathOf(one.path, { x: 'us-east-1:1/2', y: '..' })).toBe('/api/a/us-east-1%3A1%2F2/b/..');
  });
});
