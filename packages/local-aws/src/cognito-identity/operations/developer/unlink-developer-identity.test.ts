import { expect, test } from 'vitest';

import { operationBed } from '../../../testing/operation-bed.ts';
import { describeIdentity } from '../identities/describe-identity.ts';
import { getOpenIdToken } from '../identities/get-open-id-token.ts';
import { getOpenIdTokenForDeveloperIdentity } from './get-open-id-token-for-developer-identity.ts';
import { unlinkDeveloperIdentity } from './unlink-developer-identity.ts';

async function bedWithUser() {
  const bed = operationBed();
  const IdentityPoolId = await bed.pool({ DeveloperProviderName: 'backend' });
  const idOf = async (backend: string, members: object = {}) => {
    const input = { IdentityPoolId, Logins: { backend }, ...members };
    return String((await bed.run(getOpenIdTokenForDeveloperIdentity, input))['IdentityId']);
  };
  const IdentityId = await idOf('u1');
  const input = (members: object = {}) => ({
    IdentityId,
    IdentityPoolId,
    DeveloperProviderName: 'backend',
    DeveloperUserIdentifier: 'u1',
    ...members,
  });
  return { bed, IdentityPoolId, IdentityId, idOf, input };
}

test('the answer is empty, the identity is modified, and the user is new next time', async () => {
  const { bed, IdentityId, idOf, input } = await bedWithUser();
  bed.now += 1000;
  expect(await bed.run(unlinkDeveloperIdentity, input())).toEqual({});
  const identity = await bed.run(describeIdentity, { IdentityId });
  expect(identity).not.toHaveProperty('Logins');
  expect(identity['LastModifiedDate']).toBe(bed.now / 1000);
  expect(await idOf('u1')).not.toBe(IdentityId);
});

test('without users it is nobody’s: no guest’s, and no new user’s', async () => {
  const { bed, IdentityPoolId, IdentityId, input } = await bedWithUser();
  await bed.run(unlinkDeveloperIdentity, input());
  const refusal = `NotAuthorizedException: Access to Identity '${IdentityId}' is forbidden.`;
  expect(await bed.refusal(getOpenIdToken, { IdentityId })).toBe(refusal);
  const linking = { IdentityPoolId, IdentityId, Logins: { backend: 'u2' } };
  expect(await bed.refusal(getOpenIdTokenForDeveloperIdentity, linking)).toBe(refusal);
});

test.each([
  [{ DeveloperUserIdentifier: 'nobody' }, 'ResourceNotFoundException: '],
  [{ DeveloperUserIdentifier: 'U1' }, 'ResourceNotFoundException: '],
  [{ DeveloperProviderName: 'other' }, 'InvalidParameterException: '],
  [{ IdentityId: 'us-east-1:0' }, "ResourceNotFoundException: Identity 'us-east-1:0' not found."],
  [{ IdentityPoolId: 'us-east-1:0' }, "ResourceNotFoundException: IdentityPool 'us-east-1:0' not found."],
  [{ DeveloperUserIdentifier: undefined }, "Value null at 'developerUserIdentifier' failed to satisfy constraint"],
])('refuses %j, and the user stays', async (members, text) => {
  const { bed, IdentityId, idOf, input } = await bedWithUser();
  expect(await bed.refusal(unlinkDeveloperIdentity, input(members))).toContain(text);
  expect(await idOf('u1')).toBe(IdentityId);
});

test('refuses the user of another identity, and an identity of another pool', async () => {
  const { bed, IdentityId, idOf, input } = await bedWithUser();
  const other = await idOf('u2');
  expect(await bed.refusal(unlinkDeveloperIdentity, input({ IdentityId: other }))).toContain(
    'ResourceConflictException: ',
  );
  const elsewhere = await bed.pool({ DeveloperProviderName: 'backend' });
  expect(await bed.refusal(unlinkDeveloperIdentity, input({ IdentityPoolId: elsewhere }))).toContain(
    `ResourceNotFoundException: Identity '${IdentityId}' not found.`,
  );
  expect([await idOf('u1'), await idOf('u2')]).toEqual([IdentityId, other]);
});
