import { poolTrustPolicy } from '@lifeguard/shared/policy/trust';
import { expect, test } from 'vitest';

import { makeLoginToken } from '../../../control/login-tokens.ts';
import { operationBed } from '../../../testing/operation-bed.ts';
import { getCredentialsForIdentity } from './get-credentials-for-identity.ts';
import { getId } from './get-id.ts';
import { getOpenIdToken } from './get-open-id-token.ts';
import { getOpenIdTokenForDeveloperIdentity } from '../developer/get-open-id-token-for-developer-identity.ts';
import { setIdentityPoolRoles } from '../roles/set-identity-pool-roles.ts';

const provider = 'accounts.google.com';

/** Two pools with Google, a developer provider and one role that takes users of both. */
async function bedWithPools() {
  const bed = operationBed();
  const members = { SupportedLoginProviders: { [provider]: 'app1' }, DeveloperProviderName: 'dev' };
  const [IdentityPoolId, otherPoolId] = [await bed.pool(members), await bed.pool(members)];
  const authenticated = bed.role('users');
  const role = bed.store.iamRoles.find('users');
  if (role === undefined) throw new Error('The role was not made.');
  const trust = poolTrustPolicy({ poolId: IdentityPoolId, kind: 'authenticated', needsTagSession: false });
  bed.store.iamRoles.update({ ...role, AssumeRolePolicyDocument: trust });
  await bed.run(setIdentityPoolRoles, { IdentityPoolId, Roles: { authenticated } });
  const clock = { now: () => bed.now };
  return {
    bed,
    IdentityPoolId,
    otherPoolId,
    /** An identity and a login with a token that its developer's backend has got for it. */
    developer: async (poolId: string, user: string) => {
      const input = { IdentityPoolId: poolId, Logins: { dev: user } };
      const { IdentityId, Token } = await bed.run(getOpenIdTokenForDeveloperIdentity, input);
      return { IdentityId, Logins: { 'cognito-identity.amazonaws.com': Token } };
    },
    google: async (sub: string) => {
      const claims = { sub, aud: 'app1' };
      return { [provider]: await makeLoginToken({ store: bed.store, clock }, { provider, claims, expiresIn: 60 }) };
    },
  };
}

const noMatch =
  "NotAuthorizedException: Logins don't match. Please include at least one valid login for this identity or identity pool.";
const noCognitoToken = 'NotAuthorizedException: Invalid login token. Not a Cognito token.';

test('credentials end an hour after the second in which they were asked for', async () => {
  const { bed, IdentityPoolId, developer } = await bedWithPools();
  const { Credentials } = await bed.run(getCredentialsForIdentity, await developer(IdentityPoolId, 'u1'));
  expect(Credentials).toMatchObject({ Expiration: Date.parse('2026-01-02T04:04:05Z') / 1000 });
});

test('a developer’s token is good for its own identity in its own pool only', async () => {
  const { bed, IdentityPoolId, otherPoolId, developer } = await bedWithPools();
  const { IdentityId } = await developer(IdentityPoolId, 'u1');
  for (const { Logins } of [await developer(IdentityPoolId, 'u2'), await developer(otherPoolId, 'u1')]) {
    expect(await bed.refusal(getCredentialsForIdentity, { IdentityId, Logins })).toBe(noMatch);
  }
});

test('a token of the classic flow is none of a developer’s: it would make a user of a guest', async () => {
  const { bed, IdentityPoolId, google } = await bedWithPools();
  const login = await google('u1');
  const { IdentityId: userId } = await bed.run(getId, { IdentityPoolId, Logins: login });
  const [guestId] = await bed.guests(IdentityPoolId, 1);
  const guest = await bed.run(getOpenIdToken, { IdentityId: guestId });
  const user = await bed.run(getOpenIdToken, { IdentityId: userId, Logins: login });
  for (const [IdentityId, Token] of [
    [guestId, guest['Token']],
    [userId, user['Token']],
    [guestId, 'nonsense'],
  ]) {
    const Logins = { 'cognito-identity.amazonaws.com': Token };
    expect(await bed.refusal(getCredentialsForIdentity, { IdentityId, Logins })).toBe(noCognitoToken);
  }
});

test('a token is refused from the second on in which it expires', async () => {
  const { bed, IdentityPoolId, developer, google } = await bedWithPools();
  const dev = await developer(IdentityPoolId, 'u1');
  const Logins = await google('u2');
  const { IdentityId } = await bed.run(getId, { IdentityPoolId, Logins });
  const start = Math.floor(bed.now / 1000);
  const expired = (seconds: number) =>
    `NotAuthorizedException: Invalid login token. Token expired: ${start + seconds} >= ${start + seconds}`;
  bed.now = (start + 59) * 1000;
  await bed.run(getCredentialsForIdentity, { IdentityId, Logins });
  bed.now = (start + 60) * 1000;
  expect(await bed.refusal(getCredentialsForIdentity, { IdentityId, Logins })).toBe(expired(60));
  bed.now = (start + 899) * 1000;
  await bed.run(getCredentialsForIdentity, dev);
  bed.now = (start + 900) * 1000;
  expect(await bed.refusal(getCredentialsForIdentity, dev)).toBe(expired(900));
});

test('a developer’s user links a public login in the same call', async () => {
  const { bed, IdentityPoolId, developer, google } = await bedWithPools();
  const { IdentityId, Logins } = await developer(IdentityPoolId, 'u1');
  await bed.run(getCredentialsForIdentity, { IdentityId, Logins: { ...Logins, ...(await google('g1')) } });
  expect(await bed.run(getId, { IdentityPoolId, Logins: await google('g1') })).toEqual({ IdentityId });
});
