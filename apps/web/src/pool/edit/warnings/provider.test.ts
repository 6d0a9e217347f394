import { examplePool } from '@lifeguard/shared/pool/fixture';
import { expect, it } from 'vitest';
import { providerWarnings, unreadableMapWarnings } from './provider.ts';

const token = { Type: 'Token', AmbiguousRoleResolution: 'Deny' } as const;
const google = 'accounts.google.com';
const mapped = examplePool({ RoleMappings: { [google]: token } });
const attributed = { [google]: { UseDefaults: true, PrincipalTags: {} } };

it.each([
  ['nothing', mapped, mapped, []],
  ['a provider that is added', examplePool({ SamlProviderARNs: [] }), examplePool(), []],
  [
    'a provider that goes',
    examplePool(),
    examplePool({ SupportedLoginProviders: {} }),
    [/Nobody can sign in with acc/],
  ],
  [
    'a provider that goes without its attributes',
    examplePool({ PrincipalTagAttributeMaps: attributed }),
    examplePool({ SupportedLoginProviders: {}, PrincipalTagAttributeMaps: attributed }),
    [/Nobody can sign in with/, /attribute map of accounts.google.com stays/],
  ],
  [
    'a provider that comes back to its mapping',
    examplePool({ SupportedLoginProviders: {}, RoleMappings: mapped.RoleMappings }),
    mapped,
    [/still has a role mapping/],
  ],
  [
    'another client of a user pool, through which its users keep their identities',
    examplePool(),
    examplePool({
      CognitoIdentityProviders: examplePool().CognitoIdentityProviders.map((item) => ({
        ...item,
        ClientId: 'client2',
      })),
    }),
    [/^Tokens for the app client client1 of .* are refused .* Their identities stay theirs/],
  ],
  [
    'a user pool that goes',
    examplePool(),
    examplePool({ CognitoIdentityProviders: [] }),
    [/Nobody can sign in with cog/],
  ],
  [
    'another app',
    examplePool(),
    examplePool({ SupportedLoginProviders: { [google]: 'another' } }),
    [/Tokens for the app/],
  ],
  [
    'another secret',
    examplePool({ SupportedLoginProviders: { 'api.twitter.com': 'a;b' } }),
    examplePool({ SupportedLoginProviders: { 'api.twitter.com': 'a;c' } }),
    [/consumer secret of api.twitter.com changes/],
  ],
  ['one user pool more than the quota', poolWith(50), poolWith(51), [/will have 51 user pools. AWS allows 50/]],
  ['nothing where the quota was raised before', poolWith(52), poolWith(51), [/^Tokens for the app client/]],
])('warns of %s', (_name, before, after, expected) => {
  const warnings = providerWarnings(before, after);
  expect(warnings).toHaveLength(expected.length);
  for (const [index, pattern] of expected.entries()) expect(warnings[index]).toMatch(pattern);
});

it('says that the attribute map of a provider that goes stays where it can not be read', () => {
  const document = examplePool();
  const pool = { document, etag: '', arn: '', unknownMembers: [], unreadableMembers: [] };
  const unreadable = { ...pool, unreadableMembers: ['PrincipalTagAttributeMaps' as const] };
  const after = { ...document, SupportedLoginProviders: {} };
  expect(unreadableMapWarnings(unreadable, after)).toEqual([expect.stringContaining(`attribute map of ${google}`)]);
  expect(unreadableMapWarnings(unreadable, document)).toEqual([]);
  expect(unreadableMapWarnings(pool, after)).toEqual([]);
});

function poolWith(clients: number) {
  return examplePool({
    CognitoIdentityProviders: Array.from({ length: clients }, (_, index) => ({
      ProviderName: 'cognito-idp.us-east-1.amazonaws.com/us-east-1_abc',
      ClientId: `client${index}`,
      ServerSideTokenCheck: true,
    })),
  });
}
