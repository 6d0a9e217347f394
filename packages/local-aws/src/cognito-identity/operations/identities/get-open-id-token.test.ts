import { decodeJwt } from 'jose';
import { expect, test } from 'vitest';

import { makeLoginToken } from '../../../control/login-tokens.ts';
import { operationBed } from '../../../testing/operation-bed.ts';
import { getId } from './get-id.ts';
import { getOpenIdToken } from './get-open-id-token.ts';
import { setPrincipalTagAttributeMap } from '../roles/set-principal-tag-attribute-map.ts';
import { updateIdentityPool } from '../pools/update-identity-pool.ts';

const provider = 'accounts.google.com';

async function bedWithPool() {
  const bed = operationBed();
  const IdentityPoolId = await bed.pool({ SupportedLoginProviders: { [provider]: 'app1' } });
  const context = { store: bed.store, clock: { now: () => bed.now } };
  return {
    bed,
    IdentityPoolId,
    login: async (sub: string, claims: object = {}) => {
      const body = { provider, claims: { sub, aud: 'app1', ...claims }, expiresIn: 60 };
      return { [provider]: await makeLoginToken(context, body) };
    },
  };
}

test('a token is of the second in which it was asked for', async () => {
  const { bed, IdentityPoolId } = await bedWithPool();
  const [IdentityId] = await bed.guests(IdentityPoolId, 1);
  const { Token } = await bed.run(getOpenIdToken, { IdentityId });
  const iat = Date.parse('2026-01-02T03:04:05Z') / 1000;
  expect(decodeJwt(String(Token))).toMatchObject({ iat, exp: iat + 600 });
});

test('tags stand between amr and issuer, each a list of one text', async () => {
  const { bed, IdentityPoolId, login } = await bedWithPool();
  const PrincipalTags = { team: 'custom:team', age: 'age', none: 'missing', many: 'many' };
  const map = { IdentityPoolId, IdentityProviderName: provider, PrincipalTags };
  await bed.run(setPrincipalTagAttributeMap, map);
  const Logins = await login('u1', { 'custom:team': 'blue', age: 42, many: ['a', 'b'] });
  const { IdentityId } = await bed.run(getId, { IdentityPoolId, Logins });
  const { Token } = await bed.run(getOpenIdToken, { IdentityId, Logins });
  const claims = decodeJwt(String(Token));
  expect(Object.keys(claims)).toEqual(['sub', 'aud', 'amr', 'https://aws.amazon.com/tags', 'iss', 'exp', 'iat']);
  expect(claims['https://aws.amazon.com/tags']).toEqual({ principal_tags: { team: ['blue'], age: ['42'] } });
});

test('a guest’s token is the user’s once the login turns out to be a user’s', async () => {
  const { bed, IdentityPoolId, login } = await bedWithPool();
  const { IdentityId: user } = await bed.run(getId, { IdentityPoolId, Logins: await login('u1') });
  const [guest] = await bed.guests(IdentityPoolId, 1);
  const answer = await bed.run(getOpenIdToken, { IdentityId: guest, Logins: await login('u1') });
  expect(answer['IdentityId']).toBe(user);
  expect(decodeJwt(String(answer['Token'])).sub).toBe(user);
  expect(await bed.refusal(getOpenIdToken, { IdentityId: guest })).toBe(
    `NotAuthorizedException: Access to Identity '${guest}' is forbidden.`,
  );
});

test('a token is for one’s own identity only, and refusals write nothing', async () => {
  const { bed, IdentityPoolId, login } = await bedWithPool();
  const { IdentityId } = await bed.run(getId, { IdentityPoolId, Logins: await login('u1') });
  const [other] = await bed.guests(await bed.pool({ AllowClassicFlow: false }), 1);
  expect(await bed.refusal(getOpenIdToken, { IdentityId, Logins: await login('u2') })).toBe(
    "NotAuthorizedException: Logins don't match. Please include at least one valid login for this identity or identity pool.",
  );
  expect(await bed.refusal(getOpenIdToken, { IdentityId: other, Logins: await login('u2') })).toBe(
    'InvalidParameterException: Basic (classic) flow is not enabled, please use enhanced flow.',
  );
  const { IdentityId: second } = await bed.run(getId, { IdentityPoolId, Logins: await login('u2') });
  expect([IdentityId, other]).not.toContain(second);
});

test('a pool that turns the flow off while a login is checked gives no token', async () => {
  const { bed, IdentityPoolId, login } = await bedWithPool();
  const [IdentityId] = await bed.guests(IdentityPoolId, 1);
  const asked = bed.refusal(getOpenIdToken, { IdentityId, Logins: await login('u1') });
  const off = {
    IdentityPoolId,
    IdentityPoolName: 'off',
    AllowUnauthenticatedIdentities: true,
    AllowClassicFlow: false,
  };
  await bed.run(updateIdentityPool, off);
  expect(await asked).toBe('InvalidParameterException: Basic (classic) flow is not enabled, please use enhanced flow.');
});
