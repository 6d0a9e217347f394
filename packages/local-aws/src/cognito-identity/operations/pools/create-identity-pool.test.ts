import { expect, test } from 'vitest';

import { operationBed } from '../../../testing/operation-bed.ts';
import { createIdentityPool } from './create-identity-pool.ts';

const minimal = { IdentityPoolName: 'p', AllowUnauthenticatedIdentities: false };

test('members that were not given or are empty are left out, tags never', async () => {
  const empty = { SupportedLoginProviders: {}, OpenIdConnectProviderARNs: [], DeveloperProviderName: null };
  const { IdentityPoolId, ...pool } = await operationBed().run(createIdentityPool, {
    ...minimal,
    ...empty,
    Unknown: 1,
  });
  expect(IdentityPoolId).toMatch(/^us-east-1:[0-9a-f-]{36}$/);
  expect(pool).toEqual({ ...minimal, IdentityPoolTags: {} });
});

test('a user pool gets its ServerSideTokenCheck, and lists keep their order', async () => {
  const provider = { ProviderName: 'cognito-idp.eu-west-1.amazonaws.com/eu-west-1_Ab1', ClientId: 'c1' };
  const SamlProviderARNs = ['b', 'a'].map((name) => `arn:aws:iam::123456789012:saml-provider/${name}`);
  const input = { ...minimal, CognitoIdentityProviders: [provider], SamlProviderARNs };
  expect(await operationBed().run(createIdentityPool, input)).toMatchObject({
    CognitoIdentityProviders: [{ ...provider, ServerSideTokenCheck: false }],
    SamlProviderARNs,
  });
});

const foreignSaml = 'arn:aws:iam::999999999999:saml-provider/x';

test.each([
  [
    { IdentityPoolName: null },
    "Value null at 'identityPoolName' failed to satisfy constraint: Member must not be null",
  ],
  [{ IdentityPoolName: 'a\u00a0b' }, 'regular expression pattern: [\\w\\s+=,.@-]+'],
  [{ IdentityPoolName: 'p\n/' }, 'regular expression pattern'],
  [{ IdentityPoolName: 'x'.repeat(129) }, 'Member must have length less than or equal to 128'],
  [{ IdentityPoolName: '' }, '2 validation errors detected'],
  [{ DeveloperProviderName: 'a b' }, "at 'developerProviderName' failed to satisfy constraint"],
  [
    { SupportedLoginProviders: { 'graph.facebook.com': 'foo:bar' } },
    "Value '{graph.facebook.com=foo:bar}' at 'supportedLoginProviders' failed to satisfy constraint: Map value must satisfy constraint: [Member must have length less than or equal to 128, Member must have length greater than or equal to 1, Member must satisfy regular expression pattern: [\\w.;_/-]+]",
  ],
  [{ CognitoIdentityProviders: [{ ClientId: 'a-b' }] }, "at 'cognitoIdentityProviders.1.member.clientId'"],
  [{ CognitoIdentityProviders: [{ ClientId: 'c' }] }, 'InvalidParameterException: Invalid Cognito Identity Provider'],
  [
    { CognitoIdentityProviders: [{ ProviderName: 'example.com/x', ClientId: 'c' }] },
    'InvalidParameterException: Invalid Cognito Identity Provider',
  ],
  [{ SamlProviderARNs: [foreignSaml] }, `Identity provider ${foreignSaml} is not valid for account 123456789012`],
  [{ OpenIdConnectProviderARNs: ['short'] }, 'Member must satisfy constraint: [Member must have length less than'],
  [{ IdentityPoolTags: { 'aws:x': '1' } }, 'InvalidParameterException'],
  [{ IdentityPoolTags: { 'a*': '1' } }, 'InvalidParameterException'],
  [{ IdentityPoolTags: { a: 'x'.repeat(257) } }, 'ValidationException'],
  [{ IdentityPoolTags: Object.fromEntries(Array.from({ length: 51 }, (_, n) => [`k${n}`, ''])) }, 'InvalidParameter'],
  [{ AllowUnauthenticatedIdentities: 'true' }, 'SerializationException'],
  [{ SupportedLoginProviders: [] }, 'SerializationException'],
])('refuses %j', async (members, text) => {
  const bed = operationBed();
  expect(await bed.refusal(createIdentityPool, { ...minimal, ...members })).toContain(text);
  expect(bed.store.pools.count('us-east-1')).toBe(0);
});

test('a region holds 1,000 pools', async () => {
  const bed = operationBed();
  for (let made = 0; made < 1000; made += 1) await bed.pool();
  expect(await bed.refusal(createIdentityPool, minimal)).toMatch(/^LimitExceededException/);
  bed.region = 'eu-west-1';
  expect(await bed.pool()).toMatch(/^eu-west-1:/);
});

test('map keys that JavaScript treats specially are kept', async () => {
  const keys = ['__proto__', 'constructor', 'toString', 'hasOwnProperty'];
  const json = `{${keys.map((key) => `"${key}":"v"`).join()}}`;
  const input = JSON.parse(
    `{"IdentityPoolName":"p","AllowUnauthenticatedIdentities":true,"SupportedLoginProviders":${json},"IdentityPoolTags":${json}}`,
  ) as unknown;
  const pool = await operationBed().run(createIdentityPool, input);
  expect(Object.keys(pool['SupportedLoginProviders'] as object)).toEqual(keys);
  expect(JSON.stringify(pool['IdentityPoolTags'])).toBe(json);
});
