import { list, string, structure } from '../protocol/shape.ts';
import { defineOperation, type OperationContext } from '../dispatch/operation.ts';
import { entityAlreadyExists, invalidInput, limitExceeded, noSuchEntity, validationError } from './errors.ts';
import { oidcProviderArn, onNewOidcProvider, onOidcProvider, onOidcProviders } from './permissions.ts';
import { arn, type StoredOidcProvider, tagList } from './shapes.ts';
import { withTags } from './tags.ts';

const maxClientIds = 100;
const maxThumbprints = 5;

const clientId = string({ min: 1, max: 255 });
const thumbprints = list(string({ min: 40, max: 40 }));
const named = structure({ OpenIDConnectProviderArn: arn }, ['OpenIDConnectProviderArn']);
const namedClient = structure({ ...named.members, ClientID: clientId }, [...named.required, 'ClientID']);

// The members in this order, as AWS's list of failed constraints has them.
const createInput = structure(
  { ClientIDList: list(clientId), ThumbprintList: thumbprints, Url: string({ min: 1, max: 255 }), Tags: tagList },
  ['Url'],
);

/**
 * Takes `http` on the loopback interface beside AWS's `https`. AWS fetches a missing thumbprint from the provider; here
 * the list then stays empty.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateOpenIDConnectProvider.html
 */
export const createOpenIdConnectProvider = defineOperation({
  auth: 'signed',
  permission: onNewOidcProvider,
  input: createInput,
  run(context, input) {
    const { Url, ClientIDList = [], ThumbprintList = [], Tags = [] } = input;
    if (!isProviderUrl(Url)) throw validationError('Invalid Open ID Connect Provider URL');
    const provider: StoredOidcProvider = {
      Arn: oidcProviderArn(context.account, Url),
      Url,
      ClientIDList: checkedClientIds(ClientIDList),
      ThumbprintList: checkedThumbprints(ThumbprintList),
      CreateDate: new Date(context.clock.now()).toISOString(),
      Tags: withTags([], Tags, 'kept'),
      IsFromPage: context.isFromPage,
    };
    if (context.store.oidcProviders.find(provider.Arn) !== undefined) {
      throw entityAlreadyExists(`Provider with url ${Url} already exists.`);
    }
    context.store.oidcProviders.insert(provider);
    return {
      OpenIDConnectProviderArn: provider.Arn,
      ...(provider.Tags.length === 0 ? {} : { Tags: { member: provider.Tags } }),
    };
  },
});

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetOpenIDConnectProvider.html */
export const getOpenIdConnectProvider = defineOperation({
  auth: 'signed',
  permission: onOidcProvider,
  input: named,
  run(context, { OpenIDConnectProviderArn }) {
    const provider = findOidcProvider(context, OpenIDConnectProviderArn);
    return {
      Url: provider.Url.replace(/^https?:\/\//i, ''),
      ClientIDList: { member: provider.ClientIDList },
      ThumbprintList: { member: provider.ThumbprintList },
      CreateDate: provider.CreateDate,
      Tags: { member: provider.Tags },
    };
  },
});

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListOpenIDConnectProviders.html */
export const listOpenIdConnectProviders = defineOperation({
  auth: 'signed',
  permission: onOidcProviders,
  input: structure({}, []),
  run({ store }) {
    return { OpenIDConnectProviderList: { member: store.oidcProviders.list().map(({ Arn }) => ({ Arn })) } };
  },
});

/**
 * A provider that is missing is an error: the reference calls the operation idempotent, but so it was observed.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteOpenIDConnectProvider.html
 */
export const deleteOpenIdConnectProvider = defineOperation({
  auth: 'signed',
  permission: onOidcProvider,
  input: named,
  run({ store }, { OpenIDConnectProviderArn }) {
    if (!store.oidcProviders.remove(OpenIDConnectProviderArn)) {
      throw noSuchEntity(`OpenId connect Provider ${OpenIDConnectProviderArn} cannot be found.`);
    }
    return undefined;
  },
});

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_AddClientIDToOpenIDConnectProvider.html */
export const addClientIdToOpenIdConnectProvider = defineOperation({
  auth: 'signed',
  permission: onOidcProvider,
  input: namedClient,
  run(context, { OpenIDConnectProviderArn, ClientID }) {
    const provider = findOidcProvider(context, OpenIDConnectProviderArn);
    const ClientIDList = checkedClientIds([...provider.ClientIDList, ClientID]);
    context.store.oidcProviders.update({ ...provider, ClientIDList });
    return undefined;
  },
});

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_RemoveClientIDFromOpenIDConnectProvider.html */
export const removeClientIdFromOpenIdConnectProvider = defineOperation({
  auth: 'signed',
  permission: onOidcProvider,
  input: namedClient,
  run(context, { OpenIDConnectProviderArn, ClientID }) {
    const provider = findOidcProvider(context, OpenIDConnectProviderArn);
    const ClientIDList = provider.ClientIDList.filter((id) => id !== ClientID);
    context.store.oidcProviders.update({ ...provider, ClientIDList });
    return undefined;
  },
});

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateOpenIDConnectProviderThumbprint.html */
export const updateOpenIdConnectProviderThumbprint = defineOperation({
  auth: 'signed',
  permission: onOidcProvider,
  input: structure({ ...named.members, ThumbprintList: thumbprints }, [...named.required, 'ThumbprintList']),
  run(context, { OpenIDConnectProviderArn, ThumbprintList }) {
    const provider = findOidcProvider(context, OpenIDConnectProviderArn);
    context.store.oidcProviders.update({ ...provider, ThumbprintList: checkedThumbprints(ThumbprintList) });
    return undefined;
  },
});

/** @throws AwsError NoSuchEntity */
export function findOidcProvider({ store }: OperationContext, providerArn: string): StoredOidcProvider {
  const provider = store.oidcProviders.find(providerArn);
  if (provider === undefined) throw noSuchEntity(`OpenIDConnect Provider not found for arn ${providerArn}`);
  return provider;
}

const loopbackHosts = ['127.0.0.1', '[::1]', 'localhost'];

function isProviderUrl(text: string): boolean {
  if (!/^https?:\/\/[^\s?#@\\]+$/i.test(text) || !URL.canParse(text)) return false;
  const { protocol, hostname } = new URL(text);
  return protocol === 'https:' || loopbackHosts.includes(hostname);
}

function checkedClientIds(ids: readonly string[]): string[] {
  const unique = [...new Set(ids)];
  if (unique.length > maxClientIds) {
    throw limitExceeded(`Cannot exceed quota for ClientIdsPerOpenIdConnectProvider: ${maxClientIds}`);
  }
  return unique;
}

function checkedThumbprints(given: readonly string[]): string[] {
  // AWS says fewer than 5, and takes 5.
  if (given.length > maxThumbprints) throw invalidInput('Thumbprint list must contain fewer than 5 entries.');
  return [...given];
}
