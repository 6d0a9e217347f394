import { expect, test } from 'vitest';

import { operationBed } from '../../../testing/operation-bed.ts';
import { listTagsForResource } from './list-tags-for-resource.ts';
import { tagResource } from './tag-resource.ts';
import { untagResource } from './untag-resource.ts';

const arnOf = (id: string) => `arn:aws:cognito-identity:us-east-1:123456789012:identitypool/${id}`;

test('adds and overwrites by key, takes away by key', async () => {
  const bed = operationBed();
  const ResourceArn = arnOf(await bed.pool({ IdentityPoolTags: { a: '1', b: '2' } }));
  expect(await bed.run(tagResource, { ResourceArn, Tags: { b: '3', c: '' } })).toEqual({});
  expect(await bed.run(listTagsForResource, { ResourceArn })).toEqual({ Tags: { a: '1', b: '3', c: '' } });
  expect(await bed.run(untagResource, { ResourceArn, TagKeys: ['a', 'a', 'x'] })).toEqual({});
  expect(await bed.run(listTagsForResource, { ResourceArn })).toEqual({ Tags: { b: '3', c: '' } });
});

test('the limit of 50 counts the tags that are there already', async () => {
  const bed = operationBed();
  const IdentityPoolTags = Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`k${index}`, 'v']));
  const ResourceArn = arnOf(await bed.pool({ IdentityPoolTags }));
  expect(await bed.run(tagResource, { ResourceArn, Tags: { k0: 'new' } })).toEqual({});
  expect(await bed.refusal(tagResource, { ResourceArn, Tags: { more: 'v' } })).toMatch(/^InvalidParameterException/);
});

test.each([
  [arnOf('us-east-1:0'), "ResourceNotFoundException: IdentityPool 'us-east-1:0' not found."],
  ['us-east-1:00000000-0000-0000-0000-000000000000', 'InvalidParameterException'],
  ['short', 'Member must have length greater than or equal to 20'],
])('refuses the ARN %s', async (ResourceArn, text) => {
  expect(await operationBed().refusal(listTagsForResource, { ResourceArn })).toContain(text);
});
