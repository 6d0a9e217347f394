import { examplePool } from '@lifeguard/shared/pool/fixture';
import { entryKey, providerEntries } from '@lifeguard/shared/pool/provider-entry';
import { describe, expect, it } from 'vitest';
import { providerErrors } from './errors.ts';
import { changesOf, draftOf, emptyProvider, entryOf, type ProviderFormValues, valuesOf } from './form.ts';

const name = 'cognito-idp.us-east-1.amazonaws.com/us-east-1_abc';
const pool = examplePool({
  SupportedLoginProviders: {
    'accounts.google.com': 'google-client',
    'api.twitter.com': 'key;secret',
    'x.example': 'a',
  },
});

const filled = (kind: ProviderFormValues['kind'], values: Partial<ProviderFormValues>): ProviderFormValues => ({
  ...emptyProvider,
  kind,
  ...values,
});
const login = (kind: keyof ProviderFormValues['logins'], value: string, secret = '') =>
  filled(kind, { logins: { ...emptyProvider.logins, [kind]: { value, secret } } });

describe('the form of a provider', () => {
  it.each(providerEntries(pool).map((entry) => [entryKey(entry), entry] as const))(
    'that nobody touches changes nothing: %s',
    (key, entry) => {
      expect(entryOf(valuesOf(pool, key), entry)).toEqual(entry);
      expect(changesOf(pool, key, valuesOf(pool, key))).toEqual({});
      expect(providerErrors(pool, key, valuesOf(pool, key))).toEqual(new Map());
    },
  );

  it('never holds the secret that the pool has, and a draft none at all', () => {
    expect(valuesOf(pool, 'api.twitter.com').logins.twitter).toEqual({ value: 'key', secret: '' });
    expect(draftOf(login('twitter', 'key', 'typed')).logins.twitter).toEqual({ value: 'key', secret: '' });
  });

  it('changes the secret only where one is typed', () => {
    const typed = valuesOf(pool, 'api.twitter.com');
    typed.logins = { ...typed.logins, twitter: { value: 'key', secret: 'new' } };
    expect(changesOf(pool, 'api.twitter.com', typed).SupportedLoginProviders).toMatchObject({
      'api.twitter.com': 'key;new',
    });
  });

  it('understands the other spellings of a user pool', () => {
    const values = filled('user-pool', {
      userPool: { ProviderName: `https://${name}:fromkey`, ClientId: '', ServerSideTokenCheck: false },
    });
    expect(entryOf(values, undefined)).toMatchObject({ ProviderName: name, ClientId: 'fromkey' });
  });

  it('adds a provider again that is gone meanwhile', () => {
    const gone = examplePool({ SamlProviderARNs: [] });
    const [key = ''] = pool.SamlProviderARNs;
    expect(changesOf(gone, key, valuesOf(pool, key))).toEqual({ SamlProviderARNs: [key] });
  });
});

describe('providerErrors', () => {
  const tenLogins = examplePool({
    SupportedLoginProviders: Object.fromEntries(Array.from({ length: 10 }, (_, index) => [`p${index}.example`, 'x'])),
  });
  const clientOf = (ClientId: string) =>
    filled('user-pool', { userPool: { ProviderName: name, ClientId, ServerSideTokenCheck: false } });

  it.each<[string, ProviderFormValues, string | undefined, RegExp | undefined]>([
    ['no kind', emptyProvider, 'kind', /Choose/],
    ['a new client', clientOf('another'), undefined, undefined],
    ['a client that is there', clientOf('client1'), 'userPool.ClientId', /already/],
    ['no client', clientOf(''), 'userPool.ClientId', /Enter the app client/],
    ['a client with a hyphen', clientOf('a-b'), 'userPool.ClientId', /letters, digits/],
    ['no user pool', filled('user-pool', {}), 'userPool.ProviderName', /Enter the provider name/],
    ['a login that is there', login('google', 'x'), 'logins.google.value', /already/],
    ['a new login', login('facebook', '123'), undefined, undefined],
    ['an empty value', login('facebook', ' '), 'logins.facebook.value', /Enter the value/],
    ['a value with a space', login('facebook', '1 2'), 'logins.facebook.value', /Only letters/],
    ['both parts in one field', login('digits', 'a;b'), 'logins.digits.value', /its own field/],
    ['a key without its secret', login('digits', 'a'), 'logins.digits.secret', /Enter the consumer secret/],
    ['a secret with a space', login('digits', 'a', 'b c'), 'logins.digits.secret', /Only letters/],
    ['a secret that is too long', login('digits', 'a', 'b'.repeat(127)), 'logins.digits.secret', /127/],
    ['another provider without its key', login('other', 'x'), 'otherKey', /Name the provider/],
    [
      'a known provider as another',
      { ...login('other', 'x'), otherKey: 'graph.facebook.com' },
      'otherKey',
      /This is Facebook/,
    ],
    ['a key of every object', { ...login('other', 'x'), otherKey: 'constructor' }, 'otherKey', /special meaning/],
    ['another provider that is there', { ...login('other', 'x'), otherKey: 'x.example' }, 'otherKey', /already/],
    ['an OIDC provider that is none', filled('oidc', { oidcArn: 'https://idp.example.com' }), 'oidcArn', /not the ARN/],
    ['an OIDC provider that is there', valuesOf(pool, pool.OpenIdConnectProviderARNs[0]), 'oidcArn', /already/],
    ['a SAML provider that is there', valuesOf(pool, pool.SamlProviderARNs[0]), 'samlArn', /already/],
    ['a developer name with a space', filled('developer', { developerName: 'a b' }), 'developerName', /Only letters/],
    ['a second developer name', filled('developer', { developerName: 'second' }), 'developerName', /already/],
  ])('%s', (_name, values, field, message) => {
    const errors = [...providerErrors(pool, undefined, values)];
    expect(errors[0]?.[0]).toBe(field);
    expect(errors[0]?.[1] ?? '').toMatch(message ?? /^$/);
  });

  it('an eleventh login provider is refused, an OIDC provider beside ten is not', () => {
    expect([...providerErrors(tenLogins, undefined, login('facebook', '1'))]).toEqual([
      ['logins.facebook.value', expect.stringContaining('no more')],
    ]);
    const arn = 'arn:aws:iam::123456789012:oidc-provider/new.example';
    expect(providerErrors(tenLogins, undefined, filled('oidc', { oidcArn: arn })).size).toBe(0);
  });

  it('another consumer key wants its own secret', () => {
    const values = valuesOf(pool, 'api.twitter.com');
    values.logins = { ...values.logins, twitter: { value: 'key2', secret: '' } };
    expect(providerErrors(pool, 'api.twitter.com', values).get('logins.twitter.secret')).toMatch(/has another secret/);
  });
});
