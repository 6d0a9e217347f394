import { examplePool } from '@lifeguard/shared/pool/fixture';
import { expect, it } from 'vitest';
import { likePool, originOf } from './copy.ts';
import { poolFormErrors, toInput } from './form.ts';
import { poolJson } from '../json.ts';

const google = 'accounts.google.com';

it('fills in everything, role mappings and attributes too', () => {
  const document = examplePool({
    AllowUnauthenticatedIdentities: true,
    Roles: {
      authenticated: 'arn:aws:iam::123456789012:role/user',
      unauthenticated: 'arn:aws:iam::123456789012:role/guest',
    },
    IdentityPoolTags: { team: 'orders', 'console:protected': 'true', 'aws:cloudformation:stack-name': 'x' },
    RoleMappings: { [google]: { Type: 'Token', AmbiguousRoleResolution: 'Deny' } },
    PrincipalTagAttributeMaps: { [google]: { UseDefaults: true, PrincipalTags: {} } },
  });
  const { IdentityPoolId: _id, ...settings } = document;
  expect(toInput(likePool(document))).toEqual({
    ...settings,
    IdentityPoolName: 'Orders copy',
    NewRoles: {},
    IdentityPoolTags: { team: 'orders' },
  });
});

it('leaves out consumer secrets, and asks for them', () => {
  const document = examplePool({ SupportedLoginProviders: { 'api.twitter.com': 'key;secret' } });
  const values = likePool(document);
  expect(values.logins.twitter).toEqual({ value: 'key', secret: '' });
  expect(JSON.stringify(values)).not.toContain(';secret');
  expect([...poolFormErrors(values).keys()]).toEqual(['logins.twitter.secret']);
});

it('keeps within the length of a name, and a classic flow that is allowed because it was never set', () => {
  const { AllowClassicFlow: _, ...notSet } = examplePool({ IdentityPoolName: 'x'.repeat(128) });
  const values = likePool(notSet);
  expect(values.IdentityPoolName).toBe(`${'x'.repeat(123)} copy`);
  expect(values.AllowClassicFlow).toBe(true);
});

it('names what the wizard can not set', () => {
  const known = { unknownMembers: [], unreadableMembers: [] };
  expect(originOf({ document: examplePool(), ...known }).missing).toEqual([]);
  const document = examplePool({
    SupportedLoginProviders: { 'new.example': 'x' },
    // Of a provider that the wizard does not know, and of one that the pool does not have any more.
    RoleMappings: { 'new.example': { Type: 'Token' } },
    PrincipalTagAttributeMaps: { [google]: { UseDefaults: true, PrincipalTags: {} } },
    IdentityPoolTags: { 'console:protected': 'true' },
  });
  const origin = originOf({
    document,
    unknownMembers: ['NewSetting'],
    unreadableMembers: ['PrincipalTagAttributeMaps'],
  });
  expect(origin.missing).toEqual([
    'Role mapping of new.example',
    `Attributes for access control of ${google}`,
    'Attributes for access control, which these credentials may not read',
    'Login provider new.example, which the wizard does not know',
    'NewSetting, which this version of Lifeguard does not know',
    'Tag console:protected',
  ]);
});

it('is JSON of the whole pool, without secrets', () => {
  const document = examplePool({
    SupportedLoginProviders: { [google]: 'client', 'api.twitter.com': 'key;very;secret' },
  });
  const { text, hasSecrets } = poolJson(document);
  expect(hasSecrets).toBe(true);
  expect(text).not.toContain('very');
  expect(JSON.parse(text)).toEqual({
    ...document,
    SupportedLoginProviders: { [google]: 'client', 'api.twitter.com': expect.stringMatching(/^key;<.*>$/) },
  });
  expect(poolJson(examplePool())).toEqual({ text: expect.any(String), hasSecrets: false });
});
