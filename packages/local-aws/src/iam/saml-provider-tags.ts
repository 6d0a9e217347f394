import { structure } from '../protocol/shape.ts';
import type { QueryContext } from '../dispatch/query-service.ts';
import { findSamlProvider } from './saml-providers.ts';
import { pageMembers } from './pages.ts';
import { readInput } from './parameters.ts';
import { arn, tagKeyList, tagList } from './shapes.ts';
import { tagPage, withoutTags, withTags } from './tags.ts';

const member = { SAMLProviderArn: arn };

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_TagSAMLProvider.html */
export function tagSamlProvider(context: QueryContext, parameters: URLSearchParams): undefined {
  const shape = structure({ ...member, Tags: tagList }, ['SAMLProviderArn', 'Tags']);
  const input = readInput(shape, parameters);
  const provider = findSamlProvider(context, input.SAMLProviderArn);
  context.store.samlProviders.update({ ...provider, Tags: withTags(provider.Tags, input.Tags, 'kept') });
}

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_UntagSAMLProvider.html */
export function untagSamlProvider(context: QueryContext, parameters: URLSearchParams): undefined {
  const shape = structure({ ...member, TagKeys: tagKeyList }, ['SAMLProviderArn', 'TagKeys']);
  const input = readInput(shape, parameters);
  const provider = findSamlProvider(context, input.SAMLProviderArn);
  context.store.samlProviders.update({ ...provider, Tags: withoutTags(provider.Tags, input.TagKeys, 'kept') });
}

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListSAMLProviderTags.html */
export function listSamlProviderTags(context: QueryContext, parameters: URLSearchParams): object {
  const input = readInput(structure({ ...member, ...pageMembers }, ['SAMLProviderArn']), parameters);
  return tagPage(findSamlProvider(context, input.SAMLProviderArn).Tags, input);
}
