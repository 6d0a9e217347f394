import { randomUUID } from 'node:crypto';

import * as sdk from '@aws-sdk/client-iam';
import { generate } from 'selfsigned';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { type Aws, failureOf, isRemote, startAws } from '../support/setup.ts';

let aws: Aws;
let certificate: string;
beforeAll(async () => {
  aws = await startAws();
  const { cert } = await generate([{ name: 'commonName', value: 'idp.example.com' }], { keySize: 2048 });
  certificate = cert.replaceAll(/-----[A-Z ]+-----|\s/g, '');
});
afterAll(() => aws.close());

/** The metadata of an identity provider: more than the thousand characters that AWS wants at least. */
function metadata(attributes = ''): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" entityID="https://idp.example.com/a" ${attributes}>
  <md:IDPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">
    <md:KeyDescriptor use="signing">
      <ds:KeyInfo xmlns:ds="http://www.w3.org/2000/09/xmldsig#">
        <ds:X509Data><ds:X509Certificate>${certificate}</ds:X509Certificate></ds:X509Data>
      </ds:KeyInfo>
    </md:KeyDescriptor>
    <md:NameIDFormat>urn:oasis:names:tc:SAML:2.0:nameid-format:persistent</md:NameIDFormat>
    <md:SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST" Location="https://idp.example.com/sso"/>
  </md:IDPSSODescriptor>
</md:EntityDescriptor>
`;
}

const newName = () => `lifeguard_${randomUUID()}`;
const create = (members: Partial<sdk.CreateSAMLProviderCommandInput> = {}) =>
  aws.iam.send(new sdk.CreateSAMLProviderCommand({ Name: newName(), SAMLMetadataDocument: metadata(), ...members }));
const newProvider = async (members: Partial<sdk.CreateSAMLProviderCommandInput> = {}) =>
  (await create(members)).SAMLProviderArn ?? '';
const get = (SAMLProviderArn: string) => aws.iam.send(new sdk.GetSAMLProviderCommand({ SAMLProviderArn }));
const update = (SAMLProviderArn: string, members: Partial<sdk.UpdateSAMLProviderCommandInput>) =>
  aws.iam.send(new sdk.UpdateSAMLProviderCommand({ SAMLProviderArn, ...members }));
const remove = (SAMLProviderArn: string) => aws.iam.send(new sdk.DeleteSAMLProviderCommand({ SAMLProviderArn }));

test('a provider is made, read, listed and deleted', async () => {
  const Name = newName();
  const Tags = [{ Key: 'team', Value: 'blue' }];
  const made = await create({ Name, Tags });
  const arn = `arn:aws:iam::${aws.account}:saml-provider/${Name}`;
  expect(made).toMatchObject({ SAMLProviderArn: arn, Tags });

  const read = await get(arn);
  expect(read).toMatchObject({
    SAMLMetadataDocument: metadata(),
    SAMLProviderUUID: expect.stringMatching(/^SAMLSP[A-Z0-9]{16,}$/),
    AssertionEncryptionMode: 'Allowed',
    PrivateKeyList: [],
    Tags,
  });
  const years = (read.ValidUntil?.getUTCFullYear() ?? 0) - (read.CreateDate?.getUTCFullYear() ?? 0);
  expect(years).toBe(100);

  const list = async () => (await aws.iam.send(new sdk.ListSAMLProvidersCommand({}))).SAMLProviderList;
  expect(await list()).toContainEqual({ Arn: arn, ValidUntil: read.ValidUntil, CreateDate: read.CreateDate });
  await remove(arn);
  expect((await list())?.map(({ Arn }) => Arn)).not.toContain(arn);
});

test('a provider is valid as long as its metadata says', async () => {
  const arn = await newProvider({ SAMLMetadataDocument: metadata('validUntil="2040-05-06T07:08:09Z"') });
  expect((await get(arn)).ValidUntil).toEqual(new Date('2040-05-06T07:08:09Z'));
  await remove(arn);
});

test('the metadata is replaced, or left as it is', async () => {
  const arn = await newProvider();
  const other = metadata('validUntil="2040-05-06T07:08:09Z"');
  const before = await get(arn);
  expect(await update(arn, { SAMLMetadataDocument: other })).toMatchObject({ SAMLProviderArn: arn });
  await update(arn, { AssertionEncryptionMode: 'Allowed' });
  expect(await get(arn)).toMatchObject({
    SAMLMetadataDocument: other,
    SAMLProviderUUID: before.SAMLProviderUUID,
    CreateDate: before.CreateDate,
    ValidUntil: new Date('2040-05-06T07:08:09Z'),
  });
  await remove(arn);
});

test('a name is taken once', async () => {
  const Name = newName();
  const arn = await newProvider({ Name });
  expect(await failureOf(create({ Name }))).toEqual({
    code: 'EntityAlreadyExistsException',
    message: `Provider with name ${Name} already exists.`,
    status: 409,
  });
  await remove(arn);
});

test.each<[string, (valid: string) => string]>([
  ['no XML', () => 'x'.repeat(1000)],
  ['another document', () => `<a>${'x'.repeat(1000)}</a>`],
  ['no entity', (valid) => valid.replace(/entityID="[^"]*"/, '')],
  ['no certificate', (valid) => valid.replace(/<ds:X509Certificate>.*<\/ds:X509Certificate>/, '<!-- $& -->')],
])('metadata that is or has %s is refused', async (_, change) => {
  const SAMLMetadataDocument = change(metadata());
  const refused = { code: 'InvalidInputException', message: expect.stringMatching(/.+/), status: 400 };
  expect(await failureOf(create({ SAMLMetadataDocument }))).toEqual(refused);
  const arn = await newProvider();
  expect(await failureOf(update(arn, { SAMLMetadataDocument }))).toEqual(refused);
  expect((await get(arn)).SAMLMetadataDocument).toBe(metadata());
  await remove(arn);
});

test.each<[string, Partial<sdk.CreateSAMLProviderCommandInput>, string]>([
  ['short metadata', { SAMLMetadataDocument: '<a/>' }, "Value '<a/>' at 'sAMLMetadataDocument' failed"],
  ['a name with a space', { Name: 'a b' }, 'Member must satisfy regular expression pattern: [\\w._-]+'],
  ['a long name', { Name: 'x'.repeat(129) }, 'Member must have length less than or equal to 128'],
])('%s is a ValidationError', async (_, members, message) => {
  const failure = await failureOf(create(members));
  expect(failure).toMatchObject({ code: 'ValidationError', status: 400 });
  expect(failure.message).toContain(message);
});

test.skipIf(isRemote).each<[string, Partial<sdk.CreateSAMLProviderCommandInput>]>([
  ['encryption to be required', { AssertionEncryptionMode: 'Required' }],
  ['a private key', { AddPrivateKey: 'key' }],
])('the local AWS refuses %s, as it can not decrypt', async (_, members) => {
  const refused = { code: 'InvalidInputException', message: expect.stringContaining('decrypt'), status: 400 };
  expect(await failureOf(create(members))).toEqual(refused);
  const arn = await newProvider();
  expect(await failureOf(update(arn, members))).toEqual(refused);
});

test('tags are added, replaced, listed page by page and removed', async () => {
  const SAMLProviderArn = await newProvider();
  const tag = (Tags: sdk.Tag[]) => aws.iam.send(new sdk.TagSAMLProviderCommand({ SAMLProviderArn, Tags }));
  await tag([
    { Key: 'b', Value: '1' },
    { Key: 'a', Value: '1' },
  ]);
  await tag([{ Key: 'b', Value: '2' }]);
  const all = [
    { Key: 'a', Value: '1' },
    { Key: 'b', Value: '2' },
  ];
  const first = await aws.iam.send(new sdk.ListSAMLProviderTagsCommand({ SAMLProviderArn, MaxItems: 1 }));
  expect([first.Tags, first.IsTruncated]).toEqual([all.slice(0, 1), true]);
  const { Marker } = first;
  const second = await aws.iam.send(new sdk.ListSAMLProviderTagsCommand({ SAMLProviderArn, Marker }));
  expect([second.Tags, second.IsTruncated]).toEqual([all.slice(1), false]);
  await aws.iam.send(new sdk.UntagSAMLProviderCommand({ SAMLProviderArn, TagKeys: ['a', 'missing'] }));
  expect((await get(SAMLProviderArn)).Tags).toEqual(all.slice(1));
  const twice = tag([
    { Key: 'c', Value: '1' },
    { Key: 'c', Value: '2' },
  ]);
  expect(await failureOf(twice)).toEqual({
    code: 'InvalidInputException',
    message: 'Duplicate tag keys found.',
    status: 400,
  });
  await remove(SAMLProviderArn);
});

const SAMLProviderArn = 'arn:aws:iam::123456789012:saml-provider/missing';

test.skipIf(isRemote).each<[string, () => Promise<unknown>]>([
  ['GetSAMLProvider', () => get(SAMLProviderArn)],
  ['UpdateSAMLProvider', () => update(SAMLProviderArn, { SAMLMetadataDocument: metadata() })],
  ['DeleteSAMLProvider', () => remove(SAMLProviderArn)],
  ['TagSAMLProvider', () => aws.iam.send(new sdk.TagSAMLProviderCommand({ SAMLProviderArn, Tags: [] }))],
  ['UntagSAMLProvider', () => aws.iam.send(new sdk.UntagSAMLProviderCommand({ SAMLProviderArn, TagKeys: ['a'] }))],
  ['ListSAMLProviderTags', () => aws.iam.send(new sdk.ListSAMLProviderTagsCommand({ SAMLProviderArn }))],
])('%s of a provider that is missing is NoSuchEntity', async (_, call) => {
  expect(await failureOf(call())).toEqual({
    code: 'NoSuchEntityException',
    message: `Manifest not found for arn ${SAMLProviderArn}`,
    status: 404,
  });
});
