import { structure } from '../protocol/shape.ts';
import type { QueryContext } from '../dispatch/query-service.ts';
import { findOidcProvider } from './oidc-providers.ts';
import { pageMembers } from './pages.ts';
import { readInput } from './parameters.ts';
import { arn, tagKeyList, tagList } from './shapes.ts';
import { tagPage, withoutTags, withTags } from './tags.ts';

const member = { OpenIDConnectProviderArn: arn };

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_TagOpenIDConnectProvider.html */
export function tagOpenIdConnectProvider(context: QueryContext, parameters: URLSearchParams): undefined {
  const shape = structure({ ...member, Tags: tagList }, ['OpenIDConnectProviderArn', 'Tags']);
  const input = readInput(shape, parameters);
  const provider = findOidcProvider(context, input.OpenIDConnectProviderArn);
  context.store.oidcProviders.update({ ...provider, Tags: withTags(provider.Tags, input.Tags, 'kept') });
}

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_UntagOpenIDConnectProvider.html */
export function untagOpenIdConnectProvider(context: QueryContext, parameters: URLSearchParams): undefined {
  const shape = structure({ ...member, TagKeys: tagKeyList }, ['OpenIDConnectProviderArn', 'TagKeys']);
  const input = readInput(shape, parameters);
  const provider = findOidcProvider(context, input.OpenIDConnectProviderArn);
  context.store.oidcProviders.update({ ...provider, Tags: withoutTags(provider.Tags, input.TagKeys, 'kept') });
}

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListOpenIDConnectProviderTags.html */
export function listOpenIdConnectProviderTags(context: QueryContext, parameters: URLSearchParams): object {
  const input = readInput(structure({ ...member, ...pageMembers }, ['OpenIDConnectProviderArn']), parameters);
  return tagPage(findOidcProvider(context, input.OpenIDConnectProviderArn).Tags, input);
}
