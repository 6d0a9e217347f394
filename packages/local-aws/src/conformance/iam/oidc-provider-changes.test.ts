import { randomUUID } from 'node:crypto';

import * as sdk from '@aws-sdk/client-iam';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { type Aws, failureOf, startAws } from '../support/setup.ts';

let aws: Aws;
beforeAll(async () => {
  aws = await startAws();
});
afterAll(() => aws.close());

const thumbprint = (letter: string) => letter.repeat(40);
const create = (input: sdk.CreateOpenIDConnectProviderCommandInput) =>
  aws.iam.send(new sdk.CreateOpenIDConnectProviderCommand(input));
const newUrl = () => `https://lifeguard-${randomUUID()}.example.com`;
const get = (OpenIDConnectProviderArn: string) =>
  aws.iam.send(new sdk.GetOpenIDConnectProviderCommand({ OpenIDConnectProviderArn }));
const remove = (OpenIDConnectProviderArn: string) =>
  aws.iam.send(new sdk.DeleteOpenIDConnectProviderCommand({ OpenIDConnectProviderArn }));

/** Makes a provider that a test can change. */
async function newProvider(members: Partial<sdk.CreateOpenIDConnectProviderCommandInput> = {}): Promise<string> {
  const made = await create({ Url: newUrl(), ThumbprintList: [thumbprint('a')], ...members });
  return made.OpenIDConnectProviderArn ?? '';
}

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
  const Url = newUrl();
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
  const Url = newUrl();
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
