import { decodeJwt } from 'jose';
import { expect, test } from 'vitest';

import { operationBed } from '../../../testing/operation-bed.ts';
import { getOpenIdTokenForDeveloperIdentity } from './get-open-id-token-for-developer-identity.ts';

const developer = { DeveloperProviderName: 'backend' };

async function bedWithPool(region = 'us-east-1') {
  const bed = operationBed(region);
  const IdentityPoolId = await bed.pool(developer);
  const input = (user: string, members: object = {}) => ({ IdentityPoolId, Logins: { backend: user }, ...members });
  const tokenOf = (user: string, members?: object) => bed.run(getOpenIdTokenForDeveloperIdentity, input(user, members));
  const refusal = (user: string, members?: object) =>
    bed.refusal(getOpenIdTokenForDeveloperIdentity, input(user, members));
  return { bed, IdentityPoolId, tokenOf, refusal };
}

test.each([
  ['us-east-1', 'https://cognito-identity.amazonaws.com'],
  ['eu-west-1', 'https://cognito-identity.amazonaws.com'],
  ['us-gov-west-1', 'https://cognito-identity.us-gov-west-1.amazonaws.com'],
  ['cn-north-1', 'https://cognito-identity.cn-north-1.amazonaws.com.cn'],
])('a token of %s is issued by %s for the seconds asked for', async (region, iss) => {
  const { bed, IdentityPoolId, tokenOf } = await bedWithPool(region);
  const { IdentityId, Token } = await tokenOf('u1', { TokenDuration: 86_400 });
  const iat = Math.floor(bed.now / 1000);
  expect(decodeJwt(String(Token))).toMatchObject({
    sub: IdentityId,
    aud: IdentityPoolId,
    amr: ['authenticated', 'backend', `backend:${IdentityPoolId}:u1`],
    iss,
    iat,
    exp: iat + 86_400,
  });
});

test('tags are in the token as given, whatever their names', async () => {
  const { tokenOf } = await bedWithPool();
  const PrincipalTags: unknown = JSON.parse('{"team":"blue","__proto__":"x"}');
  const { Token } = await tokenOf('u1', { PrincipalTags });
  const claim = decodeJwt(String(Token))['https://aws.amazon.com/tags'];
  expect(JSON.stringify(claim)).toBe('{"principal_tags":{"team":["blue"],"__proto__":["x"]}}');
});

test('a guest’s identity becomes the user’s, and stays it', async () => {
  const { bed, IdentityPoolId, tokenOf } = await bedWithPool();
  const [IdentityId] = await bed.guests(IdentityPoolId, 1);
  expect(await tokenOf('u1', { IdentityId })).toMatchObject({ IdentityId });
  expect(await tokenOf('u1')).toMatchObject({ IdentityId });
  expect(await tokenOf('u2', { IdentityId })).toMatchObject({ IdentityId });
});

test('a user has one identity, and can’t be given another', async () => {
  const { bed, IdentityPoolId, tokenOf, refusal } = await bedWithPool();
  const [IdentityId = ''] = await bed.guests(IdentityPoolId, 1);
  const { IdentityId: own } = await tokenOf('u1');
  expect(await refusal('u1', { IdentityId })).toContain('DeveloperUserAlreadyRegisteredException: ');
  expect(await tokenOf('u1')).toMatchObject({ IdentityId: own });
});

test('names that are not Unicode are refused, as two of them would be one', async () => {
  const { refusal } = await bedWithPool();
  expect(await refusal('u\ud800')).toContain('InvalidParameterException: ');
});

test.each([
  [{ Logins: undefined }, "Value null at 'logins' failed to satisfy constraint: Member must not be null"],
  [{ Logins: {} }, 'InvalidParameterException: This identity pool does not support the specified developer provider'],
  [{ Logins: { backend: 'u1', other: 'x' } }, 'Invalid login token. Not a valid OpenId Connect identity token.'],
  [{ TokenDuration: 0 }, 'Member must have value greater than or equal to 1'],
  [{ TokenDuration: 86_401 }, 'Member must have value less than or equal to 86400'],
  [{ IdentityId: 'us-east-1:0' }, "ResourceNotFoundException: Identity 'us-east-1:0' not found."],
  [{ IdentityPoolId: 'us-east-1:0' }, "ResourceNotFoundException: IdentityPool 'us-east-1:0' not found."],
])('refuses %j', async (members, text) => {
  const { refusal } = await bedWithPool();
  expect(await refusal('u1', members)).toContain(text);
});

test('an identity of another pool does not exist here', async () => {
  const { bed, refusal } = await bedWithPool();
  const [IdentityId = ''] = await bed.guests(await bed.pool(developer), 1);
  expect(await refusal('u1', { IdentityId })).toBe(`ResourceNotFoundException: Identity '${IdentityId}' not found.`);
});
