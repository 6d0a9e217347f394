import { expect, test } from 'vitest';

import { operationBed } from '../../../testing/operation-bed.ts';
import { listTagsForResource } from './list-tags-for-resource.ts';

test('tags are always an object', async () => {
  const bed = operationBed();
  const arnOf = (id: string) => `arn:aws:cognito-identity:us-east-1:123456789012:identitypool/${id}`;
  const tagged = arnOf(await bed.pool({ IdentityPoolTags: { team: '' } }));
  expect(await bed.run(listTagsForResource, { ResourceArn: tagged })).toEqual({ Tags: { team: '' } });
  expect(await bed.run(listTagsForResource, { ResourceArn: arnOf(await bed.pool()) })).toEqual({ Tags: {} });
});

test.each([
  ['arn:aws:cognito-identity:us-east-1:123456789012:identitypool/us-east-1:0', "IdentityPool 'us-east-1:0' not found."],
  ['arn:aws:cognito-identity:us-east-1:999999999999:identitypool/us-east-1:0', "IdentityPool 'us-east-1:0' not found."],
  ['arn:aws:s3:::a-bucket-and-no-pool', 'InvalidParameterException'],
  ['too short', 'Member must have length greater than or equal to 20'],
])('refuses %s', async (ResourceArn, text) => {
  expect(await operationBed().refusal(listTagsForResource, { ResourceArn })).toContain(text);
});
