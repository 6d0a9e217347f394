import { expect, test } from 'vitest';

import { operationBed } from '../../../testing/operation-bed.ts';
import { deleteIdentities } from './delete-identities.ts';
import { describeIdentity } from './describe-identity.ts';
import { getId } from './get-id.ts';

test('identities of several pools go; unknown ones count as done', async () => {
  const bed = operationBed();
  const ids = [...(await bed.guests(await bed.pool(), 1)), ...(await bed.guests(await bed.pool(), 1))];
  const input = { IdentityIdsToDelete: [...ids, 'us-east-1:0'] };
  expect(await bed.run(deleteIdentities, input)).toEqual({ UnprocessedIdentityIds: [] });
  for (const IdentityId of ids)
    expect(await bed.refusal(describeIdentity, { IdentityId })).toContain('ResourceNotFound');
});

test('an identity of another region stays', async () => {
  const bed = operationBed();
  const { IdentityId } = await bed.run(getId, { IdentityPoolId: await bed.pool() });
  bed.region = 'eu-west-1';
  await bed.run(deleteIdentities, { IdentityIdsToDelete: [IdentityId] });
  bed.region = 'us-east-1';
  expect(await bed.run(describeIdentity, { IdentityId })).toMatchObject({ IdentityId });
});

test.each([
  [[], 'Member must have length greater than or equal to 1'],
  [Array.from({ length: 61 }, () => 'us-east-1:0'), 'Member must have length less than or equal to 60'],
  [['bad'], "Value '[bad]' at 'identityIdsToDelete' failed to satisfy constraint: Member must satisfy constraint: ["],
])('refuses %j', async (IdentityIdsToDelete, text) => {
  expect(await operationBed().refusal(deleteIdentities, { IdentityIdsToDelete })).toContain(text);
});
