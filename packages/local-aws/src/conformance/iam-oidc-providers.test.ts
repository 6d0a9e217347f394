import { randomUUID } from 'node:crypto';

import * as sdk from '@aws-sdk/client-iam';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { type Aws, failureOf, isRemote, startAws } from './setup.ts';

let aws: Aws;
beforeAll(async () => {
  aws = await startAws();
});
afterAll(() => aws.close());

const thumbprint = (letter: string) => letter.repeat(40);
const newHost = () => `lifeguard-${randomUUID()}.example.com`;
const create = (input: sdk.CreateOpenIDConnectProviderCommandInput) =>
  aws.iam.send(new sdk.CreateOpenIDConnectProviderCommand(input));
const get = (arn: string) => aws.iam.send(new sdk.GetOpenIDConnectProviderCommand({ OpenIDConnectProviderArn: arn }));
const remove = (arn: string) =>
  aws.iam.send(new sdk.DeleteOpenIDConnectProviderCommand({ OpenIDConnectProviderArn: arn }));

/** Makes a provider that a test can change. */
async function newProvider(members: Partial<sdk.CreateOpenIDConnectProviderCommandInput> = {}): Promise<string> {
  const { OpenIDConnectProviderArn = '' } = await create({
    Url: `https://${newHost()}`,
    ThumbprintList: [thumbprint('a')],
    ...members,
  });
  return OpenIDConnectProviderArn;
}

test('a provider is made, read, listed and deleted', async () => {
  const host = newHost();
  const Tags = [
    { Key: 'team', Value: 'blue' },
    { Key: 'Team', Value: '' },
  ];
  const made = await create({
    Url: `https://${host}/realms/a`,
    ClientIDList: ['one', 'two'],
    ThumbprintList: [thumbprint('a'), thumbprint('b')],
    Tags,
  });
  const arn = `arn:aws:iam::${aws.account}:oidc-provider/${host}/realms/a`;
  expect(made).toMatchObject({ OpenIDConnectProviderArn: arn, Tags: Tags.toReversed() });

  const read = await get(arn);
  expect(read).toMatchObject({
    Url: `${host}/realms/a`,
    ClientIDList: ['one', 'two'],
    ThumbprintList: [thumbprint('a'), thumbprint('b')],
    CreateDate: expect.any(Date),
    Tags: Tags.toReversed(),
  });
  const list = async () => {
    const { OpenIDConnectProviderList } = await aws.iam.send(new sdk.ListOpenIDConnectProvidersCommand({}));
    return OpenIDConnectProviderList;
  };
  expect(await list()).toContainEqual({ Arn: arn });

  await remove(arn);
  expect(await list()).not.toContainEqual({ Arn: arn });
});

test('client ids and tags can be left out', async () => {
  const arn = await newProvider();
  expect(await get(arn)).toMatchObject({ ClientIDList: [], ThumbprintList: [thumbprint('a')], Tags: [] });
  await remove(arn);
});

test.skipIf(isRemote).each([
  ['http://127.0.0.1:4600/realms/a', '127.0.0.1:4600/realms/a', '127.0.0.1:4600/realms/a'],
  ['http://localhost:4600', 'localhost:4600', 'localhost:4600'],
  ['https://idp.example.com/', 'idp.example.com', 'idp.example.com/'],
])('the provider %s is named by its URL without the scheme', async (Url, name, answered) => {
  const { OpenIDConnectProviderArn = '' } = await create({ Url });
  expect(OpenIDConnectProviderArn).toBe(`arn:aws:iam::${aws.account}:oidc-provider/${name}`);
  expect(await get(OpenIDConnectProviderArn)).toMatchObject({ Url: answered, ThumbprintList: [] });
  await remove(OpenIDConnectProviderArn);
});

test('a provider is made only once', async () => {
  const Url = `https://${newHost()}`;
  const arn = await newProvider({ Url });
  expect(await failureOf(create({ Url, ThumbprintList: [thumbprint('a')] }))).toEqual({
    code: 'EntityAlreadyExistsException',
    message: `Provider with url ${Url} already exists.`,
    status: 409,
  });
  await remove(arn);
});

test.each([
  'example.com',
  'http://example.com',
  'ftp://example.com',
  'https://',
  'https://example.com?a=b',
  'https://example.com#a',
  'https://user@example.com',
  'https://exa mple.com',
])('the URL %j is refused', async (Url) => {
  expect(await failureOf(create({ Url, ThumbprintList: [thumbprint('a')] }))).toEqual({
    code: 'ValidationError',
    message: 'Invalid Open ID Connect Provider URL',
    status: 400,
  });
});

test('all members that are too long are named', async () => {
  const failure = await failureOf(
    create({ Url: 'b'.repeat(256), ClientIDList: ['b'.repeat(256)], ThumbprintList: ['b'.repeat(41)] }),
  );
  expect(failure).toMatchObject({ code: 'ValidationError', status: 400 });
  expect(failure.message).toMatch(/^3 validation errors detected: .*'clientIDList'.*'thumbprintList'.*'url'/);
});

test('client ids are added and removed, whether they are there or not', async () => {
  const arn = await newProvider({ ClientIDList: ['one'] });
  const named = { OpenIDConnectProviderArn: arn };
  const change = async (command: 'Add' | 'Remove', ClientID: string) => {
    const input = { ...named, ClientID };
    await (command === 'Add'
      ? aws.iam.send(new sdk.AddClientIDToOpenIDConnectProviderCommand(input))
      : aws.iam.send(new sdk.RemoveClientIDFromOpenIDConnectProviderCommand(input)));
    return (await get(arn)).ClientIDList;
  };
  expect(await change('Add', 'two')).toEqual(['one', 'two']);
  expect(await change('Add', 'two')).toEqual(['one', 'two']);
  expect(await change('Remove', 'one')).toEqual(['two']);
  expect(await change('Remove', 'one')).toEqual(['two']);
  await remove(arn);
});

test('a provider has at most 100 client ids', async () => {
  const ids = Array.from({ length: 101 }, (_, index) => `client-${index}`);
  const refusal = {
    code: 'LimitExceededException',
    message: 'Cannot exceed quota for ClientIdsPerOpenIdConnectProvider: 100',
    status: 409,
  };
  const Url = `https://${newHost()}`;
  expect(await failureOf(create({ Url, ThumbprintList: [thumbprint('a')], ClientIDList: ids }))).toEqual(refusal);
  const arn = await newProvider({ Url, ClientIDList: ids.slice(1) });
  const add = new sdk.AddClientIDToOpenIDConnectProviderCommand({ OpenIDConnectProviderArn: arn, ClientID: 'more' });
  expect(await failureOf(aws.iam.send(add))).toEqual(refusal);
  await remove(arn);
});

test('the thumbprints are replaced by at most five', async () => {
  const five = ['a', 'b', 'c', 'd', 'e'].map(thumbprint);
  const refusal = {
    code: 'InvalidInputException',
    message: 'Thumbprint list must contain fewer than 5 entries.',
    status: 400,
  };
  const Url = `https://${newHost()}`;
  expect(await failureOf(create({ Url, ThumbprintList: [...five, thumbprint('f')] }))).toEqual(refusal);
  const arn = await newProvider({ Url });
  const update = (ThumbprintList: string[]) =>
    aws.iam.send(
      new sdk.UpdateOpenIDConnectProviderThumbprintCommand({ OpenIDConnectProviderArn: arn, ThumbprintList }),
    );
  await update(five);
  expect((await get(arn)).ThumbprintList).toEqual(five);
  expect(await failureOf(update([...five, thumbprint('f')]))).toEqual(refusal);
  expect((await failureOf(update(['short']))).code).toBe('ValidationError');
  expect((await get(arn)).ThumbprintList).toEqual(five);
  await remove(arn);
});

test('tags are added, replaced, listed page by page and removed, whose keys know upper and lower case', async () => {
  const OpenIDConnectProviderArn = await newProvider();
  const named = { OpenIDConnectProviderArn };
  const tag = (Tags: sdk.Tag[]) => aws.iam.send(new sdk.TagOpenIDConnectProviderCommand({ ...named, Tags }));
  await tag([
    { Key: 'b', Value: '1' },
    { Key: 'a', Value: '1' },
  ]);
  await tag([
    { Key: 'A', Value: '2' },
    { Key: 'b', Value: '2' },
  ]);
  const all = [
    { Key: 'A', Value: '2' },
    { Key: 'a', Value: '1' },
    { Key: 'b', Value: '2' },
  ];
  const first = await aws.iam.send(new sdk.ListOpenIDConnectProviderTagsCommand({ ...named, MaxItems: 2 }));
  expect([first.Tags, first.IsTruncated]).toEqual([all.slice(0, 2), true]);
  const { Marker } = first;
  const second = await aws.iam.send(new sdk.ListOpenIDConnectProviderTagsCommand({ ...named, Marker }));
  expect([second.Tags, second.IsTruncated, second.Marker]).toEqual([all.slice(2), false, undefined]);

  await aws.iam.send(new sdk.UntagOpenIDConnectProviderCommand({ ...named, TagKeys: ['a', 'B'] }));
  expect((await get(OpenIDConnectProviderArn)).Tags).toEqual([all[0], all[2]]);

  const twice = [
    { Key: 'c', Value: '1' },
    { Key: 'c', Value: '2' },
  ];
  const duplicate = { code: 'InvalidInputException', message: 'Duplicate tag keys found.', status: 400 };
  expect(await failureOf(tag(twice))).toEqual(duplicate);
  expect(await failureOf(newProvider({ Tags: twice }))).toEqual(duplicate);
  const many = Array.from({ length: 49 }, (_, index) => ({ Key: `key ${index}`, Value: '' }));
  expect(await failureOf(tag(many))).toEqual({
    code: 'LimitExceededException',
    message: 'The number of tags has reached the maximum limit.',
    status: 409,
  });
  await remove(OpenIDConnectProviderArn);
});

const named = { OpenIDConnectProviderArn: 'arn:aws:iam::123456789012:oidc-provider/missing.example.com' };
const missing = `OpenIDConnect Provider not found for arn ${named.OpenIDConnectProviderArn}`;

test.skipIf(isRemote).each<[string, () => Promise<unknown>, string]>([
  ['GetOpenIDConnectProvider', () => get(named.OpenIDConnectProviderArn), missing],
  [
    'DeleteOpenIDConnectProvider',
    () => remove(named.OpenIDConnectProviderArn),
    `OpenId connect Provider ${named.OpenIDConnectProviderArn} cannot be found.`,
  ],
  [
    'AddClientIDToOpenIDConnectProvider',
    () => aws.iam.send(new sdk.AddClientIDToOpenIDConnectProviderCommand({ ...named, ClientID: 'a' })),
    missing,
  ],
  [
    'RemoveClientIDFromOpenIDConnectProvider',
    () => aws.iam.send(new sdk.RemoveClientIDFromOpenIDConnectProviderCommand({ ...named, ClientID: 'a' })),
    missing,
  ],
  [
    'UpdateOpenIDConnectProviderThumbprint',
    () => aws.iam.send(new sdk.UpdateOpenIDConnectProviderThumbprintCommand({ ...named, ThumbprintList: [] })),
    missing,
  ],
  [
    'TagOpenIDConnectProvider',
    () => aws.iam.send(new sdk.TagOpenIDConnectProviderCommand({ ...named, Tags: [] })),
    missing,
  ],
  [
    'UntagOpenIDConnectProvider',
    () => aws.iam.send(new sdk.UntagOpenIDConnectProviderCommand({ ...named, TagKeys: ['a'] })),
    missing,
  ],
  ['ListOpenIDConnectProviderTags', () => aws.iam.send(new sdk.ListOpenIDConnectProviderTagsCommand(named)), missing],
])('%s of a provider that is missing is NoSuchEntity', async (_, call, message) => {
  expect(await failureOf(call())).toEqual({ code: 'NoSuchEntityException', message, status: 404 });
});
