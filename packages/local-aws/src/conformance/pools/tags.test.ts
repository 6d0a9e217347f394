import { randomUUID } from 'node:crypto';

import { ListTagsForResourceCommand, TagResourceCommand, UntagResourceCommand } from '@aws-sdk/client-cognito-identity';
import { afterAll, describe, expect, it } from 'vitest';

import { errorOf, failureOf, notFound, startAws } from '../support/setup.ts';

const aws = await startAws();
afterAll(() => aws.close());

function arnOf(poolId: string): string {
  return `arn:aws:cognito-identity:${aws.region}:${aws.account}:identitypool/${poolId}`;
}

async function newPool(IdentityPoolTags?: Record<string, string>): Promise<string> {
  const pool = await aws.createPool(IdentityPoolTags === undefined ? {} : { IdentityPoolTags });
  return arnOf(pool.IdentityPoolId);
}

function tag(ResourceArn: string, Tags: Record<string, string>) {
  return aws.cognito.send(new TagResourceCommand({ ResourceArn, Tags }));
}

async function tagsOf(ResourceArn: string) {
  return (await aws.cognito.send(new ListTagsForResourceCommand({ ResourceArn }))).Tags;
}

describe('tags', () => {
  it('are an empty map when there are none', async () => {
    const answer = await aws.raw('ListTagsForResource', { ResourceArn: await newPool() });
    expect(answer.text).toBe('{"Tags":{}}');
  });

  it('are added or overwritten by key, in the letters of their case', async () => {
    const arn = await newPool({ team: 'a', kept: 'x' });
    await tag(arn, { team: 'b', Team: 'c', empty: '' });
    expect(await tagsOf(arn)).toEqual({ team: 'b', Team: 'c', kept: 'x', empty: '' });
  });

  it('are removed by key; unknown and repeated keys do no harm', async () => {
    const arn = await newPool({ a: '1', b: '2' });
    await aws.cognito.send(new UntagResourceCommand({ ResourceArn: arn, TagKeys: ['a', 'a', 'toString', 'unknown'] }));
    expect(await tagsOf(arn)).toEqual({ b: '2' });
  });

  it('answer {} when they are written', async () => {
    const ResourceArn = await newPool();
    expect((await aws.raw('TagResource', { ResourceArn, Tags: { a: '1' } })).text).toBe('{}');
    expect((await aws.raw('UntagResource', { ResourceArn, TagKeys: ['a'] })).text).toBe('{}');
  });

  it('may be 50, of any letters and the allowed signs, and as long as allowed', async () => {
    const arn = await newPool();
    const many = Object.fromEntries(Array.from({ length: 48 }, (_, index) => [`key ${index}`, '']));
    await tag(arn, { ...many, ['ключ_.:/=+-@é'.padEnd(128, 'x')]: '値'.repeat(256), short: '1' });
    expect(Object.keys((await tagsOf(arn)) ?? {})).toHaveLength(50);
    expect(await failureOf(tag(arn, { 'one more': '' }))).toMatchObject({ code: 'InvalidParameterException' });
    await tag(arn, { short: '2' });
    expect(await tagsOf(arn)).toMatchObject({ short: '2' });
  });

  it.each([
    ['a reserved key', { 'aws:team': 'x' }],
    ['a bad character in a key', { 'a#b': 'x' }],
    ['a bad character in a value', { a: '<b>' }],
  ])('are refused with %s, on a pool and on its making', async (_name, tags) => {
    const arn = await newPool();
    expect((await failureOf(tag(arn, tags))).code).toBe('InvalidParameterException');
    expect((await failureOf(aws.createPool({ IdentityPoolTags: tags }))).code).toBe('InvalidParameterException');
    expect(await tagsOf(arn)).toEqual({});
  });

  it.each(['ListTagsForResource', 'TagResource', 'UntagResource'])(
    'are not found by %s on an unknown pool',
    async (name) => {
      const poolId = `${aws.region}:${randomUUID()}`;
      const input = { ResourceArn: arnOf(poolId), Tags: { a: '1' }, TagKeys: ['a'] };
      expect(errorOf(await aws.raw(name, input))).toEqual(notFound(poolId));
    },
  );

  it('need the ARN of an identity pool', async () => {
    expect((await failureOf(tagsOf('arn:aws:s3:::a-bucket-of-mine'))).code).toBe('InvalidParameterException');
  });
});

describe('keys that mean something in JavaScript', () => {
  const keys = ['__proto__', 'constructor', 'toString', 'hasOwnProperty'];
  const entries = keys.map((key) => `"${key}":"polluted"`).join(',');

  it('are tags like any other, on a pool and by ARN', async () => {
    const made = await aws.raw(
      'CreateIdentityPool',
      `{"IdentityPoolName":"p","AllowUnauthenticatedIdentities":true,"IdentityPoolTags":{${entries}},"__proto__":{"polluted":1}}`,
    );
    const { IdentityPoolId } = JSON.parse(made.text) as { IdentityPoolId: string };
    expect(made.text).toContain(`"IdentityPoolTags":{${entries}}`);
    const ResourceArn = arnOf(IdentityPoolId);
    expect((await aws.raw('ListTagsForResource', { ResourceArn })).text).toBe(`{"Tags":{${entries}}}`);
    await aws.raw('UntagResource', { ResourceArn, TagKeys: keys });
    await aws.raw('TagResource', `{"ResourceArn":"${ResourceArn}","Tags":{"__proto__":"x"}}`);
    expect((await aws.raw('ListTagsForResource', { ResourceArn })).text).toBe('{"Tags":{"__proto__":"x"}}');
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
    await aws.raw('DeleteIdentityPool', { IdentityPoolId });
  });

  it('are kept as login providers and can have role mappings', async () => {
    const made = await aws.raw(
      'CreateIdentityPool',
      `{"IdentityPoolName":"p","AllowUnauthenticatedIdentities":true,"SupportedLoginProviders":{${entries}}}`,
    );
    const { IdentityPoolId } = JSON.parse(made.text) as { IdentityPoolId: string };
    expect((await aws.raw('DescribeIdentityPool', { IdentityPoolId })).text).toContain(
      `"SupportedLoginProviders":{${entries}}`,
    );
    const mappings = keys.map((key) => `"${key}":{"Type":"Token","AmbiguousRoleResolution":"Deny"}`).join(',');
    await aws.raw(
      'SetIdentityPoolRoles',
      `{"IdentityPoolId":"${IdentityPoolId}","Roles":{},"RoleMappings":{${mappings}}}`,
    );
    expect((await aws.raw('GetIdentityPoolRoles', { IdentityPoolId })).text).toBe(
      `{"IdentityPoolId":"${IdentityPoolId}","Roles":{},"RoleMappings":{${mappings}}}`,
    );
    await aws.raw('DeleteIdentityPool', { IdentityPoolId });
  });
});
