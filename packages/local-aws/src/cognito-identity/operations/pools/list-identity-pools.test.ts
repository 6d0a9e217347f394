import { expect, test } from 'vitest';

import { operationBed } from '../../../testing/operation-bed.ts';
import { deleteIdentityPool } from './delete-identity-pool.ts';
import { listIdentityPools } from './list-identity-pools.ts';

test('pages hold every pool of the region once, with id and name only', async () => {
  const bed = operationBed();
  const ids: string[] = [];
  for (const IdentityPoolName of ['b', 'a', 'c']) ids.push(await bed.pool({ IdentityPoolName }));
  bed.region = 'eu-west-1';
  await bed.pool();
  bed.region = 'us-east-1';
  const first = await bed.run(listIdentityPools, { MaxResults: 2 });
  expect(first['IdentityPools']).toEqual([
    { IdentityPoolId: ids[0], IdentityPoolName: 'b' },
    { IdentityPoolId: ids[1], IdentityPoolName: 'a' },
  ]);
  await bed.run(deleteIdentityPool, { IdentityPoolId: ids[0] });
  expect(await bed.run(listIdentityPools, { MaxResults: 2, NextToken: first['NextToken'] })).toEqual({
    IdentityPools: [{ IdentityPoolId: ids[2], IdentityPoolName: 'c' }],
  });
});

test.each([
  [{}, "Value null at 'maxResults' failed to satisfy constraint: Member must not be null"],
  [{ MaxResults: 61 }, 'Member must have value less than or equal to 60'],
  [{ MaxResults: 0 }, 'Member must have value greater than or equal to 1'],
  [{ MaxResults: 1, NextToken: 'garbage' }, 'InvalidParameterException'],
  [{ MaxResults: '1' }, 'SerializationException'],
])('refuses %j', async (input, text) => {
  expect(await operationBed().refusal(listIdentityPools, input)).toContain(text);
});
