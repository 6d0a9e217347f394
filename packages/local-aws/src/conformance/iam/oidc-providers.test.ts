import { randomUUID } from 'node:crypto';

import * as sdk from '@aws-sdk/client-iam';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { type Aws, failureOf, isRemote, startAws } from '../support/setup.ts';

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
