import { expect, test } from 'vitest';

import { makeLoginToken } from '../../../control/login-tokens.ts';
import { operationBed } from '../../../testing/operation-bed.ts';
import { describeIdentity } from './describe-identity.ts';
import { getId } from './get-id.ts';
import { unlinkIdentity } from './unlink-identity.ts';

const [facebook, amazon] = ['graph.facebook.com', 'www.amazon.com'];

/** An identity with a Facebook and an Amazon login. */
async function bedWithUser() {
  const bed = operationBed();
  const IdentityPoolId = await bed.pool({ SupportedLoginProviders: { [facebook]: '1', [amazon]: '2' } });
  const login = async (provider: string, sub = 'alice') => {
    const context = { store: bed.store, clock: { now: () => bed.now } };
    return { [provider]: await makeLoginToken(context, { provider, claims: { sub }, expiresIn: 60 }) };
  };
  const Logins = { ...(await login(facebook)), ...(await login(amazon)) };
  const { IdentityId } = await bed.run(getId, { IdentityPoolId, Logins });
  const input = (members: object = {}) => ({ IdentityId, Logins, LoginsToRemove: [facebook], ...members });
  const linked = async () => (await bed.run(describeIdentity, { IdentityId }))['Logins'];
  return { bed, IdentityId, login, input, linked };
}

test('the answer is empty, the identity is modified', async () => {
  const { bed, IdentityId, input, linked } = await bedWithUser();
  bed.now += 1000;
  expect(await bed.run(unlinkIdentity, input())).toEqual({});
  expect(await linked()).toEqual([amazon]);
  expect((await bed.run(describeIdentity, { IdentityId }))['LastModifiedDate']).toBe(bed.now / 1000);
});

test.each([[[]], [['nobody.example.com']], [['constructor', 'alice']]])(
  'nothing changes where %j are not linked',
  async (LoginsToRemove) => {
    const { bed, IdentityId, input, linked } = await bedWithUser();
    const before = bed.now / 1000;
    bed.now += 1000;
    expect(await bed.run(unlinkIdentity, input({ LoginsToRemove }))).toEqual({});
    expect(await linked()).toEqual([facebook, amazon]);
    expect((await bed.run(describeIdentity, { IdentityId }))['LastModifiedDate']).toBe(before);
  },
);

test('a login of another user proves nothing', async () => {
  const { bed, login, input, linked } = await bedWithUser();
  expect(await bed.refusal(unlinkIdentity, input({ Logins: await login(facebook, 'bob') }))).toBe(
    "NotAuthorizedException: Logins don't match. Please include at least one valid login for this identity or identity pool.",
  );
  expect(await linked()).toEqual([facebook, amazon]);
});

test.each([
  [{ Logins: {} }, 'is forbidden.'],
  [{ Logins: { [facebook]: 'made-up' } }, 'NotAuthorizedException: Invalid login token. '],
  [{ Logins: undefined }, "Value null at 'logins' failed to satisfy constraint: Member must not be null"],
  [{ LoginsToRemove: undefined }, "Value null at 'loginsToRemove' failed to satisfy constraint"],
  [{ LoginsToRemove: [''] }, "at 'loginsToRemove' failed to satisfy constraint"],
  [{ IdentityId: 'us-east-1:0' }, "ResourceNotFoundException: Identity 'us-east-1:0' not found."],
])('refuses %j', async (members, text) => {
  const { bed, input, linked } = await bedWithUser();
  expect(await bed.refusal(unlinkIdentity, input(members))).toContain(text);
  expect(await linked()).toEqual([facebook, amazon]);
});
