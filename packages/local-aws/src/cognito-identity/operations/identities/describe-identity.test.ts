import { expect, test } from 'vitest';

import { operationBed } from '../../../testing/operation-bed.ts';
import { describeIdentity } from './describe-identity.ts';
import { getOpenIdTokenForDeveloperIdentity } from '../developer/get-open-id-token-for-developer-identity.ts';

test('names the providers of a user, and moves its date when a login is linked', async () => {
  const bed = operationBed();
  const IdentityPoolId = await bed.pool({ DeveloperProviderName: 'dev' });
  const [IdentityId] = await bed.guests(IdentityPoolId, 1);
  const created = bed.now / 1000;
  expect(await bed.run(describeIdentity, { IdentityId })).toEqual({
    IdentityId,
    CreationDate: created,
    LastModifiedDate: created,
  });
  bed.now += 1500;
  await bed.run(getOpenIdTokenForDeveloperIdentity, { IdentityPoolId, IdentityId, Logins: { dev: 'secret name' } });
  expect(await bed.run(describeIdentity, { IdentityId })).toEqual({
    IdentityId,
    Logins: ['dev'],
    CreationDate: created,
    LastModifiedDate: created + 1.5,
  });
});

test('an identity of another region does not exist', async () => {
  const bed = operationBed();
  const [IdentityId] = await bed.guests(await bed.pool(), 1);
  bed.region = 'eu-west-1';
  expect(await bed.refusal(describeIdentity, { IdentityId })).toBe(
    `ResourceNotFoundException: Identity '${IdentityId}' not found.`,
  );
});
