import { expect, test } from 'vitest';

import { operationBed } from '../../../testing/operation-bed.ts';
import { getOpenIdTokenForDeveloperIdentity } from './get-open-id-token-for-developer-identity.ts';
import { lookupDeveloperIdentity } from './lookup-developer-identity.ts';

/** An identity of the users u0 to u4. */
async function bedWithUsers() {
  const bed = operationBed();
  const IdentityPoolId = await bed.pool({ DeveloperProviderName: 'backend' });
  const [IdentityId = ''] = await bed.guests(IdentityPoolId, 1);
  const users = ['u0', 'u1', 'u2', 'u3', 'u4'];
  for (const backend of users) {
    await bed.run(getOpenIdTokenForDeveloperIdentity, { IdentityPoolId, IdentityId, Logins: { backend } });
  }
  const lookUp = (members: object) => bed.run(lookupDeveloperIdentity, { IdentityPoolId, ...members });
  const refusal = (members: object) => bed.refusal(lookupDeveloperIdentity, { IdentityPoolId, ...members });
  return { bed, IdentityPoolId, IdentityId, users, lookUp, refusal };
}

test.each([1, 2, 3, 4, 5, 60])('pages of %d come to all users, the last without a token', async (MaxResults) => {
  const { IdentityId, users, lookUp } = await bedWithUsers();
  const found: unknown[] = [];
  let NextToken: unknown;
  let pages = 0;
  do {
    const page = await lookUp({ DeveloperUserIdentifier: 'u3', MaxResults, NextToken });
    expect(page['IdentityId']).toBe(IdentityId);
    found.push(...(page['DeveloperUserIdentifierList'] as unknown[]));
    NextToken = page['NextToken'];
    pages += 1;
  } while (NextToken !== undefined);
  expect(found).toEqual(users);
  expect(pages).toBe(Math.ceil(users.length / MaxResults));
});

test('id and user together are the whole answer', async () => {
  const { IdentityId, lookUp } = await bedWithUsers();
  expect(await lookUp({ IdentityId, DeveloperUserIdentifier: 'u2' })).toEqual({
    IdentityId,
    DeveloperUserIdentifierList: ['u2'],
  });
});

test.each([
  [{}, 'InvalidParameterException: '],
  [{ DeveloperUserIdentifier: 'U1' }, 'ResourceNotFoundException: '],
  [{ DeveloperUserIdentifier: '' }, 'ValidationException: '],
  [{ IdentityId: 'us-east-1:0' }, "ResourceNotFoundException: Identity 'us-east-1:0' not found."],
  [{ DeveloperUserIdentifier: 'u1', NextToken: 'made-up' }, 'InvalidParameterException: '],
  [{ DeveloperUserIdentifier: 'u1', MaxResults: 61 }, 'Member must have value less than or equal to 60'],
])('refuses %j', async (members, text) => {
  const { refusal } = await bedWithUsers();
  expect(await refusal(members)).toContain(text);
});

test('an identity and a user that do not belong together are a conflict', async () => {
  const { bed, IdentityPoolId, refusal } = await bedWithUsers();
  const [IdentityId] = await bed.guests(IdentityPoolId, 1);
  expect(await refusal({ IdentityId, DeveloperUserIdentifier: 'u1' })).toContain('ResourceConflictException: ');
});

test('a pool without a developer provider has no users, but its identities are found', async () => {
  const { bed } = await bedWithUsers();
  const IdentityPoolId = await bed.pool();
  const [IdentityId] = await bed.guests(IdentityPoolId, 1);
  expect(await bed.run(lookupDeveloperIdentity, { IdentityPoolId, IdentityId })).toEqual({
    IdentityId,
    DeveloperUserIdentifierList: [],
  });
  expect(await bed.refusal(lookupDeveloperIdentity, { IdentityPoolId, DeveloperUserIdentifier: 'u1' })).toContain(
    'ResourceNotFoundException: ',
  );
});
