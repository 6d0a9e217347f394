import { string, structure } from '../protocol/shape.ts';
import { defineOperation, type OperationContext } from '../dispatch/operation.ts';
import { parseSamlMetadata } from '../saml/metadata.ts';
import { randomText } from '../sts/session.ts';
import { entityAlreadyExists, invalidInput, noSuchEntity } from './errors.ts';
import { onNewSamlProvider, onSamlProvider, onSamlProviders, samlProviderArn } from './permissions.ts';
import { arn, type StoredSamlProvider, tagList } from './shapes.ts';
import { withTags } from './tags.ts';

const named = structure({ SAMLProviderArn: arn }, ['SAMLProviderArn']);
const metadata = string({ min: 1000, max: 10_000_000 });
const encryption = {
  AssertionEncryptionMode: string({ enum: ['Required', 'Allowed'] }),
  AddPrivateKey: string({ min: 1, max: 16_384 }),
};
const createInput = structure(
  {
    SAMLMetadataDocument: metadata,
    Name: string({ min: 1, max: 128, pattern: '[\\w._-]+' }),
    Tags: tagList,
    ...encryption,
  },
  ['SAMLMetadataDocument', 'Name'],
);
const updateInput = structure(
  {
    ...named.members,
    SAMLMetadataDocument: metadata,
    ...encryption,
    RemovePrivateKey: string({ min: 22, max: 64, pattern: '[A-Z0-9]+' }),
  },
  ['SAMLProviderArn'],
);

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateSAMLProvider.html */
export const createSamlProvider = defineOperation({
  auth: 'signed',
  permission: onNewSamlProvider,
  input: createInput,
  run(context, input) {
    checkEncryption(input);
    const nowMs = context.clock.now();
    const provider: StoredSamlProvider = {
      Arn: samlProviderArn(context.account, input.Name),
      SAMLProviderUUID: `SAMLSP${randomText(17)}`,
      SAMLMetadataDocument: input.SAMLMetadataDocument,
      CreateDate: new Date(nowMs).toISOString(),
      ValidUntil: validUntil(input.SAMLMetadataDocument, nowMs),
      Tags: withTags([], input.Tags ?? [], 'kept'),
    };
    if (context.store.samlProviders.find(provider.Arn) !== undefined) {
      throw entityAlreadyExists(`Provider with name ${input.Name} already exists.`);
    }
    context.store.samlProviders.insert(provider);
    return {
      SAMLProviderArn: provider.Arn,
      ...(provider.Tags.length === 0 ? {} : { Tags: { member: provider.Tags } }),
    };
  },
});

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetSAMLProvider.html */
export const getSamlProvider = defineOperation({
  auth: 'signed',
  permission: onSamlProvider,
  input: named,
  run(context, { SAMLProviderArn }) {
    const { Arn: _, Tags, ...provider } = findSamlProvider(context, SAMLProviderArn);
    return { ...provider, Tags: { member: Tags }, AssertionEncryptionMode: 'Allowed', PrivateKeyList: '' };
  },
});

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListSAMLProviders.html */
export const listSamlProviders = defineOperation({
  auth: 'signed',
  permission: onSamlProviders,
  input: structure({}, []),
  run({ store }) {
    const member = store.samlProviders.list().map(({ Arn, ValidUntil, CreateDate }) => ({
      Arn,
      ...(ValidUntil === undefined ? {} : { ValidUntil }),
      CreateDate,
    }));
    return { SAMLProviderList: { member } };
  },
});

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateSAMLProvider.html */
export const updateSamlProvider = defineOperation({
  auth: 'signed',
  permission: onSamlProvider,
  input: updateInput,
  run(context, input) {
    const provider = findSamlProvider(context, input.SAMLProviderArn);
    checkEncryption(input);
    if (input.RemovePrivateKey !== undefined) {
      throw noSuchEntity(`The private key ${input.RemovePrivateKey} cannot be found.`);
    }
    if (input.SAMLMetadataDocument !== undefined) {
      const ValidUntil = validUntil(input.SAMLMetadataDocument, context.clock.now());
      context.store.samlProviders.update({
        ...provider,
        SAMLMetadataDocument: input.SAMLMetadataDocument,
        ValidUntil,
      });
    }
    return { SAMLProviderArn: provider.Arn };
  },
});

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteSAMLProvider.html */
export const deleteSamlProvider = defineOperation({
  auth: 'signed',
  permission: onSamlProvider,
  input: named,
  run({ store }, { SAMLProviderArn }) {
    if (!store.samlProviders.remove(SAMLProviderArn)) throw missingProvider(SAMLProviderArn);
    return undefined;
  },
});

/** @throws AwsError NoSuchEntity */
export function findSamlProvider({ store }: OperationContext, providerArn: string): StoredSamlProvider {
  const provider = store.samlProviders.find(providerArn);
  if (provider === undefined) throw missingProvider(providerArn);
  return provider;
}

function missingProvider(providerArn: string): Error {
  return noSuchEntity(`Manifest not found for arn ${providerArn}`);
}

/** To accept a key and then not to decrypt with it would fail later, and far from here. */
function checkEncryption(input: { readonly AssertionEncryptionMode?: string; readonly AddPrivateKey?: string }): void {
  if (input.AssertionEncryptionMode === 'Required' || input.AddPrivateKey !== undefined) {
    throw invalidInput('The local AWS does not decrypt SAML assertions, so it takes no private key to do it with.');
  }
}

/** As the metadata says, or in 100 years as AWS has it: https://github.com/hashicorp/terraform-provider-aws/issues/45699 */
function validUntil(document: string, nowMs: number): string {
  const parsed = parseSamlMetadata(document);
  if (!parsed.isValid) throw invalidInput(parsed.message);
  if (parsed.validUntilMs !== undefined) return new Date(parsed.validUntilMs).toISOString();
  const date = new Date(nowMs);
  date.setUTCFullYear(date.getUTCFullYear() + 100);
  return date.toISOString();
}
