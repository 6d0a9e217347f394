import { expect, test } from 'vitest';

import { operationBed } from '../../testing/operation-bed.ts';
import { deleteIdentities } from './delete-identities.ts';
import { getId } from './get-id.ts';
import { listIdentities } from './list-identities.ts';
import { listIdentityPools } from './list-identity-pools.ts';

test('pages hold every identity once, also when some go in between', () => {
  const bed = operationBed();
  const IdentityPoolId = bed.pool();
  const ids = Array.from({ length: 7 }, () => bed.run(getId, { IdentityPoolId })['IdentityId']);
  const first = bed.run(listIdentities, { IdentityPoolId, MaxResults: 3 });
  bed.run(deleteIdentities, { IdentityIdsToDelete: [ids[1], ids[2]] });
  const second = bed.run(listIdentities, { IdentityPoolId, MaxResults: 60, NextToken: first['NextToken'] });
  const listed = [first, second].flatMap((page) => page['Identities'] as { IdentityId: string }[]);
  expect(listed.map(({ IdentityId }) => IdentityId)).toEqual(ids);
  expect(second).not.toHaveProperty('NextToken');
});

test('a guest has two equal dates in seconds and no logins', () => {
  const bed = operationBed();
  const IdentityPoolId = bed.pool();
  const { IdentityId } = bed.run(getId, { IdentityPoolId });
  const date = bed.now / 1000;
  expect(bed.run(listIdentities, { IdentityPoolId, MaxResults: 1 })).toEqual({
    IdentityPoolId,
    Identities: [{ IdentityId, CreationDate: date, LastModifiedDate: date }],
  });
});

test('a token of another list or of nobody is refused', () => {
  const bed = operationBed();
  const [IdentityPoolId] = [bed.pool(), bed.pool()];
  const { NextToken } = bed.run(listIdentityPools, { MaxResults: 1 });
  for (const token of [NextToken, 'garbage', 'e30']) {
    expect(bed.refusal(listIdentities, { IdentityPoolId, MaxResults: 1, NextToken: token })).toMatch(
      /^InvalidParameterException/,
    );
  }
  expect(bed.refusal(listIdentities, { IdentityPoolId, MaxResults: 1, NextToken: 'a b' })).toContain('[\\S]+');
});
