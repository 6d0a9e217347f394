import { randomUUID } from 'node:crypto';

import * as sdk from '@aws-sdk/client-iam';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';

import { type Aws, failureOf, startAws, trustPolicy } from '../support/setup.ts';

let aws: Aws;
let RoleName: string;
beforeAll(async () => {
  aws = await startAws();
});
afterAll(() => aws.close());
beforeEach(async () => {
  RoleName = `lifeguard-${randomUUID()}`;
  await aws.createRole(RoleName);
});

async function tagsOf(): Promise<sdk.Tag[] | undefined> {
  return (await aws.iam.send(new sdk.ListRoleTagsCommand({ RoleName }))).Tags;
}

test('tags are added, replaced and removed, in the order of their keys', async () => {
  expect(await tagsOf()).toEqual([]);
  const Tags = [
    { Key: 'team', Value: 'blue' },
    { Key: 'cost', Value: '' },
  ];
  await aws.iam.send(new sdk.TagRoleCommand({ RoleName, Tags }));
  expect(await tagsOf()).toEqual(Tags.toReversed());
  const { Role } = await aws.iam.send(new sdk.GetRoleCommand({ RoleName }));
  expect(Role?.Tags).toEqual(Tags.toReversed());

  await aws.iam.send(new sdk.TagRoleCommand({ RoleName, Tags: [{ Key: 'team', Value: 'red' }] }));
  await aws.iam.send(new sdk.UntagRoleCommand({ RoleName, TagKeys: ['cost', 'never there'] }));
  expect(await tagsOf()).toEqual([{ Key: 'team', Value: 'red' }]);
});

test('keys that differ only in the case of their letters are one', async () => {
  await aws.iam.send(new sdk.TagRoleCommand({ RoleName, Tags: [{ Key: 'Team', Value: 'blue' }] }));
  await aws.iam.send(new sdk.TagRoleCommand({ RoleName, Tags: [{ Key: 'team', Value: 'red' }] }));
  expect(await tagsOf()).toEqual([{ Key: 'team', Value: 'red' }]);
  await aws.iam.send(new sdk.UntagRoleCommand({ RoleName, TagKeys: ['TEAM'] }));
  expect(await tagsOf()).toEqual([]);
});

test('tags are listed page by page', async () => {
  const Tags = ['a', 'b', 'c', 'd', 'e'].map((Key) => ({ Key, Value: Key }));
  await aws.iam.send(new sdk.TagRoleCommand({ RoleName, Tags }));
  const first = await aws.iam.send(new sdk.ListRoleTagsCommand({ RoleName, MaxItems: 3 }));
  expect([first.Tags, first.IsTruncated]).toEqual([Tags.slice(0, 3), true]);
  const second = await aws.iam.send(new sdk.ListRoleTagsCommand({ RoleName, MaxItems: 3, Marker: first.Marker }));
  expect([second.Tags, second.IsTruncated, second.Marker]).toEqual([Tags.slice(3), false, undefined]);
});

test('a role can have 50 tags', async () => {
  const Tags = Array.from({ length: 50 }, (_, index) => ({ Key: `key ${index}`, Value: 'x' }));
  await aws.iam.send(new sdk.TagRoleCommand({ RoleName, Tags }));
  await aws.iam.send(new sdk.TagRoleCommand({ RoleName, Tags: [{ Key: 'key 0', Value: 'y' }] }));
  const more = aws.iam.send(new sdk.TagRoleCommand({ RoleName, Tags: [{ Key: 'more', Value: 'x' }] }));
  expect(await failureOf(more)).toEqual({
    code: 'LimitExceededException',
    message: 'The number of tags has reached the maximum limit.',
    status: 409,
  });
  expect(await tagsOf()).toHaveLength(50);
});

test.each<[string, sdk.Tag[], string, string | RegExp]>([
  [
    'the same key twice',
    [
      { Key: 'team', Value: 'a' },
      { Key: 'Team', Value: 'b' },
    ],
    'InvalidInputException',
    'Duplicate tag keys found. Please note that Tag keys are case insensitive.',
  ],
  ['a reserved key', [{ Key: 'aws:x', Value: 'a' }], 'InvalidInputException', /reserved/],
  ['a key with a wrong character', [{ Key: 'a!', Value: 'a' }], 'ValidationError', /'tags\.1\.member\.key'/],
  ['a key that is too long', [{ Key: 'k'.repeat(129), Value: '' }], 'ValidationError', /less than or equal to 128/],
  ['a value that is too long', [{ Key: 'k', Value: 'v'.repeat(257) }], 'ValidationError', /less than or equal to 256/],
  [
    'too many tags',
    Array.from({ length: 51 }, (_, index) => ({ Key: `${index}`, Value: '' })),
    'ValidationError',
    /at 'tags' failed to satisfy constraint: Member must have length less than or equal to 50/,
  ],
])('%s is refused, and nothing is tagged', async (_, Tags, code, message) => {
  const members = { RoleName: `lifeguard-${randomUUID()}`, AssumeRolePolicyDocument: trustPolicy };
  for (const call of [
    aws.iam.send(new sdk.CreateRoleCommand({ ...members, Tags })),
    aws.iam.send(new sdk.TagRoleCommand({ RoleName, Tags })),
  ]) {
    const failure = await failureOf(call);
    expect(failure).toMatchObject({ code, status: 400 });
    expect(failure.message).toMatch(message);
  }
  expect(await tagsOf()).toEqual([]);
});

test('more than 50 keys are not removed at once', async () => {
  const TagKeys = Array.from({ length: 51 }, (_, index) => `${index}`);
  const failure = await failureOf(aws.iam.send(new sdk.UntagRoleCommand({ RoleName, TagKeys })));
  expect(failure).toMatchObject({ code: 'ValidationError', status: 400 });
});

const missing = { RoleName: `lifeguard-missing-${randomUUID()}` };

test.each<[string, () => Promise<unknown>]>([
  ['TagRole', () => aws.iam.send(new sdk.TagRoleCommand({ ...missing, Tags: [{ Key: 'a', Value: 'b' }] }))],
  ['UntagRole', () => aws.iam.send(new sdk.UntagRoleCommand({ ...missing, TagKeys: ['a'] }))],
  ['ListRoleTags', () => aws.iam.send(new sdk.ListRoleTagsCommand(missing))],
])('%s of a role that is missing is NoSuchEntity', async (_, call) => {
  expect(await failureOf(call())).toEqual({
    code: 'NoSuchEntityException',
    message: `The role with name ${missing.RoleName} cannot be found.`,
    status: 404,
  });
});
