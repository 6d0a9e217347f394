import { expect, test } from 'vitest';

import { operationBed } from '../../../testing/operation-bed.ts';
import { deleteIdentities } from './delete-identities.ts';
import { getId } from './get-id.ts';
import { listIdentities } from './list-identities.ts';
import { listIdentityPools } from '../pools/list-identity-pools.ts';

test('pages hold every identity once, also when some go in between', async () => {
  const bed = operationBed();
  const IdentityPoolId = await bed.pool();
  const ids = await bed.guests(IdentityPoolId, 7);
  const first = await bed.run(listIdentities, { IdentityPoolId, MaxResults: 3 });
  await bed.run(deleteIdentities, { IdentityIdsToDelete: [ids[1], ids[2]] });
  const second = await bed.run(listIdentities, { IdentityPoolId, MaxResults: 60, NextToken: first['NextToken'] });
  const listed = [first, second].flatMap((page) => page['Identities'] as { IdentityId: string }[]);
  expect(listed.map(({ IdentityId }) => IdentityId)).toEqual(ids);
  expect(second).not.toHaveProperty('NextToken');
});

test('a guest has two equal dates in seconds and no logins', async () => {
  const bed = operationBed();
  const IdentityPoolId = await bed.pool();
  const { IdentityId } = await bed.run(getId, { IdentityPoolId });
  const date = bed.now / 1000;
  expect(await bed.run(listIdentities, { IdentityPoolId, MaxResults: 1 })).toEqual({
    IdentityPoolId,
    Identities: [{ IdentityId, CreationDate: date, LastModifiedDate: date }],
  });
});

test('a token of another list or of nobody is refused', async () => {
  const bed = operationBed();
  const [IdentityPoolId] = [await bed.pool(), await bed.pool()];
  const { NextToken } = await bed.run(listIdentityPools, { MaxResults: 1 });
  for (const token of [NextToken, 'garbage', 'e30']) {
    expect(await bed.refusal(listIdentities, { IdentityPoolId, MaxResults: 1, NextToken: token })).toMatch(
      /^InvalidParameterException/,
    );
  }
  expect(await bed.refusal(listIdentities, { IdentityPoolId, MaxResults: 1, NextToken: 'a b' })).toContain('[\\S]+');
});
