import { expect, test } from 'vitest';

import { operationBed } from '../../../testing/operation-bed.ts';
import { listTagsForResource } from './list-tags-for-resource.ts';
import { untagResource } from './untag-resource.ts';

test('takes the named tags away; unknown and repeated keys change nothing', async () => {
  const bed = operationBed();
  const id = await bed.pool({ IdentityPoolTags: { team: 'blue', Team: 'red', stage: 'test' } });
  const ResourceArn = `arn:aws:cognito-identity:us-east-1:123456789012:identitypool/${id}`;
  expect(await bed.run(untagResource, { ResourceArn, TagKeys: ['team', 'team', 'nothing'] })).toEqual({});
  expect(await bed.run(listTagsForResource, { ResourceArn })).toEqual({ Tags: { Team: 'red', stage: 'test' } });
  expect(await bed.run(untagResource, { ResourceArn, TagKeys: [] })).toEqual({});
});

test('a key longer than 128 characters is refused', async () => {
  const bed = operationBed();
  const ResourceArn = `arn:aws:cognito-identity:us-east-1:123456789012:identitypool/${await bed.pool()}`;
  expect(await bed.refusal(untagResource, { ResourceArn, TagKeys: ['k'.repeat(129)] })).toContain(
    'Member must satisfy constraint: [Member must have length less than or equal to 128',
  );
});
